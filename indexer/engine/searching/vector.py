"""The kernel of long lists and of many questions: numpy's vectors, a place for each document of the index."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np

from indexer.engine.arrange import first
from indexer.engine.interface import Order, PageMatch
from indexer.engine.ranking import curve
from indexer.engine.searching.arrays import PLACE_BITS, Bools, Floats, Numbers, each_once, foremost, greatest
from indexer.engine.searching.index import Index, Terms
from indexer.engine.searching.kernel import Scores, Weighed
from indexer.engine.searching.near import APART, BEHIND, taking_part
from indexer.engine.searching.occurrences import Occurrences
from indexer.engine.searching.ordering import NEVER, keys
from indexer.engine.searching.parts import TITLE
from indexer.engine.searching.rows import NearRows, positions
from indexer.engine.searching.vector_hits import Hits
from indexer.engine.searching.vector_lists import Held, VectorLists
from indexer.engine.searching.vector_rows import Keys, VectorRows, Vectors, around, in_a_row
from indexer.query import Amount, InTitle, Leaf

_AT_ONCE, _AT_ONCE_OFTEN = 100_000, 8_000_000
"""Occurrences of words that are held at once: of one question 10 MB, of many what is kept for the next."""


class Vector:
    """Documents are masks, a bool for each document of the index; scores have a place for each too."""

    def __init__(self, index: Index, *, often: bool = True) -> None:
        self.index = index
        self._often = often
        self.lists = VectorLists(index)

    def every(self) -> Bools:
        return self.lists.every

    def holding(self, terms: Terms) -> Held:
        return self.lists.holding(terms)

    def paying(self, amount: Amount) -> Bools:
        found = np.zeros(self.lists.documents, bool)
        for numbers, _ in self.lists.paying(amount):
            found[numbers] = True
        return found & self.lists.every

    def pages_paying(self, amount: Amount, numbers: Sequence[int]) -> dict[int, set[int]]:
        pages: dict[int, set[int]] = {}
        wanted = self.these(numbers)
        for some, on_pages in self.lists.paying(amount):
            chosen = wanted[some].nonzero()[0]
            for number, page in zip(some[chosen].tolist(), on_pages[chosen].tolist(), strict=True):
                pages.setdefault(number, set()).add(page)
        return pages

    def phrase(self, row: Sequence[Terms], within: Bools) -> VectorRows[Held]:
        found = [in_a_row(keys, within) for keys in self._in_pieces(row, within)]
        parts = [np.concatenate(pieces) for pieces in zip(*[parts for parts, _ in found], strict=True)]
        unbroken = all(unbroken for _, unbroken in found)
        return VectorRows(self._counted(parts[0] >> PLACE_BITS), parts, unbroken=unbroken)

    def near(
        self, row: Sequence[Terms], within: Bools, most: int, *, ordered: bool, begins: Mapping[int, int]
    ) -> NearRows[Held]:
        border = np.full(self.lists.documents, 1 << PLACE_BITS, np.int64)
        border[list(begins)] = list(begins.values())
        firsts = []
        for some_keys in self._in_pieces(row, within):
            points = around([_positions(some.all, within, border) for some in some_keys], most)
            near = len(points) == 2 and not ordered and Vectors().apart(points)  # each has the other around it
            first = points[0] if near else taking_part(points, 0, most, Vectors(), ordered=ordered)
            firsts.append(first // APART)

        def read(number: int) -> list[list[int]]:
            found = [self.places(terms, [number]).get(number, []) for terms in row]
            return [positions(places, begins.get(number)) for places in found]

        return NearRows(self._counted(np.concatenate(firsts)), read, most, ordered=ordered)

    def _in_pieces(self, row: Sequence[Terms], within: Bools) -> Iterator[list[Keys]]:
        """Yield the keys of some terms, in documents all at once, or, not to hold too many, some after others."""
        occurrences = sum(terms.occurrences for terms in row)
        if self._often and occurrences <= _AT_ONCE_OFTEN:
            yield [self.lists.keys(terms) for terms in row]
            return
        for numbers in np.array_split(within.nonzero()[0], 1 + occurrences // _AT_ONCE):
            yield [self.lists.keys_of(terms, numbers) for terms in row]

    def _counted(self, ascending: Numbers) -> Held:
        return Held(*each_once(ascending), self.lists.documents)

    def documents(self, held: Held) -> Bools:
        return held.mask

    def count(self, held: Held, number: int) -> int:
        at = int(np.searchsorted(held.numbers, number))
        return int(held.counts[at]) if held.mask[number] else 0

    def these(self, numbers: Iterable[int]) -> Bools:
        mask = np.zeros(self.lists.documents, bool)
        mask[numbers if isinstance(numbers, np.ndarray) else list(numbers)] = True
        return mask

    def numbers(self, documents: Bools) -> list[int]:
        return np.flatnonzero(documents).tolist()

    def size(self, documents: Bools) -> int:
        return int(np.count_nonzero(documents))

    def any_of(self, some: Sequence[Bools]) -> Bools:
        if not some:
            return np.zeros(self.lists.documents, bool)
        found = some[0]
        for more in some[1:]:
            found = found | more
        return found

    def both(self, one: Bools, two: Bools) -> Bools:
        return one & two

    def without(self, one: Bools, two: Bools) -> Bools:
        return one & ~two

    def at_least(self, count: int, some: Sequence[Bools]) -> Bools:
        times = np.zeros(self.lists.documents, np.int32)
        for documents in some:
            times += documents
        return times >= count

    def includes(self, one: Bools, two: Bools) -> bool:
        return one is two or one is self.lists.every or not (two & ~one).any()

    def published(self, first: int, last: int, within: Bools | None) -> Bools:
        days = self.lists.column("day")
        return (days >= first) & (days <= last) & (self.lists.every if within is None else within)

    def places(self, terms: Terms, numbers: Sequence[int]) -> dict[int, list[int]]:
        wanted = sorted(numbers)
        every = zip(wanted, self.lists.keys_in(terms, wanted), strict=True)
        return {number: (keys - (number << PLACE_BITS)).tolist() for number, keys in every if len(keys)}

    def pages(
        self,
        occurrences: Occurrences[Bools, Held],
        wanted: Collection[Leaf | InTitle],
        starts: Mapping[int, Sequence[int]],
    ) -> dict[int, tuple[PageMatch, ...]]:
        return Hits(self.lists, occurrences, starts).ranked(wanted)

    def scored(self, _: Bools, weighed: Sequence[Weighed[Held]], /) -> Floats:
        scores = np.zeros(self.lists.documents)
        for one in weighed:
            gains = self._gains(one)
            if one.times > 1:
                gains = one.times * gains
            if len(gains) == self.lists.documents:
                scores += gains
            else:
                scores[one.held.numbers] += gains
        return scores

    def _gains(self, one: Weighed[Held]) -> Floats:
        """Return what something adds to the scores: of all documents, if it is in many, or of those that hold it."""
        held, what = one.held, (one.region, one.rarity)
        if held.gains is not None and held.gains[0] == what:
            return held.gains[1]
        worth = curve(one.rarity, self.index.average(one.region), title=one.region == TITLE)
        lengths = self.lists.column(f"length.{one.region}")[held.numbers]
        gains = worth.gain * held.counts / (held.counts + worth.base + worth.slope * lengths)
        if 8 * len(gains) > self.lists.documents:
            dense = np.zeros(self.lists.documents)
            dense[held.numbers] = gains
            gains = dense
        held.gains = what, gains
        return gains

    def first(self, documents: Bools, order: Order, scores: Scores | None, count: int) -> list[int]:
        if count < 1:
            return []
        numbers = documents.nonzero()[0]
        if order is Order.RELEVANCE and isinstance(scores, np.ndarray):
            best = greatest(numbers, scores[numbers], count)
            if best is not None:
                return best
        chosen = foremost(numbers, self._orders(order, scores), count).tolist()
        return first(chosen, keys(self.index, order, scores), count)

    def _orders(self, order: Order, scores: Scores | None) -> Iterator[Floats | Numbers]:
        if order is Order.RELEVANCE:
            assert isinstance(scores, np.ndarray)  # noqa: S101
            yield -scores
        elif order is Order.LARGEST:
            yield -self.lists.column("largest")
        days = self.lists.column("day")
        yield np.where(days > 0, days, NEVER) if order is Order.OLDEST else -days

    def facet(self, field: str, documents: Bools) -> Counter[str]:
        found: Counter[str] = Counter()
        for index, base in enumerate(self.index.bases):
            of, ordinals = self.lists.facet(index, field)
            labels = self.index.labels(index, field)
            counts = np.bincount(ordinals[documents[base + of]], minlength=len(labels))
            for ordinal in np.flatnonzero(counts).tolist():
                found[labels[ordinal]] += int(counts[ordinal])
        return found


def _positions(keys: Numbers, within: Bools, border: Numbers) -> Numbers:
    """Return the positions of some documents' keys, each once; those behind a document's border far behind it."""
    keys = keys[within[keys >> PLACE_BITS]]
    behind = (keys & (1 << PLACE_BITS) - 1) >= border[keys >> PLACE_BITS]
    return each_once((keys >> 1) + BEHIND * behind)[0]  # the document's number is then times APART
