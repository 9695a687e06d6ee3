"""Words as numbers: what is printed between two blanks is analysed once, after that its number says all."""

from array import array
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from indexer.analysis import MAX_WORD, broken_parts, has_break, may_break, normal, printed_words, stem
from indexer.engine.writing.arrays import I64, U32, ranges, starts

NOTHING = 0
"""The number of the empty string."""

BROKEN = 1 << 31
"""Numbers from here on are of words that a line end broke in two."""

_PIECE, _WORD = 140, 180
"""Bytes that a piece and a word take, on average of English text, once they are remembered."""

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


class _Pieces:
    """What pieces stand for, by their numbers. It knows nothing of who remembers which piece: in a ring of objects
    that hold each other, what is forgotten would stay in memory."""

    def __init__(self, words: Words, most: int) -> None:
        self.words = words
        self.most = most
        self.remembered = 0
        self.full: tuple[int, int, int] | None = None
        """What there was when the first came that there was no room for; all after it are forgotten by segment."""
        self.numbers = array("I")  # the words of each, one after another
        self.ends = array("I")
        self.broken: list[tuple[int, int, int]] = []

    def room(self) -> bool:
        """Tell whether another piece may be remembered."""
        if self.remembered < self.most:
            return True
        if not self.full:
            self.full = len(self.ends), len(self.numbers), len(self.broken)
        return False

    def chunk(self, chunk: str) -> int:
        """Number what stands between two blanks."""
        plain = chunk.strip(_BESIDE)
        if plain.isascii() and plain.isalnum():
            self.numbers.append(self.words.word(plain[:MAX_WORD].lower()))  # as `normal` has it, in a third of its time
        else:
            self.numbers.extend(word for printed in printed_words(chunk) if (word := self.words.word(normal(printed))))
        self.ends.append(len(self.numbers))
        return len(self.ends) - 1

    def printed(self, printed: str) -> int:
        """Number a printed word, which may be broken in two."""
        parts = broken_parts(printed) if has_break(printed) else None
        first, whole, second = (self.words.word(normal(part)) for part in parts or ("-", "-", "-"))
        if first and second:
            self.numbers.append(BROKEN + len(self.broken))
            self.broken.append((first, whole, second))
        elif word := self.words.word(normal(printed)):
            self.numbers.append(word)
        self.ends.append(len(self.numbers))
        return len(self.ends) - 1


class _Remembered(dict[str, int]):
    """Numbers of pieces, as long as there is room for more."""

    def __init__(self, pieces: _Pieces, number: Callable[[str], int]) -> None:
        super().__init__()
        self._pieces, self._number = pieces, number

    def __missing__(self, piece: str) -> int:
        room = self._pieces.room()
        number = self._number(piece)
        if room and len(piece) <= MAX_WORD:  # data in base64 would be kept whole
            self[piece] = number
            self._pieces.remembered += 1
        return number


class Forms:
    """Numbers of pieces of text: what stands between two blanks, or, where words may be broken, printed words.

    Of the memory, a quarter is for pieces, and up to three eighths for their words.
    """

    def __init__(self, memory: int = 1 << 30, words: Words | None = None) -> None:
        self.words = words or Words()
        self._memory = memory
        self._pieces = _Pieces(self.words, memory // 4 // _PIECE)
        self._chunks = _Remembered(self._pieces, self._pieces.chunk)
        self._printed = _Remembered(self._pieces, self._pieces.printed)

    def add(self, text: str, pieces: "array[int]") -> None:
        """Put the numbers of a text's pieces to the end of an array."""
        if may_break(text):
            pieces.extend(map(self._printed.__getitem__, printed_words(text)))
        else:
            pieces.extend(map(self._chunks.__getitem__, text.split()))

    def forget(self, pieces: int) -> "Forms":
        """Return what to go on with, after a segment of so many pieces: what is known, if it is of use.

        Without the pieces that there was no room for; if these were many, the text has changed, and pieces are
        learned anew. If the words take too much, these too.
        """
        if 8 * _WORD * len(self.words) > 3 * self._memory:
            return Forms(self._memory)
        known = self._pieces
        if not known.full:
            return self
        ends, numbers, broken = known.full
        if 5 * (len(known.ends) - ends) > pieces:
            return Forms(self._memory, self.words)  # to analyse a word takes longer than to find those of a piece
        del known.ends[ends:], known.numbers[numbers:], known.broken[broken:]
        return self

    @property
    def size(self) -> int:
        """About how many bytes all of it takes."""
        known = self._pieces
        numbers = 4 * (len(known.ends) + len(known.numbers)) + 180 * len(known.broken)
        return _PIECE * known.remembered + _WORD * len(self.words) + numbers

    def tables(self) -> Tables:
        """Return what is known of all numbers given so far."""
        known = self._pieces
        begins = np.zeros(len(known.ends) + 1, np.int64)
        begins[1:] = known.ends
        broken = np.array(known.broken, np.uint32).reshape(-1, 3)
        return Tables(np.array(self.words.terms, np.uint32), np.array(known.numbers, np.uint32), begins, broken)
