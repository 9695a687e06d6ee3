"""The words of a text that begin in one of a few ways, found without reading the others: for snippets of long pages."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from indexer.analysis import Token, tokens

_BORDER = re.compile(r"(?<=[A-Za-z]) (?=[A-Za-z])")
"""Where one word surely ends and another begins, whatever stands before and after."""

_LETTER = r"[^\W\x00-\x7f]"  # beyond ASCII: it may be any letter in normal form, or several, as a ligature is
_SHIFTS = r"[^\x00-&(-+/-\x7f]"  # ' , - . or a sign beyond ASCII: what follows the first letters may be anywhere

_IRREGULAR = {"di": "dy", "li": "ly", "ti": "ty"}
"""How a word may begin whose stem does not begin as it does: dying, lying and tying are the only ones."""


def beginning(form: str) -> str:
    """Return the first signs of a stem, or of the beginning of one, that the words have too: three of a long one.

    Of a stem of three the last may be another: using is "use".
    """
    return form[:3] if len(form) > 3 else form[:2]


def skimmed(text: str, beginnings: Collection[str]) -> Iterator[Token]:
    """Yield, as `tokens` does, the words whose normal form or stem begins in one of these ways, and some others.

    Beginnings are as `beginning` has them. Positions are right between words that stand side by side, and further apart
    for words that do not; else they say nothing.
    """
    firsts = frozenset(each[0] for each in beginnings)
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
    """Return what finds where words may begin so. No word begins straight after a letter from A to Z.

    One class of all first signs comes first: that is what a search skips to, at a third of the time.
    """
    every = sorted({*beginnings, *(_IRREGULAR[each] for each in beginnings if each in _IRREGULAR)})
    firsts = {sign for each in every for sign in _cases(each[0])}
    ascii_others = "".join(re.escape(sign) for sign in map(chr, range(128)) if sign not in firsts)
    ways = [f"(?<=[{re.escape(_cases(each[0]))}]){_after(each[1:])}" for each in every if each[0].isascii()]
    return re.compile(rf"[^{ascii_others}](?<![A-Za-z][\s\S])(?:{'|'.join([*ways, f'(?<={_LETTER})'])})")


def _after(signs: str) -> str:
    """Return a pattern of what follows the first sign, up to where something may be printed otherwise."""
    if not signs:
        return ""
    if not signs[0].isascii():
        return _SHIFTS
    return f"(?:{_SHIFTS}|[{re.escape(_cases(signs[0]))}]{_after(signs[1:])})"


def _cases(sign: str) -> str:
    return sign + sign.upper()
