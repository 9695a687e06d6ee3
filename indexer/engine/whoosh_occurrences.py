"""Where the words, prefixes and phrases of a query stand: in which documents, how often, on which pages."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from indexer.engine.positions import heads, pages_touched
from indexer.engine.whoosh_postings import Postings, Term
from indexer.query import InTitle, Leaf, Phrase, Prefix, Word

TEXT, TITLE = "text", "title"
REGIONS = {TEXT: ("text", "words"), TITLE: ("title", "title_words")}
"""A region's fields: its stems, which are also its name, and its unstemmed words."""

MAX_EXPANSION = 1_000

Part = Word | Prefix


def regions(leaf: Leaf | InTitle) -> tuple[str, ...]:
    """Return where a leaf may stand."""
    return (TITLE,) if isinstance(leaf, InTitle) else (TEXT, TITLE)


def parts(leaf: Leaf | InTitle) -> tuple[Part, ...]:
    """Return the parts of a leaf that must stand in a row."""
    if isinstance(leaf, InTitle):
        leaf = leaf.leaf
    return leaf.parts if isinstance(leaf, Phrase) else (leaf,)


class Occurrences:
    """Occurrences in one index, for one query; nothing is looked up twice."""

    def __init__(self, postings: Postings) -> None:
        self.postings = postings
        self.notes: dict[str, int] = {}
        """Prefixes that stand for more words than were searched, with how many."""
        self._terms: dict[tuple[Part, str], tuple[Term, ...]] = {}
        self._holding: dict[tuple[Part, str], dict[int, float]] = {}
        self._rows: dict[tuple[tuple[Part, ...], str], dict[int, int]] = {}

    def counts(self, leaf: Leaf | InTitle, region: str, within: Collection[int] | None) -> dict[int, float]:
        """Return the documents in which a leaf stands, of those given or of all, each with how often."""
        row = parts(leaf)
        held = [self.holding(part, region) for part in row]
        held.sort(key=len)
        documents = set(held[0]) if within is None else held[0].keys() & within
        for more in held[1:]:
            documents &= more.keys()
        if len(row) == 1:
            return {number: held[0][number] for number in documents}
        known = self._rows.setdefault((row, region), {})
        unknown = [number for number in documents if number not in known]
        for number, places in self._places(row, region, unknown).items():
            known[number] = len(heads(places))
        return {number: known[number] for number in documents if known[number]}

    def pages(self, leaf: Leaf | InTitle, region: str, starts: dict[int, Sequence[int]]) -> dict[int, Counter[int]]:
        """Return on which pages of the documents a leaf stands, each with how often; `starts` says where they begin."""
        row = parts(leaf)
        documents = [number for number in starts if all(number in self.holding(part, region) for part in row)]
        found = self._places(row, region, documents)
        return {number: pages_touched(places, starts[number]) for number, places in found.items()}

    def heads(self, leaf: Leaf | InTitle, number: int) -> list[int]:
        """Return where a leaf stands in the text of a document."""
        row = parts(leaf)
        if isinstance(leaf, InTitle) or not all(number in self.holding(part, TEXT) for part in row):
            return []
        return heads(self._places(row, TEXT, [number])[number])

    def holding(self, part: Part, region: str) -> dict[int, float]:
        """Return the documents that hold one word, or one beginning with a prefix, each with how often.

        A word may be counted by its stem and unstemmed: of the two counts, the greater is nearer the truth.
        """
        known = self._holding.get((part, region))
        if known is not None:
            return known
        terms = self._alternatives(part, region)
        if len(terms) == 1:
            known = self.postings.documents(terms[0])
        else:
            by_field: dict[str, Counter[int]] = {field: Counter() for field in REGIONS[region]}
            for term in terms:
                by_field[term[0]].update(self.postings.documents(term))
            stems, words = by_field.values()
            known = {number: float(max(stems[number], words[number])) for number in stems.keys() | words.keys()}
        self._holding[part, region] = known
        return known

    def _alternatives(self, part: Part, region: str) -> tuple[Term, ...]:
        if isinstance(part, Word):
            return ((region, part.term.encode()),)
        known = self._terms.get((part, region))
        if known is None:
            terms, total = self.postings.beginning(REGIONS[region], part.start, MAX_EXPANSION)
            known = self._terms[part, region] = tuple((field, term) for term in terms for field in REGIONS[region])
            if total > MAX_EXPANSION:
                self.notes[part.start] = max(total, self.notes.get(part.start, 0))
        return known

    def _places(self, row: tuple[Part, ...], region: str, documents: Iterable[int]) -> dict[int, list[set[int]]]:
        """Return, for each document, the places of every part of the row."""
        found: dict[int, list[set[int]]] = {number: [set() for _ in row] for number in documents}
        for index, part in enumerate(row):
            for term in self._alternatives(part, region) if found else ():
                for number, places in self.postings.places(term, found).items():
                    found[number][index].update(places)
        return found
