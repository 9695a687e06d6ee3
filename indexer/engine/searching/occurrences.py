"""Where the leaves of one query stand, document by document and page by page; nothing is worked out twice."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Generic, TypeAlias

from indexer.engine.positions import GAP, pages_touched
from indexer.engine.ranking import rarity
from indexer.engine.searching.expansion import Expansion
from indexer.engine.searching.index import Terms
from indexer.engine.searching.kernel import Documents, Held, Kernel, Rows
from indexer.engine.searching.parts import TEXT, inner, parts
from indexer.engine.searching.rows import NoRows
from indexer.errors import QueryError
from indexer.query import Amount, InTitle, Leaf, Near, Phrase, Reference

NO_TERMS = Terms(())
"""What stands nowhere."""

MAX_READ = 20_000_000
"""Places that are read for rows of words in one query, or as many as the index has words: 2 seconds at most."""

NEAR = 3
"""Places of a phrase that can be looked at in the time of one of words near each other."""

Standing: TypeAlias = tuple[Mapping[int, int], Sequence[int]]
"""How often something stands on each page of a document, and at which places: of a row, those of its first word."""


class Occurrences(Generic[Documents, Held]):
    """Occurrences in one index, for one query."""

    def __init__(self, kernel: Kernel[Documents, Held], expansion: Expansion) -> None:
        self.kernel = kernel
        self.expansion = expansion
        self._read = 0
        self._held: dict[tuple[Leaf | InTitle, str], Held] = {}
        self._rarities: dict[tuple[Leaf | InTitle, str], float] = {}
        self._rows: dict[tuple[Leaf, str], list[tuple[Documents, Rows[Held]]]] = {}

    def holding(self, leaf: Leaf | InTitle, region: str, within: Documents | None) -> Held:
        """Return the documents in which a leaf stands, each with how often; of some, others may be left out."""
        known = self._held.get((leaf, region))
        if known is None:
            what = inner(leaf)
            if isinstance(what, Phrase | Near):
                return self.rows(what, region, within).held
            assert not isinstance(what, Amount), "a sum of money stands on pages, however often"  # noqa: S101
            known = self._held[leaf, region] = self.kernel.holding(self.expansion.terms(what, region))
        return known

    def documents(self, leaf: Leaf | InTitle, region: str, within: Documents | None) -> Documents:
        """Return the documents in which a leaf stands; of some, others may be left out."""
        if isinstance(leaf, Amount):
            return self.kernel.paying(leaf)
        return self.kernel.documents(self.holding(leaf, region, within))

    def rows(self, leaf: Phrase | Near, region: str, within: Documents | None) -> Rows[Held]:
        """Return where the parts stand as they must, in some documents or in all."""
        known = self._rows.setdefault((leaf, region), [])
        kernel = self.kernel
        for covered, rows in known:
            if kernel.includes(covered, kernel.every() if within is None else within):
                return rows
        row = [self.expansion.terms(part, region) for part in leaf.parts]
        self._afford(leaf, row)
        candidates = kernel.every() if within is None else within
        covered = candidates
        for terms in row:
            candidates = kernel.both(candidates, kernel.documents(kernel.holding(terms)))
        if not kernel.size(candidates):
            rows = NoRows(kernel.holding(NO_TERMS))
        elif isinstance(leaf, Phrase):
            rows = kernel.phrase(row, candidates)
        else:
            begins = self._begins(candidates) if region == TEXT and leaf.most >= GAP else {}
            rows = kernel.near(row, candidates, leaf.most, ordered=leaf.ordered, begins=begins)
        known.append((covered, rows))
        return rows

    def _afford(self, leaf: Phrase | Near, row: Sequence[Terms]) -> None:
        """Raise QueryError if too many places are to be read for a query, more than the first row has."""
        each = NEAR * sum(t.occurrences for t in row) if isinstance(leaf, Near) else min(t.occurrences for t in row)
        self._read += each
        most = max(MAX_READ, self.kernel.index.words)
        if each and most < self._read != each:
            raise QueryError(
                "the phrases, and the words near each other, that are asked for stand too often to look through:"
                f" {self._read:,} places; {most:,} can be. Ask for fewer, or for rarer words"
            )

    def _begins(self, candidates: Documents) -> dict[int, int]:
        """Return where the pages of documents begin, behind the heading."""
        starts = ((number, self.kernel.index.record(number)[2]) for number in self.kernel.numbers(candidates))
        return {number: pages[0] for number, pages in starts if len(pages)}

    def rarity(self, leaf: Leaf | InTitle, region: str) -> float:
        """Return how rare a leaf is: all its parts together; 0 of a sum of money."""
        known = self._rarities.get((leaf, region))
        if known is None:
            kernel, live = self.kernel, self.kernel.index.live
            if isinstance(inner(leaf), Phrase | Near | Amount):
                held = [kernel.holding(self.expansion.terms(part, region)) for part in parts(leaf)]
            else:
                held = [self.holding(leaf, region, None)]
            known = self._rarities[leaf, region] = sum([rarity(live, len(some)) for some in held])
        return known

    def on_pages(
        self, leaf: Leaf | InTitle, region: str, starts: Mapping[int, Sequence[int]]
    ) -> Mapping[int, Standing]:
        """Return on which pages of some documents a leaf stands, each with how often, and at which places.

        `starts` are the places at which page 1 and the following begin. What stands before them is on page 0.
        """
        leaf = inner(leaf)
        if isinstance(leaf, Amount):
            paying = self.kernel.pages_paying(leaf, list(starts))
            return {number: (dict.fromkeys(pages, 1), ()) for number, pages in paying.items() if pages}
        if isinstance(leaf, Phrase | Near):
            rows = self.rows(leaf, region, self.kernel.these(starts))
            counted = pages_near if isinstance(leaf, Near) else pages_touched
            standing = ((number, rows.places(number)) for number in starts)
            return {number: (counted(places, starts[number]), places[0]) for number, places in standing if any(places)}
        terms = self.expansion.terms(leaf, region)
        if not terms.documents:
            return {}
        found = self.kernel.places(terms, list(starts)).items()
        if isinstance(leaf, Reference):
            return {n: (dict.fromkeys([bisect_right(starts[n], at) for at in places], 1), ()) for n, places in found}
        return {number: (pages_of(places, starts[number]), places) for number, places in found}


def pages_of(places: Sequence[int], starts: Sequence[int]) -> dict[int, int]:
    """Count the places, which ascend, page by page."""
    if len(places) == 1:
        return {bisect_right(starts, places[0]): 1}
    if places[-1] < (starts[0] if len(starts) else 1 << 40):
        return {0: len(places)}
    counts: dict[int, int] = {}
    at, count = 0, len(places)
    while at < count:
        page = bisect_right(starts, places[at])
        after = bisect_right(places, starts[page] - 1, at) if page < len(starts) else count
        counts[page] = after - at
        at = after
    return counts


def pages_near(parts: Sequence[Sequence[int]], starts: Sequence[int]) -> dict[int, int]:
    """Count by page how often the first part takes part; a page that only others are on counts once."""
    counts: Counter[int] = Counter(bisect_right(starts, at) for at in parts[0])
    for places in parts[1:]:
        for page in {bisect_right(starts, at) for at in places}:
            counts[page] = counts[page] or 1
    return counts
