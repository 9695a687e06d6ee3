"""What the vector kernel reads of the segments, and keeps for the next question within bounds."""

from collections.abc import Iterator, Sequence

import numpy as np

from indexer.engine.searching.arrays import PLACE_BITS, Bools, Floats, Listing, Numbers, ascending
from indexer.engine.searching.index import Index, Terms
from indexer.engine.searching.keeping import Kept
from indexer.engine.searching.sums import paying
from indexer.engine.searching.vector_rows import Keys
from indexer.query import Amount

_KEPT = 64 << 20
"""Bytes of lists that are kept for the next question, and of what was made of them; of keys of places twice that."""

NO_KEYS: Numbers = np.zeros(0, np.int64)


class Held:
    """Documents in which something stands, ascending, and how often. `mask` has a place for each of the index."""

    __slots__ = ("counts", "gains", "mask", "numbers")

    def __init__(self, numbers: Numbers, counts: Numbers, documents: int) -> None:
        self.numbers = numbers
        self.counts = counts
        self.mask = np.zeros(documents, bool)
        self.mask[numbers] = True
        self.gains: tuple[tuple[str, float], Floats] | None = None
        """What it last added to the scores, by region and rarity: both stay while an index is open."""

    def __len__(self) -> int:
        return len(self.numbers)


class VectorLists:
    """Lists, columns and sums of one index as arrays."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.documents = index.documents
        self.every: Bools = np.ones(index.documents, bool)
        self.every[list(index.deleted)] = False
        self._listings: Kept[Terms, list[Listing]] = Kept(_KEPT)
        self._held: Kept[Terms, Held] = Kept(_KEPT)
        self._keys: Kept[Terms, Keys] = Kept(2 * _KEPT)
        self._keys_in: Kept[tuple[Terms, int], Numbers] = Kept(_KEPT // 2)
        self._borders: Kept[int, Numbers] = Kept(_KEPT // 8)
        self._sums: dict[int, tuple[Numbers, Numbers]] = {}
        self._columns: dict[str, Numbers] = {}
        self._facets: dict[tuple[int, str], tuple[Numbers, Numbers]] = {}

    def holding(self, terms: Terms) -> Held:
        """Return the documents that hold any of the terms."""
        known = self._held.get(terms)
        if known is None:
            size = 24 * terms.documents + 9 * self.documents
            known = self._held.keep(terms, self._read(terms), size)
        return known

    def _lists(self, terms: Terms) -> list[Listing]:
        """Return the lists of each field."""
        known = self._listings.get(terms)
        if known is None:
            known = [Listing(lists) for lists in terms.fields]
            self._listings.keep(terms, known, 200 + 16 * terms.documents + 12 * terms.occurrences)
        return known

    def _read(self, terms: Terms) -> Held:
        fields = self._lists(terms)
        if len(fields) == 1 and fields[0].ascending:
            numbers, counts = fields[0].numbers, fields[0].counts
            if self.index.deleted:
                live = self.every[numbers]
                numbers, counts = numbers[live], counts[live]
            return Held(numbers, counts, self.documents)
        dense = np.zeros(self.documents, np.int64)
        for field in fields:
            some = np.bincount(field.numbers, field.counts, self.documents).astype(np.int64)
            dense = np.maximum(dense, some)
        numbers = np.flatnonzero((dense > 0) & self.every)
        return Held(numbers, dense[numbers], self.documents)

    def keys(self, terms: Terms) -> Keys:
        """Return the keys of all places of the terms."""
        known = self._keys.get(terms)
        if known is None:
            some = _merged([field.keys() for field in self._lists(terms)], self._lists(terms))
            known = self._keys.keep(terms, Keys(some, some[(some & 1).astype(bool)]), 100 + some.nbytes)
        return known

    def keys_of(self, terms: Terms, numbers: Numbers) -> Keys:
        """Return the keys of the terms in some documents, given ascending; they are not kept."""
        fields = self._lists(terms)
        some = _merged([field.keys(field.of(numbers, self.documents)) for field in fields], fields)
        return Keys(some, some[(some & 1).astype(bool)])

    def keys_in(self, terms: Terms, numbers: Sequence[int]) -> list[Numbers]:
        """Return the keys of the terms in each of some documents, given ascending."""
        found = [self._keys_in.get((terms, number)) for number in numbers]
        missing = [number for number, known in zip(numbers, found, strict=True) if known is None]
        if missing:
            wanted = np.array(missing, np.int64)
            keys = self.keys_of(terms, wanted).all
            borders = np.searchsorted(keys, [wanted << PLACE_BITS, wanted + 1 << PLACE_BITS]).T.tolist()
            for number, (first, last) in zip(missing, borders, strict=True):
                self._keys_in.keep((terms, number), keys[first:last].copy(), 200 + 8 * (last - first))
            read = dict(zip(missing, (keys[first:last] for first, last in borders), strict=True))
            found = [read[n] if known is None else known for n, known in zip(numbers, found, strict=True)]
        return found  # type: ignore[return-value]  # none is missing any more

    def borders(self, number: int, starts: Sequence[int]) -> Numbers:
        """Return the keys at which the heading and the pages of a document begin."""
        known = self._borders.get(number)
        if known is None:
            borders = (number << PLACE_BITS) + np.array([0, *starts], np.int64)
            known = self._borders.keep(number, borders, 100 + borders.nbytes)
        return known

    def paying(self, amount: Amount) -> Iterator[tuple[Numbers, Numbers]]:
        """Yield documents with a sum within bounds, and the pages it is on, each as often as it has one."""
        for base, sums, first, last, fits in paying(self.index, amount):
            known = self._sums.get(base)
            if known is None:
                documents, pages = (np.frombuffer(some, np.uint32).astype(np.int64) for some in sums[2:])
                known = self._sums[base] = (documents + base, pages)
            numbers, on_pages = known[0][first:last], known[1][first:last]
            if fits is not None:
                these = np.frombuffer(fits, bool)
                numbers, on_pages = numbers[these], on_pages[these]
            yield numbers, on_pages

    def column(self, name: str) -> Numbers:
        """Return a number for each document."""
        known = self._columns.get(name)
        if known is None:
            column = memoryview(self.index.column(name))  # type: ignore[arg-type]
            known = self._columns[name] = np.frombuffer(column, f"<u{column.itemsize}").astype(np.int64)
        return known

    def facet(self, index: int, field: str) -> tuple[Numbers, Numbers]:
        """Return documents of a segment and the ordinals of their values, a document as often as it has one."""
        known = self._facets.get((index, field))
        if known is None:
            offsets, ordinals = (np.frombuffer(some, np.uint32) for some in self.index.segments[index].facet(field))
            sizes = np.diff(offsets.astype(np.int64)).astype(np.int64)
            of = np.arange(len(sizes)).repeat(sizes)
            known = self._facets[index, field] = of, ordinals.astype(np.int64)
        return known


def _merged(keys: Sequence[Numbers], fields: Sequence[Listing]) -> Numbers:
    """Put keys of fields together, ascending, each once."""
    if len(fields) == 1 and fields[0].ascending:
        return keys[0]
    return ascending(np.concatenate(keys)) if keys else NO_KEYS
