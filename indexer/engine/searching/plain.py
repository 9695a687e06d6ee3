"""The kernel of one question: sets and dicts, and nothing to import. Lists are read once, from first to last."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence, Set

from indexer.engine.arrange import first
from indexer.engine.interface import Order, PageMatch
from indexer.engine.positions import chained
from indexer.engine.ranking import curve
from indexer.engine.searching.index import Index, Listed, Terms
from indexer.engine.searching.keeping import Kept
from indexer.engine.searching.kernel import Scores, Weighed
from indexer.engine.searching.near import Lists, taking_part
from indexer.engine.searching.occurrences import Occurrences
from indexer.engine.searching.ordering import keys
from indexer.engine.searching.pages import by_document
from indexer.engine.searching.parts import TITLE
from indexer.engine.searching.plain_lists import documents_of, pairs_of, standing
from indexer.engine.searching.rows import NearRows, PhraseRows, positions
from indexer.engine.searching.sums import paying
from indexer.query import Amount, InTitle, Leaf

_KEPT = 400_000
"""Documents in lists that are kept for the next question: 40 MB at most."""

_SHORT = 200
"""Occurrences of a term whose places are all read at once, and kept, with those of so many other terms."""

Held = Mapping[int, int]


class Plain:
    """Documents are sets of numbers, and what holds something a dict of numbers and counts."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._held: Kept[Terms, Held] = Kept(_KEPT)
        self._standing: Kept[Terms, Mapping[int, list[int]]] = Kept(10 * _SHORT)

    def every(self) -> Set[int]:
        return set(range(self.index.documents)) - self.index.deleted

    def holding(self, terms: Terms) -> Held:
        known = self._held.get(terms)
        if known is None:
            known = self._held.keep(terms, self._read(terms), 1 + terms.documents)
        return known

    def _read(self, terms: Terms) -> Held:
        by_field = [self._counted(listed) for listed in terms.fields]
        if len(by_field) == 1:
            counts = by_field[0]
        else:
            counts = {number: max(c.get(number, 0) for c in by_field) for number in set().union(*by_field)}
        for number in self.index.deleted & counts.keys():
            del counts[number]
        return counts

    def _counted(self, lists: Sequence[Listed]) -> dict[int, int]:
        if len(lists) == 1:
            return dict(documents_of(lists[0]))
        counts: dict[int, int] = {}
        for listed in lists:
            for number, count in documents_of(listed):
                counts[number] = counts.get(number, 0) + count
        return counts

    def paying(self, amount: Amount) -> Set[int]:
        found = {number for some in paying(self.index, amount) for number, _ in pairs_of(some)}
        return found - self.index.deleted

    def pages_paying(self, amount: Amount, numbers: Sequence[int]) -> dict[int, set[int]]:
        pages: dict[int, set[int]] = {number: set() for number in numbers}
        for some in paying(self.index, amount):
            for number, page in pairs_of(some):
                if number in pages:
                    pages[number].add(page)
        return pages

    def phrase(self, row: Sequence[Terms], within: Set[int]) -> PhraseRows[Held]:
        places = [self._places(terms, within) for terms in row]
        rows = {number: chain for number in within if (chain := chained([some[number] for some in places]))}
        return PhraseRows({number: len(chain[0]) for number, chain in rows.items()}, rows)

    def near(
        self, row: Sequence[Terms], within: Set[int], most: int, *, ordered: bool, begins: Mapping[int, int]
    ) -> NearRows[Held]:
        places = [self._places(terms, within) for terms in row]

        def read(number: int) -> list[list[int]]:
            return [positions(some.get(number, ()), begins.get(number)) for some in places]

        counts = {
            number: len(taking_part(parts, 0, most, Lists(), ordered=ordered))
            for number in within
            if all(parts := read(number))
        }
        return NearRows({number: count for number, count in counts.items() if count}, read, most, ordered=ordered)

    def documents(self, held: Held) -> Set[int]:
        return held.keys()

    def count(self, held: Held, number: int) -> int:
        return held.get(number, 0)

    def these(self, numbers: Iterable[int]) -> Set[int]:
        return set(numbers)

    def numbers(self, documents: Set[int]) -> list[int]:
        return sorted(documents)

    def size(self, documents: Set[int]) -> int:
        return len(documents)

    def any_of(self, some: Sequence[Set[int]]) -> Set[int]:
        return some[0] if len(some) == 1 else set().union(*some)

    def both(self, one: Set[int], two: Set[int]) -> Set[int]:
        return one & two

    def without(self, one: Set[int], two: Set[int]) -> Set[int]:
        return one - two

    def at_least(self, count: int, some: Sequence[Set[int]]) -> Set[int]:
        times = Counter(number for documents in some for number in documents)
        return {number for number, found in times.items() if found >= count}

    def includes(self, one: Set[int], two: Set[int]) -> bool:
        return one >= two

    def published(self, first: int, last: int, within: Set[int] | None) -> Set[int]:
        days = self.index.column("day")
        return {number for number in (self.every() if within is None else within) if first <= days[number] <= last}

    def places(self, terms: Terms, numbers: Sequence[int]) -> Mapping[int, list[int]]:
        if terms.occurrences > _SHORT:
            return self._places(terms, set(numbers))
        known = self._standing.get(terms)
        if known is None:
            known = self._standing.keep(terms, self._places(terms, self.holding(terms).keys()))
        return {number: known[number] for number in numbers if number in known}

    def pages(
        self,
        occurrences: Occurrences[Set[int], Held],
        wanted: Collection[Leaf | InTitle],
        starts: Mapping[int, Sequence[int]],
    ) -> dict[int, tuple[PageMatch, ...]]:
        return by_document(occurrences, wanted, starts)

    def _places(self, terms: Terms, within: Set[int]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        several = False
        for listed in (listed for lists in terms.fields for listed in lists):
            for number, places in standing(listed, within):
                known = found.setdefault(number, places)
                if known is not places:
                    known += places
                    several = True
        return {number: sorted(set(places)) for number, places in found.items()} if several else found

    def scored(self, documents: Set[int], weighed: Sequence[Weighed[Held]], /) -> Mapping[int, float]:
        scores = dict.fromkeys(documents, 0.0)
        for one in weighed:
            gain, base, slope = curve(one.rarity, self.index.average(one.region), title=one.region == TITLE)
            lengths, held, times = self.index.column(f"length.{one.region}"), one.held, one.times
            for number in held.keys() & documents if len(held) > len(documents) else held:
                if number in scores:
                    count = held[number]
                    scores[number] += times * (gain * count / (count + base + slope * lengths[number]))
        return scores

    def first(self, documents: Set[int], order: Order, scores: Scores | None, count: int) -> list[int]:
        if order is Order.RELEVANCE and scores is not None and len(documents) <= _SHORT:
            by_score = {scores[number]: number for number in documents}
            if len(by_score) == len(documents):
                return [by_score[score] for score in sorted(by_score, reverse=True)[:count]]
        return first(documents, keys(self.index, order, scores), count)

    def facet(self, field: str, documents: Set[int]) -> Counter[str]:
        found: Counter[str] = Counter()
        for index, (segment, base) in enumerate(self.index.based()):
            offsets, ordinals = segment.facet(field)
            here = (n - base for n in documents if base <= n < base + segment.documents)
            counts = Counter(ordinals[at] for n in here for at in range(offsets[n], offsets[n + 1]))
            labels = self.index.labels(index, field)
            for ordinal, count in counts.items():
                found[labels[ordinal]] += count
        return found
