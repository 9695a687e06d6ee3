"""The words of a page, one after another, as names are looked for in them."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from indexer.extract.pages import Page

_WORD = re.compile(r"[^\W_]++(?:['’][^\W_]++)*+|&")
_STROKES = str.maketrans("", "", "'’")
_JOINTS = frozenset(
    (" ", "\n", "\xa0", "-", "\u2010", "\u2011", "  ", ", ", ",\n", " \n", "\n ", "-\n", ". ", ".\n", ".")
)
"""What may stand between two words of a name: a line may end in it."""


class Token(NamedTuple):
    """A word of a page: from where to where, and as printed. An & is one."""

    start: int
    end: int
    word: str


class Wording:
    """A page's words. What several kinds of names ask for is found once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.text = page.text
        self._gaps = frozenset(page.gaps)

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """All words, in order."""
        return [Token(match.start(), match.end(), match[0]) for match in _WORD.finditer(self.text)]

    def joined(self, at: int) -> bool:
        """Tell whether a word and the next may be of one name: no more than a space or so is between them."""
        start, end = self.tokens[at].end, self.tokens[at + 1].start
        return self.text[start:end] in _JOINTS and start not in self._gaps


def folded(word: str) -> str:
    """Return what a word's spellings in names share."""
    return "and" if word == "&" else word.lower().translate(_STROKES)


def split(name: str) -> list[str]:
    """Return a name's words as a page's are: without "the" before them."""
    words = _WORD.findall(name)
    return words[1:] if len(words) > 1 and words[0].lower() == "the" else words
