"""Answers a query from a Whoosh index: which documents match, in which order, and on which pages."""

from collections import Counter
from collections.abc import Sequence

from indexer.engine.arrange import best_pages, first, of_these
from indexer.engine.interface import Found, Match, Order, PageMatch
from indexer.engine.ranking import curve, rarity, times
from indexer.engine.whoosh_matching import Documents, Matching
from indexer.engine.whoosh_occurrences import MAX_EXPANSION, TEXT, TITLE, Occurrences, parts, regions
from indexer.engine.whoosh_postings import Postings
from indexer.query import AS_TEXT, InTitle, Node, by_ocr, leaves


class Search:
    """One query to one index."""

    def __init__(self, postings: Postings, query: Node) -> None:
        self.postings = postings
        self.occurrences = Occurrences(postings)
        self.query = query
        self.wanted = Counter(leaves(query))

    def found(self, order: Order, limit: int, offset: int) -> Found:
        """Return the total and the matches asked for."""
        documents = Matching(self.postings, self.occurrences).matching(self.query, None)
        scores = self._scores(documents) if order is Order.RELEVANCE else {}
        chosen = self._ordered(documents, order, scores, offset + limit)[offset:]
        scores = scores or self._scores(chosen)
        records = {number: self.postings.record(number) for number in chosen}
        pages = self._pages({number: starts for number, (_, _, starts) in records.items()})
        matches = tuple(
            Match(digest, scores.get(number, 0.0), pages[number], stored)
            for number, (digest, stored, _) in records.items()
        )
        return Found(len(documents), matches, self._notes())

    def _scores(self, documents: Documents) -> dict[int, float]:
        """Add up by BM25 how much what is wanted stands out in each document; asked for twice, it counts twice."""
        scores = dict.fromkeys(documents, 0.0)
        live = self.postings.reader.doc_count()
        for leaf, asked in self.wanted.items():
            for region in regions(leaf):
                counts = self.occurrences.counts(leaf, region, documents)
                rare = sum(rarity(live, len(self.occurrences.holding(part, region))) for part in parts(leaf))
                average = self.postings.average_length(region)
                worth = curve(rare, average, title=region == TITLE, times=times(asked))
                for number, count in counts.items():
                    scores[number] += worth.at(count, self.postings.length(region, number))
        return scores

    def _ordered(self, documents: Documents, order: Order, scores: dict[int, float], count: int) -> list[int]:
        """Return the first documents in order; those alike by date, newest first, then by rank."""

        def newest(number: int) -> tuple[bool, int]:
            day = self.postings.column("day", number)
            return not day, -day

        def oldest(number: int) -> tuple[bool, int]:
            day = self.postings.column("day", number)
            return not day, day

        def rank(number: int) -> bytes:
            key: bytes = self.postings.column("key", number)
            return key

        if order is Order.RELEVANCE:
            return first(documents, lambda n: -scores[n], lambda n: (newest(n), rank(n)), count)
        return first(documents, newest if order is Order.NEWEST else oldest, rank, count)

    def _pages(self, starts: dict[int, Sequence[int]]) -> dict[int, tuple[PageMatch, ...]]:
        """Return the pages of each document on which what is wanted stands, best first."""
        by_leaf: dict[int, list[Counter[int]]] = {number: [] for number in starts}
        for leaf in self.wanted:
            on_pages = {} if isinstance(leaf, InTitle) else self.occurrences.pages(leaf, TEXT, starts)
            in_title = self.occurrences.pages(leaf, TITLE, dict.fromkeys(starts, (10**12,)))
            for number, found in by_leaf.items():
                found.append(on_pages.get(number, Counter()) | in_title.get(number, Counter()))
        pages = {number: best_pages(found) for number, found in by_leaf.items()}
        asked = [range(ocr.lowest, ocr.highest + 1) for ocr in by_ocr(self.query)]
        if not asked:
            return pages
        return {number: of_these(pages[number], self._by_ocr(number, asked, len(starts[number]))) for number in pages}

    def _by_ocr(self, number: int, asked: Sequence[range], count: int) -> list[int]:
        """Return the pages of a document, of so many, that are as was asked for."""
        kept: bytes = self.postings.column("pages", number)
        bytes_ = kept.ljust(count, bytes([AS_TEXT]))
        return [page for page, byte in enumerate(bytes_[:count], 1) if any(byte in some for some in asked)]

    def _notes(self) -> tuple[str, ...]:
        return tuple(
            f"{start}* stands for {count:,} words; the first {MAX_EXPANSION:,} were searched"
            for start, count in self.occurrences.notes.items()
        )
