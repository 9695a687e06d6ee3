"""The Searcher of the Whoosh engine as it is, until the one over segments takes its place."""

import json
from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches

from indexer.engine.interface import Found, Order, Share
from indexer.engine.ranking import curve, rarity, times
from indexer.engine.whoosh_occurrences import TITLE, parts, regions
from indexer.engine.whoosh_postings import Postings
from indexer.engine.whoosh_search import Search
from indexer.query import Node, Word

_CARD = {"authority": "authority", "source": "source", "kind": "kind", "type": "media_type", "outcome": "outcome"}


class Interim:
    """Answers as the interface says, slowly where Whoosh's postings do not help."""

    def __init__(self, postings: Postings) -> None:
        self.postings = postings

    def search(
        self,
        query: Node,
        *,
        order: Order = Order.RELEVANCE,
        limit: int = 10,
        offset: int = 0,
        facets: Sequence[str] = (),
    ) -> Found:
        order = Order.RELEVANCE if order is Order.LARGEST else order
        found = Search(self.postings, query).found(order, max(0, limit), max(0, offset))
        if not facets:
            return found
        every = Search(self.postings, query).found(order, found.total, 0)
        counted: dict[str, Counter[str]] = {name: Counter() for name in facets}
        for match in every.matches:
            form = json.loads(match.stored)
            for name in facets:
                value = form["published"][:4] if name == "year" else form[_CARD[name]]
                if value:
                    counted[name][value] += 1
        listed = {name: tuple(sorted(c.items(), key=lambda pair: (-pair[1], pair[0]))) for name, c in counted.items()}
        return Found(found.total, found.matches, found.notes, listed)

    def why(self, query: Node, digest: str) -> tuple[Share, ...]:
        search = Search(self.postings, query)
        numbers = self.postings.documents(("digest", digest.encode()))
        live = self.postings.reader.doc_count()
        shares = []
        for number in numbers:
            for leaf, asked in search.wanted.items():
                for region in regions(leaf):
                    count = search.occurrences.counts(leaf, region, [number]).get(number)
                    if not count:
                        continue
                    held = [len(search.occurrences.holding(part, region)) for part in parts(leaf)]
                    rare = sum(rarity(live, some) for some in held)
                    average = self.postings.average_length(region)
                    worth = curve(rare, average, title=region == TITLE, times=times(asked))
                    score = worth.at(count, self.postings.length(region, number))
                    shares.append(Share(leaf, region, int(count), min(held), score))
        return tuple(shares)

    def holding(self, words: Sequence[Word]) -> list[int]:
        fields = ("text", "title")
        return [
            len({n for field in fields for n in self.postings.documents((field, word.term.encode()))}) for word in words
        ]

    def near(self, word: str) -> list[str]:
        terms = {t.decode() for t in self.postings.beginning(("text", "words"), word[:1], 100_000)[0]}
        return get_close_matches(word, terms, n=5, cutoff=0.75)
