"""Words as numbers: what is printed between two blanks is analysed once, after that its number says all."""

from array import array
from typing import NamedTuple

import numpy as np

from indexer.analysis import MAX_WORD, broken_parts, has_break, may_break, normal, printed_words, stem
from indexer.engine.writing.arrays import I64, U32, ranges, starts

NOTHING = 0
"""The number of the empty string."""

BROKEN = 1 << 31
"""Numbers from here on are of words that a line end broke in two."""

_UNKNOWN = 0xFFFFFFFF

_BESIDE = '.,;:()"?!'
"""What may stand beside a word and is nothing of it."""

AT_ONCE = 1 << 18
"""Pieces that are turned into words at once."""


class Words(dict[str, int]):
    """Numbers of normal forms and terms, in the order in which they came."""

    def __init__(self) -> None:
        super().__init__({"": NOTHING})
        self.texts = [""]
        self.terms = array("I", [NOTHING])
        """The number of each word's term, where it is known."""

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self.texts)
        self.texts.append(text)
        self.terms.append(_UNKNOWN)
        return number

    def word(self, word: str) -> int:
        """Return the number of a normal form, NOTHING of an empty one. Its term is known from then on."""
        number = self[word]
        if self.terms[number] == _UNKNOWN:
            term = self[stem(self.texts[number])]
            self.terms[number] = term
        return number


class Tables(NamedTuple):
    """What numbers stand for.

    `terms` has the term of each word; of a term that was never met as a word it may be anything. Piece n stands for
    the words `words[begins[n]:begins[n + 1]]`. `broken` has, for each word broken in two, its first part, the whole
    and the second part.
    """

    terms: U32
    words: U32
    begins: I64
    broken: U32

    def words_of(self, pieces: U32, ends: I64) -> tuple[U32, I64]:
        """Return the words that pieces stand for, one after another, and where in them each part begins, and the end.

        `ends` is where, in pieces, the parts end: headings, pages, titles.
        """
        lengths = np.diff(self.begins)
        bounds = np.zeros(len(ends) + 1, np.int64)
        words = np.empty(int(lengths @ np.bincount(pieces, minlength=len(lengths))), np.uint32)
        before = part = 0
        for first in range(0, len(pieces), AT_ONCE):
            some = pieces[first : first + AT_ONCE]
            many = lengths[some]
            found = self.words[ranges(self.begins[some], many)]
            words[before : before + len(found)] = found
            last = int(np.searchsorted(ends, first + len(some), side="right"))
            bounds[part + 1 : last + 1] = before + starts(many)[ends[part:last] - first]
            part, before = last, before + len(found)
        bounds[part + 1 :] = before
        return words, bounds


class Forms:
    """Numbers of pieces of text: what stands between two blanks, or, where words may be broken, printed words."""

    def __init__(self) -> None:
        self.words = Words()
        self._chunks = _Chunks(self)
        self._printed = _Printed(self)
        self._pieces = array("I")  # the words of each, one after another
        self._ends = array("I")
        self._broken: list[tuple[int, int, int]] = []

    def add(self, text: str, pieces: "array[int]") -> None:
        """Put the numbers of a text's pieces to the end of an array."""
        if may_break(text):
            pieces.extend(map(self._printed.__getitem__, printed_words(text)))
        else:
            pieces.extend(map(self._chunks.__getitem__, text.split()))

    def forget(self, most: int) -> "Forms":
        """Return what to go on with in another segment: what is known, or less of it where that takes too much."""
        if 180 * len(self.words) > most:
            return Forms()
        kept = self
        if self.size > most:
            kept = Forms()
            kept.words = self.words  # to analyse a word takes longer than to find the words in a piece
        return kept

    @property
    def size(self) -> int:
        """About how many bytes all of it takes."""
        pieces = 140 * (len(self._chunks) + len(self._printed)) + 4 * (len(self._ends) + len(self._pieces))
        return pieces + 180 * len(self.words) + 180 * len(self._broken)

    def tables(self) -> Tables:
        """Return what is known of all numbers given so far."""
        begins = np.zeros(len(self._ends) + 1, np.int64)
        begins[1:] = self._ends
        broken = np.array(self._broken, np.uint32).reshape(-1, 3)
        return Tables(np.array(self.words.terms, np.uint32), np.array(self._pieces, np.uint32), begins, broken)

    def chunk(self, chunk: str) -> int:
        """Number what stands between two blanks."""
        plain = chunk.strip(_BESIDE)
        if plain.isascii() and plain.isalpha():
            self._pieces.append(
                self.words.word(plain[:MAX_WORD].lower())
            )  # what `normal` comes to, in a third of its time
        else:
            self._pieces.extend(word for printed in printed_words(chunk) if (word := self.words.word(normal(printed))))
        self._ends.append(len(self._pieces))
        return len(self._ends) - 1

    def printed(self, printed: str) -> int:
        """Number a printed word, which may be broken in two."""
        parts = broken_parts(printed) if has_break(printed) else None
        first, whole, second = (self.words.word(normal(part)) for part in parts or ("-", "-", "-"))
        if first and second:
            self._pieces.append(BROKEN + len(self._broken))
            self._broken.append((first, whole, second))
        elif word := self.words.word(normal(printed)):
            self._pieces.append(word)
        self._ends.append(len(self._pieces))
        return len(self._ends) - 1


class _Chunks(dict[str, int]):
    def __init__(self, forms: Forms) -> None:
        super().__init__()
        self._number = forms.chunk

    def __missing__(self, chunk: str) -> int:
        number = self._number(chunk)
        if len(chunk) <= MAX_WORD:  # data in base64 would be kept whole
            self[chunk] = number
        return number


class _Printed(dict[str, int]):
    def __init__(self, forms: Forms) -> None:
        super().__init__()
        self._number = forms.printed

    def __missing__(self, printed: str) -> int:
        number = self._number(printed)
        if len(printed) <= MAX_WORD:
            self[printed] = number
        return number
