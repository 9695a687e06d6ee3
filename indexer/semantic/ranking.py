"""Ranking by words and by meaning together, in the place of ranking by words."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from indexer.answers.relaxing import relaxed
from indexer.engine.interface import Found, Match, Order, PageMatch, Ranks, Searcher
from indexer.query import Node, Or, Word, all_of
from indexer.search import Listing, lexical
from indexer.semantic.candidates import nearest, one_of
from indexer.semantic.fusing import DEPTH, fused, ranks, worth
from indexer.semantic.nearest import Nearest
from indexer.semantic.parting import parted

FIRST = 3
"""So many documents that stand first by words say what the question's words mean here: it is drawn toward them."""

DRAWN = 0.4
"""How far: their share, beside the question's own of 1."""

LIKE = 0.35
"""How near to the question itself a document must be to be added for its meaning: docs/semantic.md."""

Facets = Mapping[str, tuple[tuple[str, int], ...]]


class ByMeaning:
    """Ranks what is found by words also by meaning, and adds what is near in meaning and has not all the words.

    What words find is all found; DEPTH documents are added at most, and they too meet all that is exact in the query.
    `opened` gives the vectors, when they are first needed.
    """

    def __init__(self, opened: Callable[[], Nearest]) -> None:
        self._opened = opened
        self._nearest: Nearest | None = None

    def __call__(self, searcher: Searcher, query: Node, listing: Listing) -> Found:
        """Answer as `indexer.search.lexical` does."""
        words, exact = parted(query)
        if listing.order is not Order.RELEVANCE or not words:
            return lexical(searcher, query, listing)
        by_words = searcher.search(query, limit=max(DEPTH, listing.offset + listing.limit), facets=listing.facets)
        if not by_words.total and _will_be_relaxed(searcher, query):
            return by_words
        self._nearest = self._nearest or self._opened()
        return _Fusion(searcher, self._nearest, query, words, exact).found(by_words, listing)


class _Fusion:
    """One question: its answer by words, and what is near in meaning, made one."""

    def __init__(
        self, searcher: Searcher, nearest: Nearest, query: Node, words: Sequence[Word], exact: Sequence[Node]
    ) -> None:
        self._searcher = searcher
        self._nearest = nearest
        self._query = query
        self._words = tuple(dict.fromkeys(words))
        self._exact = exact
        self._question = nearest.question([word.text or word.term for word in words])

    def found(self, by_words: Found, listing: Listing) -> Found:
        """Return the matches asked for in their new order, each with its ranks."""
        matches = {match.digest: match for match in by_words.matches}
        asked = self._question
        self._question = self._nearest.drawn(asked, [*matches][:FIRST], DRAWN)
        order = self._nearest.order(self._question)
        near = {item.match.digest: item for item in nearest(self._searcher, self._exact, order, DEPTH)}
        by_rank, by_meaning = ranks([*matches][:DEPTH]), ranks(near)
        matches |= self._with_the_words(near.keys() - matches.keys())
        without = [digest for digest in near if digest not in matches]
        added = {digest: near[digest].match for digest in without if self._nearest.likeness(asked, digest) >= LIKE}
        there = {digest: rank for digest, rank in by_meaning.items() if digest in matches or digest in added}
        every = fused(by_rank, there)
        every += [digest for digest in matches if digest not in by_rank and digest not in there]
        shown = every[listing.offset :][: listing.limit]
        matches |= self._with_some_words(added, [digest for digest in shown if digest in added])
        placed = {
            digest: Ranks(by_rank.get(digest), there.get(digest), near[digest].likeness if digest in there else None)
            for digest in shown
        }
        return Found(
            by_words.total + len(added),
            tuple(self._scored(matches[digest], placed[digest]) for digest in shown),
            (*by_words.notes, *_notes(by_words.total, len(added))),
            self._facets(by_words, added, listing.facets),
            placed,
        )

    def _with_the_words(self, digests: Iterable[str]) -> dict[str, Match]:
        """Return those of some documents that match by words all the same, but stand too far down to be ranked."""
        some = sorted(digests)
        return self._matches(all_of(self._query, one_of(some)), len(some)) if some else {}

    def _with_some_words(self, added: Mapping[str, Match], shown: Sequence[str]) -> dict[str, Match]:
        """Return added documents, those with some of the words with the pages on which these stand."""
        if not shown:
            return {}
        some = self._words[0] if len(self._words) == 1 else Or(self._words)
        with_words = self._matches(all_of(*self._exact, one_of(shown), some), len(shown))
        return {digest: with_words.get(digest, added[digest]) for digest in shown}

    def _matches(self, query: Node, most: int) -> dict[str, Match]:
        return {match.digest: match for match in self._searcher.search(query, limit=most).matches}

    def _scored(self, match: Match, placed: Ranks) -> Match:
        """Return a match with its fused score; one without any of the words is shown by the page nearest in meaning."""
        page = 1 if match.pages else self._nearest.page(self._question, match.digest)
        pages = match.pages if page == 1 else (PageMatch(page, 0, 0),)  # the first is shown where none is named
        return Match(match.digest, worth(placed.lexical, placed.semantic), pages, match.stored)

    def _facets(self, by_words: Found, added: Iterable[str], facets: tuple[str, ...]) -> Facets:
        some = list(added)
        if not facets or not some:
            return by_words.facets
        return self._searcher.search(Or((self._query, one_of(some))), limit=0, facets=facets).facets


def _will_be_relaxed(searcher: Searcher, query: Node) -> bool:
    """Tell whether the search will ask again, for most of the words: then that is what is ranked."""
    return relaxed(query, searcher.holding, lambda node: searcher.search(node, limit=0).total > 0) is not None


def _notes(by_words: int, added: int) -> Iterator[str]:
    if added and not by_words:
        yield "nothing has all the words; what is shown is near in meaning"
    elif added:
        some = "one of these does" if added == 1 else f"{added:,} of these do"
        yield f"{some} not have all the words, and {'is' if added == 1 else 'are'} near in meaning"
