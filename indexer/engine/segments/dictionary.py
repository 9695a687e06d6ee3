"""The terms of one field: found by halving, block by block. A block is checked when it is first read."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from zlib import crc32

from indexer.engine.segments.file import SectionFile
from indexer.engine.segments.layout import BLOCK, BLOCK_ROW, START_BITS, TERM_ROW, WIDTHS
from indexer.engine.segments.postings import Postings, postings, size

REMEMBERED = 256
"""Blocks whose terms are kept apart, as long as the segment is open: 2 MB at most, of English words."""

_OFFSET = (1 << START_BITS) - 1


class Dictionary:
    """One field of a segment."""

    def __init__(self, file: SectionFile, field: str, *, newlines: bool) -> None:
        self._file = file
        self._name = field
        self._newlines = newlines  # a hostile label may hold the very sign that ends a term
        self._vocabulary = file.section(f"{field}.vocabulary")
        self._rows = file.section(f"{field}.terms")
        self._blocks = file.checked(f"{field}.blocks")
        self._postings = file.section(f"{field}.postings")
        self._terms: dict[int, list[bytes]] = {}
        self._checked: set[int] = set()
        self._read: set[int] = set()
        self.count = len(self._rows) // TERM_ROW.size

    def find(self, term: bytes) -> Postings | None:
        """Return a term's postings, None if the field does not have it."""
        number = self._first(term)
        if number == self.count or self._block(number // BLOCK)[number % BLOCK] != term:
            return None
        return self.at(number)

    def find_all(self, terms: Iterable[bytes]) -> list[Postings]:
        """Return the postings of terms that the field has, given ascending: one after another, block by block."""
        found: list[Postings] = []
        block: list[bytes] = []
        first = 0
        for term in terms:
            if not block or term > block[-1]:
                first = self._first(term) // BLOCK * BLOCK
                block = self._block(first // BLOCK)
            found.append(self.at(first + bisect_left(block, term)))
        return found

    def terms(self, start: bytes) -> Iterator[tuple[bytes, Postings]]:
        """Yield terms, ascending, from the first that is not before `start`, with their postings."""
        for number in range(self._first(start), self.count):
            yield self._block(number // BLOCK)[number % BLOCK], self.at(number)

    def beginning(self, start: bytes) -> Sequence[bytes]:
        """Return all terms that begin so, ascending."""
        first = number = self._first(start)
        found: list[bytes] = []
        while number < self.count:
            block = self._block(number // BLOCK)
            low = number % BLOCK
            if not block[-1].startswith(start):
                return found + block[low : bisect_left(block, 1, low, key=lambda term: not term.startswith(start))]
            found += block[low:]
            number += len(block) - low
        assert len(found) == self.count - first  # noqa: S101
        return found

    def all(self) -> Sequence[bytes]:
        """Return all terms, ascending."""
        return [term for block in self.blocks() for term in block]

    def blocks(self) -> Iterator[list[bytes]]:
        """Yield all terms, ascending, block by block, and keep none of them."""
        return (self._split(index) for index in range(-(-self.count // BLOCK)))

    def vocabulary(self) -> memoryview:
        """Return all terms, ascending, each ended by a newline; in a field of labels one may also hold newlines."""
        return self._file.checked(f"{self._name}.vocabulary")

    def at(self, number: int) -> Postings:
        """Return the postings of a term by its number in the alphabet; its block was read before."""
        _, documents, occurrences, sum_, packed = TERM_ROW.unpack_from(self._rows, TERM_ROW.size * number)
        start = packed & _OFFSET
        found = self._postings[start : start + size(documents, occurrences, packed)]
        if number not in self._read:
            if crc32(found) != sum_:
                self._file.damaged(f"{self._name}.postings")
            self._read.add(number)
        return postings(documents, occurrences, packed, found)

    def holders(self) -> Iterator[Sequence[int]]:
        """Yield the documents that hold each term, of a field in which it is mostly one. The terms were read before."""
        lists = self._file.checked(f"{self._name}.postings")
        for number, (_, documents, _, _, packed) in enumerate(TERM_ROW.iter_unpack(self._rows)):
            start, width = packed & _OFFSET, WIDTHS[packed >> START_BITS & 3]
            if documents == 1 and width:
                yield (int.from_bytes(lists[start : start + width], "little"),)
            else:
                yield tuple(accumulate(self.at(number).ids.numbers()))

    def _first(self, term: bytes) -> int:
        """Return the number of the first term that is not before this one."""
        blocks = range(-(-self.count // BLOCK))
        index = bisect_right(blocks, term, key=lambda block: self._block(block)[0]) - 1
        if index < 0:
            return 0
        return index * BLOCK + bisect_left(self._block(index), term)

    def _block(self, index: int) -> list[bytes]:
        """Return the terms of a block, checked with their rows."""
        known = self._terms.get(index)
        if known is None:
            if len(self._terms) >= REMEMBERED:
                self._terms.clear()
            known = self._terms[index] = self._split(index)
        return known

    def _split(self, index: int) -> list[bytes]:
        start, sum_ = BLOCK_ROW.unpack_from(self._blocks, BLOCK_ROW.size * index)
        after = BLOCK_ROW.size * (index + 1)
        end = BLOCK_ROW.unpack_from(self._blocks, after)[0] if after < len(self._blocks) else len(self._vocabulary)
        terms = self._vocabulary[start:end]
        rows = self._rows[TERM_ROW.size * BLOCK * index : TERM_ROW.size * BLOCK * (index + 1)]
        if index not in self._checked:
            if crc32(rows, crc32(terms)) != sum_:
                self._file.damaged(f"{self._name}.terms")
            self._checked.add(index)
        if not self._newlines:
            return bytes(terms[:-1]).split(b"\n")
        ends = [row[0] for row in TERM_ROW.iter_unpack(rows)]
        return [bytes(self._vocabulary[a : b - 1]) for a, b in zip([start, *ends], ends, strict=False)]
