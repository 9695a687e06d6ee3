"""Segments that are to be merged, read from the first term of a field to the last, without what is deleted."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from indexer.engine.segments import Segment
from indexer.engine.segments.layout import START_BITS, WIDTHS
from indexer.engine.writing.arrays import I64, U32, Flags, Numbers, starts
from indexer.engine.writing.file import TERM_TYPE
from indexer.engine.writing.lists import Bytes, Lists, codes_of, unpacked

TERMS = 8_192
"""Terms of all segments together that are compared at once."""

_OFFSET = np.uint64((1 << START_BITS) - 1)
_TYPES = (np.dtype("<u1"), np.dtype("<u1"), np.dtype("<u2"), np.dtype("<u4"))


class Source:
    """One segment, its documents renumbered: those that stay follow on those of the segments before it."""

    def __init__(self, segment: Segment, base: int) -> None:
        self.segment = segment
        problems = segment.problems()  # here, and not list by list later: what is damaged must not be copied
        if problems:
            segment.file.damaged(problems[0])
        segment.file.forget()
        self.stays: Flags = np.ones(segment.documents, np.bool_)
        self.stays[list(segment.deleted)] = False
        self.numbers: U32 = (np.cumsum(self.stays) + (base - 1)).astype(np.uint32)
        """The new number of each document that stays."""

    def column(self, numbers: Numbers) -> Numbers:
        """Return what stays of one number for each document."""
        return numbers[self.stays]

    def documents(self) -> list[int]:
        """Return the old numbers of the documents that stay."""
        stay: list[int] = np.flatnonzero(self.stays).tolist()
        return stay


class Cursor:
    """A place in one field of one segment."""

    def __init__(self, source: Source, field: str) -> None:
        self.source = source
        self._dictionary = source.segment.dictionary(field)
        self._rows = np.frombuffer(source.segment.file.section(f"{field}.terms"), TERM_TYPE)
        self._postings = source.segment.file.section(f"{field}.postings")
        self._blocks = self._dictionary.blocks()
        self._next = 0
        self._waiting: list[bytes] = []

    def fill(self, count: int) -> bytes | None:
        """Read on until so many terms wait; return the last of them, None if the field has no more."""
        while len(self._waiting) < count:
            block = next(self._blocks, None)
            if block is None:
                return None
            self._waiting += block
        return self._waiting[-1]

    def take(self, last: bytes | None) -> tuple[list[bytes], int]:
        """Return the terms that wait, up to this one, and the number of the first in the alphabet."""
        count = len(self._waiting)
        if last is not None:
            while count and self._waiting[count - 1] > last:
                count -= 1
        taken, first = self._waiting[:count], self._next
        del self._waiting[:count]
        self._next += count
        return taken, first

    def occurrences(self, first: int, count: int) -> I64:
        """Return how often terms occur, deleted documents counted."""
        return self._rows["occurrences"][first : first + count].astype(np.int64)

    def lists(self, first: int, last: int) -> Lists:
        """Return the postings of some terms, ids as they are and not less the one before, of documents that stay."""
        lists = unpacked(self._bytes(first, last))
        documents = np.asarray(lists.documents, np.int64)
        begins = starts(documents)[:-1]
        ids = np.cumsum(lists.ids, dtype=np.int64)
        ids -= np.repeat(ids[begins] - lists.ids[begins], documents)
        return self._staying(lists._replace(ids=ids.astype(np.uint32)), begins)

    def one(self, number: int) -> Lists:
        """Do the same for one term, which may have many postings: its counts and places stay as narrow as they are."""
        row = self._rows[number]
        start, codes = int(row["postings"] & _OFFSET), codes_of(row["postings"][None])[0].tolist()
        documents, others = int(row["documents"]), int(row["occurrences"] - row["documents"])
        parts: list[Numbers] = []
        for code, count in zip(codes, (documents, documents, documents, others), strict=True):
            stored = count if code else 0
            parts.append(np.frombuffer(self._postings, _TYPES[code], stored, start))
            start += WIDTHS[code] * count
        ids, counts, firsts, followers = parts
        if not codes[1]:
            counts = np.ones(documents, np.uint8)
        ids = np.cumsum(ids, dtype=np.uint32)
        held = np.array([documents]), np.array([documents + others])
        return self._staying(Lists(*held, ids, counts, firsts, followers), np.zeros(1, np.int64))

    def _bytes(self, first: int, last: int) -> Bytes:
        rows = self._rows[first:last]
        offsets = (rows["postings"] & _OFFSET).astype(np.int64)
        end = int(self._rows["postings"][last] & _OFFSET) if last < len(self._rows) else len(self._postings)
        sizes = np.diff(offsets, append=end)
        data = self._postings[int(offsets[0]) : end]
        return Bytes(data, sizes, codes_of(rows["postings"]), rows["documents"], rows["occurrences"])

    def _staying(self, lists: Lists, begins: I64) -> Lists:
        stays = self.source.stays[lists.ids]
        ids = self.source.numbers[lists.ids]
        if stays.all():
            return lists._replace(ids=ids)
        held = np.add.reduceat(stays, begins, dtype=np.int64)
        occurrences = np.add.reduceat(lists.counts * stays, begins, dtype=np.int64)
        others = np.repeat(stays, lists.counts - 1)
        firsts = lists.firsts[stays] if len(lists.firsts) else lists.firsts
        followers = lists.followers[others] if len(lists.followers) else lists.followers
        return Lists(held, occurrences, ids[stays], lists.counts[stays], firsts, followers)


class Part(NamedTuple):
    """Some terms of one segment, numbered among those of all: `terms[i]` has the number `numbers[i]`."""

    cursor: Cursor
    first: int
    numbers: I64


def in_step(cursors: Sequence[Cursor]) -> Iterator[tuple[list[bytes], list[Part]]]:
    """Yield terms of all segments, ascending, a few thousand at a time, and where each segment has them."""
    count = max(64, TERMS // len(cursors))
    while True:
        lasts = [cursor.fill(count) for cursor in cursors]
        limit = min((last for last in lasts if last is not None), default=None)
        taken = [cursor.take(limit) for cursor in cursors]
        terms = sorted({term for some, _ in taken for term in some})
        if not terms:
            return
        numbers = {term: number for number, term in enumerate(terms)}
        yield (
            terms,
            [
                Part(cursor, first, np.array([numbers[term] for term in some], np.int64))
                for cursor, (some, first) in zip(cursors, taken, strict=True)
                if some
            ],
        )
