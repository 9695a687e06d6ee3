"""Which words of a text fit the parts of a query: by their term, or, of what stands for many words, by either form."""

import re
from collections.abc import Callable, Iterable

from indexer.analysis import Token
from indexer.marking.skimming import beginning
from indexer.query import Fuzzy, Many, Part, Prefix, Regex, Wildcard, Word

_LITERAL = re.compile("[*?]")


class Fitting:
    """The parts that each word fits. A word that came before is not looked at again.

    `beginnings` are the first signs of words that fit, none if that is not known.
    """

    def __init__(self, parts: Iterable[Part]) -> None:
        self._words: dict[str, tuple[Part, ...]] = {}
        self._many: list[tuple[Many, Callable[[str], bool]]] = []
        self._known: dict[str, tuple[Part, ...]] = {}
        beginnings: set[str] = set()
        for part in dict.fromkeys(parts):
            if isinstance(part, Word):
                self._words[part.term] = (part,)
            else:
                self._many.append((part, fits(part)))
            beginnings.add(_beginning(part))
        self.beginnings = frozenset() if "" in beginnings else frozenset(beginnings)

    def of(self, token: Token) -> tuple[Part, ...]:
        """Return the parts a word fits."""
        own = self._words.get(token.term, ())
        if not self._many:
            return own
        known = self._known.get(token.word)
        if known is None:
            many = [part for part, fit in self._many if fit(token.word) or fit(token.term)]
            known = self._known[token.word] = (*own, *many)
        return known


def fits(part: Many) -> Callable[[str], bool]:
    """Return what tells whether one form of a word fits. RE2 is loaded only for a regular expression."""
    match part:
        case Prefix(start):
            return lambda form: form.startswith(start)
        case Wildcard(pattern):
            return lambda form: fits_pattern(form, pattern)
        case Fuzzy(word, edits):
            from indexer.edits import within

            return lambda form: within(form, word, edits)
        case Regex(pattern):
            from re2 import compile as expression

            compiled = expression(pattern)
            return lambda form: compiled.fullmatch(form) is not None


def fits_pattern(form: str, pattern: str) -> bool:
    """Tell whether a form fits a pattern with * and ?. A regular expression took a minute over `*a*a*a*a*a*b`."""
    at = place = 0
    star, resumed = -1, 0
    while at < len(form):
        if place < len(pattern) and pattern[place] == "*":
            star, resumed = place, at
            place += 1
        elif place < len(pattern) and pattern[place] in ("?", form[at]):
            at, place = at + 1, place + 1
        elif star >= 0:
            resumed += 1
            at, place = resumed, star + 1
        else:
            return False
    return not pattern[place:].strip("*")


def _beginning(part: Part) -> str:
    """Return the first signs of what fits, "" if they may be any."""
    match part:
        case Word(term):
            return beginning(term)
        case Prefix(start):
            return beginning(start)
        case Wildcard(pattern):
            return beginning(_LITERAL.split(pattern, maxsplit=1)[0])
    return ""
