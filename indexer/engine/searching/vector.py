"""The kernel of long lists and of many questions: numpy's vectors, a place for each document of the index."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial

import numpy as np

from indexer.engine.arrange import first
from indexer.engine.interface import Order, PageMatch
from indexer.engine.ranking import curve
from indexer.engine.searching.arrays import PLACE_BITS, Bools, Floats, Listing, Numbers, each_once
from indexer.engine.searching.index import Index, Terms
from indexer.engine.searching.kernel import Scores, Weighed
from indexer.engine.searching.keeping import Kept
from indexer.engine.searching.near import APART, BEHIND
from indexer.engine.searching.ordering import NEVER, keys
from indexer.engine.searching.occurrences import Occurrences
from indexer.engine.searching.parts import TEXT, TITLE, regions
from indexer.engine.searching.rows import NearRows
from indexer.engine.searching.sums import paying
from indexer.engine.searching.vector_pages import Pages, pages_of, ranked, standing
from indexer.engine.searching.vector_rows import Keys, VectorRows, Vectors, around, in_a_row
from indexer.query import Amount, InTitle, Leaf, Phrase, Word

_KEPT = 128 << 20
"""Bytes of lists that are kept for the next question."""


_NO_KEYS: Numbers = np.zeros(0, np.int64)


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


class Vector:
    """Documents are masks, a bool for each document of the index; scores have a place for each too."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._documents = index.documents
        self._every = np.ones(index.documents, bool)
        self._every[list(index.deleted)] = False
        self._listings: Kept[Terms, list[Listing]] = Kept(_KEPT)
        self._held: Kept[Terms, Held] = Kept(_KEPT)
        self._keys: Kept[Terms, Keys] = Kept(_KEPT)
        self._near_keys: Kept[tuple[Terms, int], Numbers] = Kept(_KEPT // 4)
        self._borders: Kept[int, Numbers] = Kept(_KEPT // 8)
        self._sums: dict[int, tuple[Numbers, Numbers]] = {}
        self._columns: dict[str, Numbers] = {}
        self._facets: dict[tuple[int, str], tuple[Numbers, Numbers]] = {}

    def every(self) -> Bools:
        return self._every

    def holding(self, terms: Terms) -> Held:
        known = self._held.get(terms)
        if known is None:
            size = 24 * terms.documents + 9 * self._documents
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
                live = self._every[numbers]
                numbers, counts = numbers[live], counts[live]
            return Held(numbers, counts, self._documents)
        dense = np.zeros(self._documents, np.int64)
        for field in fields:
            some = np.bincount(field.numbers, field.counts, self._documents).astype(np.int64)
            dense = np.maximum(dense, some)
        numbers = np.flatnonzero((dense > 0) & self._every)
        return Held(numbers, dense[numbers], self._documents)

    def _all_keys(self, terms: Terms) -> Keys:
        """Return the keys of all places of the terms."""
        known = self._keys.get(terms)
        if known is None:
            keys = _merged([field.keys() for field in self._lists(terms)], self._lists(terms))
            known = self._keys.keep(terms, Keys(keys, keys[(keys & 1).astype(bool)]), 100 + keys.nbytes)
        return known

    def keys_in(self, terms: Terms, numbers: Sequence[int]) -> list[Numbers]:
        """Return the keys of the terms in each of some documents, given ascending."""
        found = [self._near_keys.get((terms, number)) for number in numbers]
        missing = [number for number, known in zip(numbers, found, strict=True) if known is None]
        if missing:
            wanted = np.array(missing, np.int64)
            fields = self._lists(terms)
            keys = _merged([field.keys(field.of(wanted, self._documents)) for field in fields], fields)
            borders = np.searchsorted(keys, [wanted << PLACE_BITS, wanted + 1 << PLACE_BITS]).T.tolist()
            for number, (first, last) in zip(missing, borders, strict=True):
                self._near_keys.keep((terms, number), keys[first:last].copy(), 200 + 8 * (last - first))
            read = dict(zip(missing, (keys[first:last] for first, last in borders), strict=True))
            found = [read[n] if known is None else known for n, known in zip(numbers, found, strict=True)]
        return found  # type: ignore[return-value]  # none is missing any more

    def paying(self, amount: Amount) -> Bools:
        found = np.zeros(self._documents, bool)
        for numbers, _ in self._paying(amount):
            found[numbers] = True
        return found & self._every

    def pages_paying(self, amount: Amount, numbers: Sequence[int]) -> dict[int, set[int]]:
        pages: dict[int, set[int]] = {}
        wanted = self.these(numbers)
        for some, on_pages in self._paying(amount):
            chosen = wanted[some].nonzero()[0]
            for number, page in zip(some[chosen].tolist(), on_pages[chosen].tolist(), strict=True):
                pages.setdefault(number, set()).add(page)
        return pages

    def _paying(self, amount: Amount) -> Iterator[tuple[Numbers, Numbers]]:
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

    def phrase(self, row: Sequence[Terms], within: Bools) -> VectorRows[Held]:
        parts, unbroken = in_a_row([self._all_keys(terms) for terms in row], within)
        return VectorRows(self._counted(parts[0] >> PLACE_BITS), parts, unbroken=unbroken)

    def near(
        self, row: Sequence[Terms], within: Bools, most: int, *, ordered: bool, begins: Mapping[int, int]
    ) -> NearRows[Held]:
        points = []
        for terms in row:
            keys = self._all_keys(terms).all
            keys = keys[within[keys >> PLACE_BITS]]
            some = keys >> 1  # the document's number is then times APART
            if begins:
                border = np.full(self._documents, APART, np.int64)
                border[list(begins)] = list(begins.values())
                some = some + BEHIND * ((keys & (1 << PLACE_BITS) - 1) >= border[keys >> PLACE_BITS])
            points.append(each_once(some)[0])
        rows = NearRows[Held](Held(_NO_KEYS, _NO_KEYS, self._documents), around(points, most), most, ordered)
        rows.held = self._counted(rows.firsts(Vectors()) // APART)
        return rows

    def _counted(self, ascending: Numbers) -> Held:
        return Held(*each_once(ascending), self._documents)

    def documents(self, held: Held) -> Bools:
        return held.mask

    def count(self, held: Held, number: int) -> int:
        at = int(np.searchsorted(held.numbers, number))
        return int(held.counts[at]) if held.mask[number] else 0

    def these(self, numbers: Iterable[int]) -> Bools:
        mask = np.zeros(self._documents, bool)
        mask[numbers if isinstance(numbers, np.ndarray) else list(numbers)] = True
        return mask

    def numbers(self, documents: Bools) -> list[int]:
        return np.flatnonzero(documents).tolist()

    def size(self, documents: Bools) -> int:
        return int(np.count_nonzero(documents))

    def any_of(self, some: Sequence[Bools]) -> Bools:
        if not some:
            return np.zeros(self._documents, bool)
        found = some[0]
        for more in some[1:]:
            found = found | more
        return found

    def both(self, one: Bools, two: Bools) -> Bools:
        return one & two

    def without(self, one: Bools, two: Bools) -> Bools:
        return one & ~two

    def at_least(self, count: int, some: Sequence[Bools]) -> Bools:
        times = np.zeros(self._documents, np.int32)
        for documents in some:
            times += documents
        return times >= count

    def includes(self, one: Bools, two: Bools) -> bool:
        return one is two or not np.any(two & ~one)

    def published(self, first: int, last: int, within: Bools | None) -> Bools:
        days = self._column("day")
        return (days >= first) & (days <= last) & (self._every if within is None else within)

    def places(self, terms: Terms, numbers: Sequence[int]) -> dict[int, list[int]]:
        wanted = sorted(numbers)
        every = zip(wanted, self.keys_in(terms, wanted), strict=True)
        return {number: (keys - (number << PLACE_BITS)).tolist() for number, keys in every if len(keys)}

    def pages(
        self,
        occurrences: Occurrences[Bools, Held],
        wanted: Collection[Leaf | InTitle],
        starts: Mapping[int, Sequence[int]],
    ) -> dict[int, tuple[PageMatch, ...]]:
        numbers = sorted(starts)
        at = np.array(numbers, np.int64)
        pages = pages_of([self._borders_of(number, starts[number]) for number in numbers])
        keys: list[list[Numbers]] = []
        later: list[tuple[int, Callable[[Numbers], object]]] = []
        for which, leaf in enumerate(wanted):
            match leaf:
                case Word():
                    terms = occurrences.expansion.terms(leaf, TEXT)
                    keys.append(self.keys_in(terms, numbers) if terms.documents else [])
                    title = occurrences.holding(leaf, TITLE, None)
                    if len(title) and title.mask[at].any():
                        later.append((which, partial(self._add_title, title, at, pages)))
                case Phrase() if rows := self._unbroken(occurrences, leaf, numbers):
                    some, heads = rows.heads(self.these(numbers))
                    keys.append([heads])
                    later.append((which, partial(rows.add_touched, some, pages)))
                case Amount():
                    keys.append([])
                    later.append((which, partial(self._add_paying, leaf, at, pages)))
                case _:
                    counts = np.zeros(len(pages.borders), np.int64)
                    keys.append([self._standing(occurrences, leaf, starts, pages, counts)])
                    later.append((which, partial(np.copyto, src=counts)))
        found = standing(pages, keys)
        for which, change in later:
            change(found.counts[which])
        worth = [occurrences.rarity(leaf, TEXT) for leaf in wanted] if len(wanted) > 1 else []
        return dict(zip(numbers, ranked(pages, found, worth), strict=True))

    def _add_title(self, title: Held, numbers: Numbers, pages: Pages, counts: Numbers) -> None:
        """Count what stands in the title on the heading, if it is there more often."""
        at = title.numbers.searchsorted(numbers)
        at[at == len(title)] = 0
        in_title = np.where(title.numbers[at] == numbers, title.counts[at], 0)
        counts[pages.headings] = np.maximum(counts[pages.headings], in_title)

    def _add_paying(self, amount: Amount, numbers: Numbers, pages: Pages, counts: Numbers) -> None:
        wanted = self.these(numbers)
        for some, on_pages in self._paying(amount):
            chosen = wanted[some].nonzero()[0]
            counts[pages.headings[numbers.searchsorted(some[chosen])] + on_pages[chosen]] = 1

    def _unbroken(
        self, occurrences: Occurrences[Bools, Held], phrase: Phrase, numbers: Sequence[int]
    ) -> VectorRows[Held] | None:
        """Return the rows of a phrase, if none has a broken word in it, and none is in a title."""
        these = self.these(numbers)
        if len(occurrences.rows(phrase, TITLE, these).held):
            return None
        rows = occurrences.rows(phrase, TEXT, these)
        return rows if isinstance(rows, VectorRows) and rows.unbroken else None

    def _standing(
        self,
        occurrences: Occurrences[Bools, Held],
        leaf: Leaf | InTitle,
        starts: Mapping[int, Sequence[int]],
        pages: Pages,
        counts: Numbers,
    ) -> Numbers:
        """Enter how often a leaf stands on each page; return its keys, one after another."""
        keys: list[Numbers] = []
        text, title = (
            occurrences.on_pages(leaf, region, starts if region == TEXT else dict.fromkeys(starts, ()))
            if region in regions(leaf)
            else {}
            for region in (TEXT, TITLE)
        )
        for heading, number in zip(pages.headings.tolist(), sorted(starts), strict=True):
            if number in text:
                on_pages, places = text[number]
                for page, count in on_pages.items():
                    counts[heading + page] = count
                keys.append(np.array(places, np.int64) + (number << PLACE_BITS))
            if number in title:
                counts[heading] = max(counts[heading], title[number][0][0])
        return np.concatenate(keys) if keys else _NO_KEYS

    def _borders_of(self, number: int, starts: Sequence[int]) -> Numbers:
        """Return the keys at which the heading and the pages of a document begin."""
        known = self._borders.get(number)
        if known is None:
            borders = (number << PLACE_BITS) + np.array([0, *starts], np.int64)
            known = self._borders.keep(number, borders, 100 + borders.nbytes)
        return known

    def scored(self, documents: Bools, weighed: Sequence[Weighed[Held]]) -> Floats:
        scores = np.zeros(self._documents)
        for one in weighed:
            gains = self._gains(one)
            if one.times > 1:
                gains = one.times * gains
            if len(gains) == self._documents:
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
        lengths = self._column(f"length.{one.region}")[held.numbers]
        gains = worth.gain * held.counts / (held.counts + worth.base + worth.slope * lengths)
        if 8 * len(gains) > self._documents:
            dense = np.zeros(self._documents)
            dense[held.numbers] = gains
            gains = dense
        held.gains = what, gains
        return gains

    def first(self, documents: Bools, order: Order, scores: Scores | None, count: int) -> list[int]:
        if count < 1:
            return []
        sure, numbers, left = [], documents.nonzero()[0], count
        for by in self._orders(order, scores):
            if len(numbers) <= left:
                break
            values = by[numbers]
            last = np.partition(values, left - 1)[left - 1]
            sure.append(numbers[values < last])
            left -= len(sure[-1])
            numbers = numbers[values == last]
        chosen = np.concatenate([*sure, numbers]).tolist()
        if order is Order.RELEVANCE and scores is not None:
            by_score = {scores[number]: number for number in chosen}
            if len(by_score) == len(chosen):
                return [by_score[score] for score in sorted(by_score, reverse=True)[:count]]
        return first(chosen, keys(self.index, order, scores), count)

    def _orders(self, order: Order, scores: Scores | None) -> Iterator[Floats | Numbers]:
        if order is Order.RELEVANCE:
            assert isinstance(scores, np.ndarray)  # noqa: S101
            yield -scores
        elif order is Order.LARGEST:
            yield -self._column("largest")
        days = self._column("day")
        yield np.where(days > 0, days, NEVER) if order is Order.OLDEST else -days

    def _column(self, name: str) -> Numbers:
        known = self._columns.get(name)
        if known is None:
            column = memoryview(self.index.column(name))  # type: ignore[arg-type]
            known = self._columns[name] = np.frombuffer(column, f"<u{column.itemsize}").astype(np.int64)
        return known

    def facet(self, field: str, documents: Bools) -> Counter[str]:
        found: Counter[str] = Counter()
        for index, base in enumerate(self.index.bases):
            of, ordinals = self._facet(index, field)
            labels = self.index.labels(index, field)
            counts = np.bincount(ordinals[documents[base + of]], minlength=len(labels))
            for ordinal in np.flatnonzero(counts).tolist():
                found[labels[ordinal]] += int(counts[ordinal])
        return found

    def _facet(self, index: int, field: str) -> tuple[Numbers, Numbers]:
        """Return documents of a segment and the ordinals of their values, a document as often as it has one."""
        known = self._facets.get((index, field))
        if known is None:
            offsets, ordinals = (np.frombuffer(some, np.uint32) for some in self.index.segments[index].facet(field))
            sizes = np.diff(offsets.astype(np.int64))
            of = np.repeat(np.arange(len(sizes)), sizes)
            known = self._facets[index, field] = of, ordinals.astype(np.int64)
        return known


def _merged(keys: Sequence[Numbers], fields: Sequence[Listing]) -> Numbers:
    """Put keys of fields together, ascending, each once."""
    if len(fields) == 1 and fields[0].ascending:
        return keys[0]
    return np.unique(np.concatenate(keys)) if keys else _NO_KEYS
