"""The words of a page, one after another, as names are looked for in them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from indexer.extract.pages import Page

AUTHORITY, COMPANY, PERSON = "authority", "company", "person"
"""The kinds of those who are named."""

_WORD = re.compile(r"([^\W_]++(?:['’](?![sS](?![^\W_]))[^\W_]++)*+|&)(?:['’][sS](?![^\W_]))?")
"""A word, without the 's after it: "Leeds City Council's"."""
_STROKES = str.maketrans("", "", "'’")
_SPACES = frozenset((" ", "\xa0", "  ", "\n", " \n", "\n "))
_HYPHENS = frozenset(("-", "\u2010", "\u2011", "-\n"))
_POSSESSIVE = ("'", "’", "'s", "’s", "'S", "’S")
_STOPS = frozenset((". ", ".\n", "."))
_COMMAS = frozenset((", ", ",\n"))
_BRACKETS = frozenset((" (", ") ", "\n(", ")\n", ") ("))
_WRAPPED = 30
"""A shorter line is none that had no room for the next word: it ends where it ends."""
_INITIALS = frozenset(("St", "Dr", "Mr", "Mrs", "Ms", "Co", "Bros", "Hon", "Rt", "Prof", "Cllr"))


class Token(NamedTuple):
    """A word of a page: from where to where, and as printed. An & is one."""

    start: int
    end: int
    word: str


class Mention(NamedTuple):
    """Who is named, from where to where on a page: in full, and of which kind."""

    start: int
    end: int
    name: str
    kind: str


class Wording:
    """A page's words. What several kinds of names ask for is found once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.text = page.text
        self._gaps = frozenset(page.gaps)

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """All words, in order."""
        return [Token(match.start(1), match.end(1), match[1]) for match in _WORD.finditer(self.text)]

    @cached_property
    def places(self) -> dict[int, int]:
        """The words by where they begin."""
        return {token.start: at for at, token in enumerate(self.tokens)}

    def joined(
        self, at: int, *, commas: bool = False, brackets: bool = False, owned: bool = False, lines: bool = False
    ) -> bool:
        """Tell whether a word and the next can be of one name: no more than a space or so is between them.

        A sentence may end with a stop, so only after an initial one is within a name; a line that was not full ends
        names, unless what is on both `lines` is known; `owned` names have another's with 's in them.
        """
        one, other = self.tokens[at], self.tokens[at + 1]
        between = self.text[one.end : other.start]
        if owned and between.startswith(_POSSESSIVE):
            between = between[1:].removeprefix("s").removeprefix("S")
        if not self._gaps.isdisjoint(range(one.end, other.start)):
            return False
        if between in _SPACES:
            return "\n" not in between or lines or self._wrapped(one.end)
        if between in _STOPS:
            return len(one.word) == 1 or one.word in _INITIALS
        if not between:
            return "&" in (one.word, other.word)
        return between in _HYPHENS or (commas and between in _COMMAS) or (brackets and between in _BRACKETS)

    def _wrapped(self, end: int) -> bool:
        """Tell whether the line that ends here was full: its last name may go on in the next."""
        start = self.text.rfind("\n", 0, end) + 1
        if end - start < _WRAPPED or self.text.find(" | ", start, end) >= 0:
            return False
        gap = bisect_left(self.page.gaps, start)
        return gap == len(self.page.gaps) or self.page.gaps[gap] >= end

    def between(self, first: int, last: int) -> str:
        """Return the text from one word to another, both included, on one line."""
        return " ".join(self.text[self.tokens[first].start : self.tokens[last].end].split())

    def mention(self, first: int, last: int, kind: str, name: str = "") -> Mention:
        """Return who is named by some words; called as printed if not otherwise."""
        return Mention(self.tokens[first].start, self.tokens[last].end, name or self.between(first, last), kind)

    def capitals(self) -> Iterator[tuple[int, str]]:
        """Yield the words that begin with a capital, with their places."""
        return ((at, token.word) for at, token in enumerate(self.tokens) if token.word[0].isupper())


def folded(word: str) -> str:
    """Return what a word's spellings in names share."""
    return "and" if word == "&" else word.lower().translate(_STROKES)


def split(name: str) -> list[str]:
    """Return a name's words as a page's are: without "the" before them."""
    words = _WORD.findall(name)
    return words[1:] if len(words) > 1 and words[0].lower() == "the" else words
