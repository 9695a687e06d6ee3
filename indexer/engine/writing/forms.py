"""What words are printed as, numbered: each is analysed once, after that its number says all."""

from array import array
from typing import NamedTuple

import numpy as np

from indexer.analysis import MAX_WORD, broken_parts, has_break, normal, stem
from indexer.engine.writing.arrays import U8, U32

NOTHING = 0
"""The number of every printed word that comes to nothing, and of the empty string."""


class Tables(NamedTuple):
    """By the number of a printed word: its term, its normal form if that differs, and how many positions it takes.

    Terms and normal forms are numbers of strings, NOTHING for none. A word that a line end broke in two takes two
    positions: `broken` has a row for each, its number and those of its first part, of the whole, of its second part.
    """

    terms: U32
    words: U32
    widths: U8
    broken: U32


class Strings(dict[str, int]):
    """Numbers of strings, in the order in which they came."""

    def __init__(self) -> None:
        super().__init__({"": NOTHING})
        self.texts = [""]

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self.texts)
        self.texts.append(text)
        return number


class Forms(dict[str, int]):
    """Numbers of printed words."""

    def __init__(self) -> None:
        super().__init__()
        self.strings = Strings()
        self._stems = {NOTHING: NOTHING}  # the term of a normal form, both by their numbers
        self._terms = array("I", [NOTHING])
        self._words = array("I", [NOTHING])
        self._widths = array("B", [0])
        self._broken: list[tuple[int, int, int, int]] = []

    def __missing__(self, printed: str) -> int:
        number = self._number(printed)
        if len(printed) <= MAX_WORD:
            self[printed] = number
        return number

    @property
    def size(self) -> int:
        """About how many bytes all of it takes."""
        return 130 * len(self) + 250 * len(self.strings) + 9 * len(self._terms) + 180 * len(self._broken)

    def tables(self) -> Tables:
        """Return what is known of all numbers given so far."""
        return Tables(
            np.array(self._terms, np.uint32),
            np.array(self._words, np.uint32),
            np.array(self._widths, np.uint8),
            np.array(self._broken, np.uint32).reshape(-1, 4),
        )

    def _number(self, printed: str) -> int:
        if has_break(printed) and (parts := broken_parts(printed)):
            first, whole, second = (self[part] for part in parts)
            if first and second:
                self._broken.append((len(self._terms), first, whole, second))
                return self._new(NOTHING, NOTHING, 2)
        word = self.strings[normal(printed)]
        if word == NOTHING:
            return NOTHING
        term = self._stems.get(word)
        if term is None:
            term = self._stems[word] = self.strings[stem(self.strings.texts[word])]
        return self._new(term, word if word != term else NOTHING, 1)

    def _new(self, term: int, word: int, width: int) -> int:
        self._terms.append(term)
        self._words.append(word)
        self._widths.append(width)
        return len(self._terms) - 1
