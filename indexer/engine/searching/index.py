"""The segments of an index as one: documents are numbered on from segment to segment."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from indexer.engine.searching.keeping import Kept
from indexer.engine.segments import Postings, Segment, Sums
from indexer.query import Digests

_RECORDS, _FOUND = 4_000, 20_000
"""How many records and lists are kept at hand for the next question."""


_RECORD, _FIND = 12, 40
"""How long it takes to read one document's record, or to look one digest up; all digests take 1 for each document."""

_LIST = 1_600
"""Bytes that a list at hand takes, its postings unread."""


class Listed(NamedTuple):
    """A term's postings in one segment; `base` is what its document numbers are counted on from."""

    base: int
    postings: Postings


class Terms:
    """What a part of a query stands for: the lists of its terms, field by field.

    Compared by identity: the kernels keep what they read of it by that. `total` is for how many words it stands, of
    which only the first are searched.
    """

    __slots__ = ("documents", "fields", "occurrences", "size", "total")

    def __init__(self, fields: Iterable[Iterable[Listed]], total: int = 1) -> None:
        self.fields = tuple(some for field in fields if (some := tuple(field)))
        every = [listed.postings for some in self.fields for listed in some]
        self.documents = sum(postings.documents for postings in every)
        self.occurrences = sum(postings.occurrences for postings in every)
        self.total = total
        self.size = 200 + _LIST * len(every)
        """The bytes it takes, about."""


class Index:
    """An opened index. Deleted documents have numbers, and no part in any count but these."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = tuple(segment for segment in segments if segment.documents)
        ends = [0, *accumulate(segment.documents for segment in self.segments)]
        self.bases = ends[:-1]
        self.documents = ends[-1]
        self.live = sum(segment.live for segment in self.segments)
        self.deleted = frozenset(base + number for segment, base in self.based() for number in segment.deleted)
        self._words: int | None = None
        self._sums: list[tuple[int, Sums]] | None = None
        self._averages: dict[str, float] = {}
        self._numbers: dict[str, Sequence[int]] = {}
        self._labels: dict[tuple[int, str], list[str]] = {}
        self._found: Kept[tuple[str, bytes | str], Terms] = Kept(_FOUND)
        self._records: Kept[int, tuple[str, str, Sequence[int]]] = Kept(_RECORDS)
        self._keys: Kept[int, bytes] = Kept(_FOUND)
        self._by_digest: dict[str, int] = {}

    def based(self) -> Iterable[tuple[Segment, int]]:
        """Return the segments, each with what its numbers are counted on from."""
        return zip(self.segments, self.bases, strict=True)

    def term(self, field: str, term: bytes | str) -> Terms:
        """Return the lists of one term: of a query's word as it is, which is looked up ten times a question."""
        known = self._found.get((field, term))
        if known is None:
            sought = term if isinstance(term, bytes) else term.encode("utf-8", "replace")
            listed = [
                Listed(base, postings) for segment, base in self.based() if (postings := segment.find(field, sought))
            ]
            known = self._found.keep((field, term), Terms((listed,)))
        return known

    def average(self, region: str) -> float:
        """Return how many words documents have in a region on average, at least 1."""
        known = self._averages.get(region)
        if known is None:
            words = sum(segment.words[region] for segment in self.segments)
            known = self._averages[region] = max(1.0, words / max(1, self.live))
        return known

    @property
    def words(self) -> int:
        """How many words all texts have."""
        if self._words is None:
            self._words = sum(segment.words["text"] for segment in self.segments)
        return self._words

    def column(self, name: str) -> Sequence[int]:
        """Return a number for each document."""
        known = self._numbers.get(name)
        if known is None:
            known = self._numbers[name] = _joined([segment.column(name) for segment in self.segments])
        return known

    def sums(self) -> list[tuple[int, Sums]]:
        """Return the sums of money of each segment, with what its document numbers are counted on from."""
        if self._sums is None:
            self._sums = [(base, segment.sums()) for segment, base in self.based()]
        return self._sums

    def labels(self, number: int, field: str) -> list[str]:
        """Return the values of a label field of one segment, by ordinal."""
        known = self._labels.get((number, field))
        if known is None:
            values = [label.decode("utf-8", "replace") for label in self.segments[number].labels(field)]
            known = self._labels[number, field] = values
        return known

    def key(self, number: int) -> bytes:
        """Return what orders those that are otherwise alike."""
        known = self._keys.get(number)
        if known is None:
            segment, local = self.locate(number)
            known = self._keys.keep(number, segment.blob("key", local))
        return known

    def record(self, number: int) -> tuple[str, str, Sequence[int]]:
        """Return a document's digest, what was stored with it, and the places at which its pages begin."""
        known = self._records.get(number)
        if known is None:
            segment, local = self.locate(number)
            known = self._records.keep(number, segment.record(local))
        return known

    def is_sooner_asked(self, documents: int, digests: int) -> bool:
        """Tell whether to read the digests of so many documents takes less than to look so many digests up."""
        return _RECORD * documents < digests + min(_FIND * digests, self.documents)

    def digests(self, numbers: Sequence[int]) -> list[str]:
        """Return the digests of documents that are not deleted."""
        if _RECORD * len(numbers) < self.documents:
            return [self.record(number)[0] for number in numbers]
        every = dict(zip(self._numbered.values(), self._numbered, strict=True))
        return [every[number] for number in numbers]

    def numbers(self, digests: Digests) -> list[int]:
        """Return which documents, not deleted, have one of these digests."""
        if not self._by_digest and _FIND * len(digests) < self.documents:
            fields = [field for digest in digests for field in self.term("digest", digest).fields]
            found = [base + n for field in fields for base, p in field for n in accumulate(p.ids.numbers())]
            return [number for number in found if number not in self.deleted]
        known = map(self._numbered.get, digests)
        return [number for number in known if number is not None]

    @property
    def _numbered(self) -> dict[str, int]:
        """Every document that is not deleted by its digest, in the order of these, segment by segment."""
        if not self._by_digest:
            every = ((digest, base + n) for segment, base in self.based() for digest, n in segment.digests())
            self._by_digest = {digest: number for digest, number in every if number not in self.deleted}
        return self._by_digest

    def locate(self, number: int) -> tuple[Segment, int]:
        """Return a document's segment, and its number there."""
        index = bisect_right(self.bases, number) - 1
        return self.segments[index], number - self.bases[index]


def _joined(parts: list[memoryview]) -> Sequence[int]:
    if len(parts) == 1:
        return parts[0]
    joined = array(parts[0].format if parts else "I")
    for part in parts:
        joined.frombytes(part.cast("B"))
    return joined
