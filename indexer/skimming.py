"""The words of a text that begin in one of a few ways, found without reading the others: for snippets of long pages."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from indexer.analysis import Token, tokens

_BORDER = re.compile(r"(?<=[A-Za-z]) (?=[A-Za-z])")
"""Where one word surely ends and another begins, whatever stands before and after."""

_BETWEEN = "',.-"  # may stand after the first letter or digit, and is not in the normal form
_IRREGULAR = {"di": "dy", "li": "ly", "ti": "ty"}
"""How a word may begin whose stem does not begin as it does: dying, lying and tying are the only ones."""


def skimmed(text: str, beginnings: Collection[str]) -> Iterator[Token]:
    """Yield, as `tokens` does, the words whose normal form or stem begins in one of these ways, and some others.

    Beginnings are of one or two signs. Positions are right between words that stand side by side, and further apart
    for words that do not; else they say nothing.
    """
    firsts = frozenset(beginning[0] for beginning in beginnings)
    done = position = 0
    for match in _pattern(frozenset(beginnings)).finditer(text):
        if match.start() < done:
            continue
        start = _before(text, done, match.start())
        border = _BORDER.search(text, match.start())
        end = border.start() if border else len(text)
        position += 0 if start <= done + 1 else 2
        last = 0
        for token in tokens(text[start:end]):
            last = token.position + token.width
            if token.word[0] in firsts:
                yield token._replace(
                    position=token.position + position, start=token.start + start, end=token.end + start
                )
        position += last
        done = end


def _before(text: str, done: int, at: int) -> int:
    """Return where the words around a place begin: after the last border, or where the text is done with."""
    blank = text.rfind(" ", done, at)
    while blank > done:
        if _BORDER.match(text, blank):
            return blank + 1
        blank = text.rfind(" ", done, blank)
    return done + 1 if blank == done and done else done


@lru_cache(maxsize=64)
def _pattern(beginnings: frozenset[str]) -> re.Pattern[str]:
    """Return what finds where words may begin so. No word begins straight after a letter from A to Z."""
    every = {*beginnings, *(_IRREGULAR[two] for two in beginnings if two in _IRREGULAR)}
    parts = []
    for beginning in sorted(every):
        first, *second = (sign + sign.upper() for sign in beginning)
        parts.append(_any_of(first) + "".join(_any_of(signs + _BETWEEN) for signs in second))
    return re.compile(f"(?<![A-Za-z])(?:{'|'.join(parts)})")


def _any_of(signs: str) -> str:
    """Return the class of these signs and of all beyond ASCII, which may be, in normal form, any letter or none.

    By what is not in it: a class that names signs beyond ASCII takes 2 ms to compile.
    """
    return f"[^{''.join(re.escape(sign) for sign in map(chr, range(128)) if sign not in signs)}]"
