"""Answers questions from an opened index: which documents match, in which order, and on which pages."""

from collections.abc import Sequence
from typing import Any

from indexer.engine.interface import Found, Match, Order, Share
from indexer.engine.ranking import times
from indexer.engine.searching.choosing import Kernels
from indexer.engine.searching.expansion import Expansion
from indexer.engine.searching.facets import counted
from indexer.engine.searching.index import Index
from indexer.engine.searching.kernel import Kernel, Weighed
from indexer.engine.searching.matching import Matching
from indexer.engine.searching.occurrences import Occurrences
from indexer.engine.searching.pages import pages
from indexer.engine.searching.parts import inner, regions
from indexer.engine.segments import Segment
from indexer.query import Amount, InTitle, Leaf, Node, Or, Word, leaves


class SegmentSearcher:
    """An opened index; with `often`, what is read for one question is kept for the next."""

    def __init__(self, segments: Sequence[Segment], *, often: bool = False) -> None:
        self.index = Index(segments)
        self.expansion = Expansion(self.index)
        self.kernels = Kernels(self.index, self.expansion, often=often)

    def search(
        self,
        query: Node,
        *,
        order: Order = Order.RELEVANCE,
        limit: int = 10,
        offset: int = 0,
        facets: Sequence[str] = (),
    ) -> Found:
        """Answer a query."""
        return Question(self.kernels.of(query), self.expansion, query).found(
            order, max(0, limit), max(0, offset), facets
        )

    def digests(self, query: Node) -> list[str]:
        """Return the digests of all documents that match."""
        kernel = self.kernels.of(query)
        documents = Matching(kernel, Occurrences(kernel, self.expansion)).matching(query)
        return self.index.digests(kernel.numbers(documents))

    def why(self, query: Node, digest: str) -> tuple[Share, ...]:
        """Say what a document's score is made of; empty if it is not in the index."""
        return Question(self.kernels.of(query), self.expansion, query).why(digest)

    def holding(self, words: Sequence[Word]) -> list[int]:
        """Return how many documents hold each word, in text or title."""
        kernel = self.kernels.of(Or(tuple(words)))
        matching = Matching(kernel, Occurrences(kernel, self.expansion))
        return [kernel.size(matching.matching(word)) for word in words]

    def near(self, word: str) -> list[str]:
        """Return words of the index that `word` may be a misspelling of, at two edits at most, the likeliest first."""
        from indexer.engine.searching.spelling import near  # and with it RE2: mostly no word is misspelt

        return near(self.index, word)


class Question:
    """One query to one index."""

    def __init__(self, kernel: Kernel[Any, Any], expansion: Expansion, query: Node) -> None:
        self.kernel = kernel
        self.expansion = expansion
        self.query = query
        self.occurrences = Occurrences(kernel, expansion)
        self.wanted: dict[Leaf | InTitle, int] = {}
        for leaf in leaves(query):
            self.wanted[leaf] = self.wanted.get(leaf, 0) + 1

    def found(self, order: Order, limit: int, offset: int, facets: Sequence[str]) -> Found:
        """Return the total, the matches asked for, and what they are counted by."""
        kernel, index = self.kernel, self.kernel.index
        documents = Matching(kernel, self.occurrences).matching(self.query)
        if order is Order.RELEVANCE and limit:
            scores = kernel.scored(documents, self._weighed(documents))
            chosen = kernel.first(documents, order, scores, offset + limit)[offset:]
        else:
            chosen = kernel.first(documents, order, None, offset + limit)[offset:] if limit else []
            these = kernel.these(chosen)
            scores = kernel.scored(these, self._weighed(these) if chosen else ())
        records = {number: index.record(number) for number in chosen}
        largest = index.column("largest") if order is Order.LARGEST else ()
        shown = pages(self.occurrences, self.query, self.wanted, {n: record[2] for n, record in records.items()})
        matches = tuple(
            [
                Match(digest, float(scores[number]), shown[number], stored, _sum(largest, number))
                for number, (digest, stored, _) in records.items()
            ]
        )
        by = {facet: counted(kernel, facet, documents) for facet in facets}
        return Found(kernel.size(documents), matches, self.expansion.notes(self.query), by)

    def why(self, digest: str) -> tuple[Share, ...]:
        """Return the shares of a document's score: one for each wanted leaf, as often as it is wanted, and region."""
        kernel = self.kernel
        held = kernel.documents(kernel.holding(kernel.index.term("digest", digest.encode("utf-8", "replace"))))
        return tuple(
            share
            for number in kernel.numbers(held)
            for leaf in leaves(self.query)
            for region in regions(leaf)
            if (share := self._share(leaf, region, number))
        )

    def _share(self, leaf: Leaf | InTitle, region: str, number: int) -> Share | None:
        kernel = self.kernel
        if isinstance(leaf, Amount):
            on_pages = kernel.pages_paying(leaf, [number]).get(number)
            return Share(leaf, region, len(on_pages), kernel.size(kernel.paying(leaf)), 0.0) if on_pages else None
        held = self.occurrences.holding(leaf, region, None)
        count = kernel.count(held, number)
        if not count:
            return None
        weighed = Weighed(held, region, self.occurrences.rarity(leaf, region), 1.0)
        score = float(kernel.scored(kernel.these([number]), [weighed])[number])
        return Share(leaf, region, count, kernel.size(kernel.documents(held)), score)

    def _weighed(self, documents: Any) -> list[Weighed[Any]]:
        """Return what adds to the scores of some documents; a sum of money says nothing about what they are about."""
        return [
            Weighed(held, region, self.occurrences.rarity(leaf, region), times(asked))
            for leaf, asked in self.wanted.items()
            if not isinstance(inner(leaf), Amount)
            for region in regions(leaf)
            if len(held := self.occurrences.holding(leaf, region, documents))
        ]


def _sum(largest: Sequence[int], number: int) -> int | None:
    """Return a document's greatest sum of the column of them, which has 1 more, and 0 for none."""
    return int(largest[number]) - 1 if largest and largest[number] else None
