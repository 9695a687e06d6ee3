"""Asking an opened index: what a question means, what is put right where nothing is found, and the hits."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.engine.interface import Found, Match, Order, Ranks, Searcher
from indexer.marking.occurrences import parts_of
from indexer.places import Places
from indexer.query import (
    SUPERSEDED,
    And,
    AtLeast,
    HasHidden,
    InTitle,
    Label,
    Like,
    Node,
    Not,
    Noted,
    Or,
    Tagged,
    Word,
    all_of,
    leaves,
)
from indexer.record import changed
from indexer.results import Hit, Listing, Ranking, Results, lexical
from indexer.showing import hit, stating
from indexer.stored import Pages
from scraper.kinds import State

if TYPE_CHECKING:
    from indexer.answers.corrections import Correction
    from indexer.answers.relaxing import Relaxed

_ALL = 1 << 40
"""More documents than any index has."""

_LEFT_OUT = (Not(Label("state", SUPERSEDED)), Not(Label("state", State.HIDDEN.value)))


class Searching:
    """An opened index and the texts it is of, for one question or many; without `places` it knows no tags or notes."""

    def __init__(
        self, searcher: Searcher, store: Pages, ranking: Ranking = lexical, places: Places | None = None
    ) -> None:
        self._searcher = searcher
        self._store = store
        self._ranking = ranking
        self._places = places
        self._alike: tuple[Path, ...] = (places.facts,) if places else ()

    def search(
        self,
        query: Node,
        *,
        order: Order = Order.RELEVANCE,
        limit: int = 10,
        offset: int = 0,
        pages: int = 3,
        facets: Sequence[str] = (),
        why: bool = False,
        asked: str = "",
        exact: bool = False,
        stated: bool = False,
        fold: bool = False,
    ) -> Results:
        """Find the documents that match, each with its best pages; with `fold`, one hit of those that say the same.

        Documents that were replaced or hidden at their source are left out unless the query asks for a state. If
        nothing has all the words, what has most of them is found, unless the answer must be `exact`: then no word is
        corrected either. `asked` is the query as typed, to be corrected. Raises DamagedIndex, or QueryError if the
        query names a document that is not there.
        """
        listing = Listing(order, max(0, limit), max(0, offset), tuple(facets))
        with self._knowing(query, facets, self._folding() if fold else None) as searching:
            results = searching._answer(query, listing, pages, why=why, asked=asked, exact=exact)
        if results.hits and _any(query, HasHidden):
            from indexer.answers.unseen import places

            told = places([hit.card.digest for hit in results.hits], self._store.texts())
            results = changed(results, notes=(*results.notes, *told))
        if stated:
            results = changed(results, hits=tuple(stating(self._store, one) for one in results.hits))
        if results.hits and self._places and self._places.facts.exists():
            from indexer.linked import linked

            results = changed(results, hits=linked(results.hits, self._places))
        if not (results.hits and self._places and self._places.annotations.exists()):
            return results
        from indexer.annotations.hits import marked

        return changed(results, hits=marked(results.hits, self._places))

    def digests(self, query: Node) -> list[str]:
        """Return the digests of all documents that match, in no order that means anything; nothing is relaxed."""
        with self._knowing(query, ()) as searching:
            wanted, left_out = searching._meant(query)
            return searching._searcher.digests(all_of(wanted, *left_out))

    def _folding(self) -> Ranking | None:
        """Return the ranking in which those that say the same are one, None if nobody has looked for them yet."""
        files = [path for path in self._alike if path.exists()]
        if not files:
            return None
        from indexer.duplicates.held import Folding

        return Folding(self._ranking, files)

    @contextmanager
    def _knowing(self, query: Node, facets: Sequence[str], ranking: Ranking | None = None) -> "Iterator[Searching]":
        """Return what answers a question, which, if it is about tags or notes, knows these as they are now.

        Its ranking may be another.
        """
        asked = "tag" in facets or _any(query, Tagged) or _any(query, Noted)
        if not (asked and self._places):
            yield Searching(self._searcher, self._store, ranking) if ranking else self
            return
        from indexer.annotations.searching import annotated

        with annotated(self._searcher, self._places) as searcher:
            yield Searching(searcher, self._store, ranking or self._ranking)

    def _meant(self, query: Node) -> tuple[Node, Sequence[Node]]:
        """Return a query with words in the place of each document that others must be like, and what is left out."""
        if _any(query, Like):
            from indexer.answers.alike import expanded

            query = expanded(query, self._store.texts(), self._searcher.holding)
        if _any(query, HasHidden):
            from indexer.answers.unseen import unhidden

            query = unhidden(query, self._store.texts())
        return query, () if _any(query, Label, "state") else _LEFT_OUT

    def _answer(self, query: Node, listing: Listing, pages: int, *, why: bool, asked: str, exact: bool) -> Results:
        query, left_out = self._meant(query)
        found = self._ranking(self._searcher, all_of(query, *left_out), listing)
        notes = found.notes
        better, spelled = ((), "") if exact else self._corrections(query, asked)
        instead = None if found.total or exact else self._relaxed(query, left_out, better)
        if instead:
            query = instead.query
            found = self._ranking(self._searcher, all_of(query, *left_out), listing)
            notes = (instead.note, *found.notes)
        elif listing.order is Order.RELEVANCE and found.total and isinstance(query, And):
            query, found = self._nearer(query, left_out, listing, found)
        shown = [
            self._shown(
                match, query, rank, pages, why=why, ranks=found.ranks.get(match.digest) if found.ranks else None
            )
            for rank, match in enumerate(found.matches, listing.offset + 1)
        ]
        if found.alike:
            shown = [changed(hit, alike=found.alike.get(hit.card.digest, ())) for hit in shown]
        relaxed = instead is not None
        return Results(
            found.total,
            listing.offset,
            tuple(shown),
            notes,
            found.facets,
            better,
            spelled,
            relaxed,
            query,
            found.folded,
        )

    def every(self, query: Node) -> tuple[Found, Callable[[Match, int], Hit]]:
        """Return all that match exactly what is asked, best first, and what shows one of them with its best pages.

        As in `search`, but nothing is put right or relaxed, and no text is read until it is asked for: of thousands of
        matches a watch shows the few that are new.
        """
        with self._knowing(query, ()) as searching:
            wanted, left_out = searching._meant(query)
            found = searching._searcher.search(all_of(wanted, *left_out), limit=_ALL)

        def shown(match: Match, pages: int) -> Hit:
            return searching._shown(match, wanted, 0, pages, why=True)

        return found, shown

    def _corrections(self, query: Node, asked: str) -> "tuple[tuple[Correction, ...], str]":
        """Put right the words that no document holds. Mostly there are none, and nothing is loaded for it."""
        plain = (leaf.leaf if isinstance(leaf, InTitle) else leaf for leaf in leaves(query))
        words = list(dict.fromkeys(part for leaf in plain for part in parts_of(leaf) if isinstance(part, Word)))
        held = self._searcher.holding(words) if words else []
        nowhere = [word for word, some in zip(words, held, strict=True) if not some]
        if not nowhere:
            return (), ""
        from indexer.answers.corrections import corrected, corrections

        better = corrections(nowhere, self._searcher.near, asked)
        return better, corrected(asked, better)

    def _relaxed(self, query: Node, left_out: Sequence[Node], told: "Sequence[Correction]") -> "Relaxed | None":
        from indexer.answers.relaxing import relaxed

        def finds(other: Node) -> bool:
            return self._searcher.search(all_of(other, *left_out), limit=0).total > 0

        return relaxed(query, self._searcher.holding, finds, {correction.term for correction in told})

    def _nearer(self, query: Node, left_out: Sequence[Node], listing: Listing, found: Found) -> tuple[Node, Found]:
        """Where few documents match, put those first, and of each the pages, that have the words near each other."""
        from indexer.answers.nearer import FEW, nearer

        better = nearer(query) if found.total <= FEW else None
        if better is None:
            return query, found
        again = self._ranking(
            self._searcher, all_of(better, *left_out), Listing(limit=listing.limit, offset=listing.offset)
        )
        return better, changed(again, facets=found.facets)

    def _shown(self, match: Match, query: Node, rank: int, most: int, *, why: bool, ranks: Ranks | None = None) -> Hit:
        return hit(self._searcher, self._store, match, query, rank, most, why=why, ranks=ranks)


def _any(query: Node, kind: type, name: str = "") -> bool:
    """Tell whether a node of a kind is anywhere in a query; a label by its field's name."""
    match query:
        case And(parts) | Or(parts) | AtLeast(_, parts):
            return any(_any(part, kind, name) for part in parts)
        case Not(part):
            return _any(part, kind, name)
        case Label(its, _):
            return kind is Label and its == name
        case _:
            return isinstance(query, kind)
