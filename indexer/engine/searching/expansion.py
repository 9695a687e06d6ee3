"""What stands for many words of the index, as the lists of these words; and what is said when they are too many."""

from collections.abc import Iterable

from indexer.engine.searching.index import Index, Listed, Terms
from indexer.engine.searching.keeping import Kept
from indexer.engine.searching.parts import REGIONS, Sought, all_leaves, parts, printed, regions
from indexer.engine.segments import Segment
from indexer.query import Many, Node, Part, Prefix, Reference, Word

MAX_EXPANSION = 1_000
"""Words that a part of a query may stand for; those first in the alphabet are searched."""

MAX_COUNT = 2_000
"""Of more words it is said that they are more."""

_KEPT = 24 << 20
"""Bytes of lists that are kept for the next question, found by patterns."""


class Expansion:
    """Finds the lists of the parts of queries in one index."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._terms: Kept[tuple[Part, str], Terms] = Kept(_KEPT)

    def terms(self, part: Sought, region: str) -> Terms:
        """Return the lists of what stands at one place."""
        if isinstance(part, Word):
            return self.index.term(region, part.term)
        if isinstance(part, Reference):
            return self.index.term("reference", part.key)
        known = self._terms.get((part, region))
        if known is None:
            known = self._expanded(part, region)
            self._terms.keep((part, region), known, known.size)
        return known

    def notes(self, query: Node) -> tuple[str, ...]:
        """Say what stands for more words than were searched."""
        most: dict[Many, int] = {}
        for leaf in all_leaves(query):
            for part in parts(leaf):
                if not isinstance(part, Word | Reference):
                    totals = [self.terms(part, region).total for region in regions(leaf)]
                    most[part] = max(*totals, most.get(part, 0))
        return tuple(
            sorted(
                f"{printed(part)} stands for {_told(count)} words; the first {MAX_EXPANSION:,} were searched"
                for part, count in most.items()
                if count > MAX_EXPANSION
            )
        )

    def _expanded(self, part: Many, region: str) -> Terms:
        """Look a part up among the words of a region; both stems and words of all segments are one alphabet."""
        found = {
            (segment, base, field): _fitting(segment, field, part)
            for segment, base in self.index.based()
            for field in REGIONS[region]
        }
        every = sorted(set().union(*found.values()))
        if len(every) > MAX_EXPANSION:
            last = every[MAX_EXPANSION - 1]
            found = {where: [term for term in terms if term <= last] for where, terms in found.items()}
        by_field: dict[str, list[Listed]] = {field: [] for field in REGIONS[region]}
        for (segment, base, field), terms in found.items():
            by_field[field] += [Listed(base, postings) for postings in segment.find_all(field, terms)]
        return Terms(by_field.values(), len(every))


def _fitting(segment: Segment, field: str, part: Many) -> Iterable[bytes]:
    if isinstance(part, Prefix):
        return segment.beginning(field, part.start.encode("utf-8", "replace"))
    from indexer.engine.searching.patterns import fitting

    return fitting(segment.vocabulary(field), part)


def _told(count: int) -> str:
    return f"{count:,}" if count <= MAX_COUNT else f"more than {MAX_COUNT:,}"
