"""Query, hit, results: the one question the index answers, in the terms of the person who asks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from indexer import generations
from indexer.cards import Card, heading
from indexer.engine.interface import FACETS as OF_THE_INDEX
from indexer.engine.interface import Engine, Found, Match, Order, PageMatch, Ranks, Searcher, Share
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.errors import DamagedIndex
from indexer.marking.occurrences import parts_of
from indexer.marking.snippets import Snippet, snippet
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
from indexer.record import changed, record
from indexer.stored import Pages, StoredPages
from scraper.kinds import State

if TYPE_CHECKING:
    from indexer.answers.corrections import Correction
    from indexer.answers.evidence import Spans
    from indexer.answers.relaxing import Relaxed
    from indexer.facts.records import Fact
    from indexer.linked import Told

SNIPPET_WIDTH = 160

FACETS = (*OF_THE_INDEX, "tag")
"""What hits can be counted by."""
_ALL = 1 << 40
"""More documents than any index has."""

_NOTHING: Mapping[str, tuple[tuple[str, int], ...]] = {}
_LEFT_OUT = (Not(Label("state", SUPERSEDED)), Not(Label("state", State.HIDDEN.value)))


@record()
class HitPage:
    """A page that matches, with the words that do. Page 0 is the title and summary, not a page of the file.

    Where the query asks for no words (only for a source, say) it is the first page, and nothing is marked. `how` its
    text was got, and `confidence`, are as in `Page`; of page 0 nothing is said.
    """

    number: int
    label: str
    snippet: Snippet
    how: str = ""
    confidence: float | None = None


@record()
class Hit:
    """One matching document. `pages` are the best of `matching` pages that match; `rank` counts from 1.

    `why` says what the score is made of, None if that was not asked for; `ranks` where it stood in two rankings that
    were made one, if they were: the score is then of its ranks. `largest` is as in `Match`. `tags` a person put on it,
    and `notes` is how many notes there are about it. `numbers` are of all pages that match, best first. `origins` are
    the collections that hold it, where several were searched together, in the order in which they were named.
    `facts` are of the pages that are shown, None if that was not asked for. `alike` are the digests of documents that
    match, say the same, and were folded into this one.
    `rests_on` are the releases that a report has its facts from, `reported_by` the reports of a release: as
    `indexer.facts.links` tells of publications.
    """

    rank: int
    score: float
    card: Card
    pages: tuple[HitPage, ...]
    matching: int
    why: tuple[Share, ...] | None = None
    ranks: Ranks | None = None
    largest: int | None = None
    tags: tuple[str, ...] = ()
    notes: int = 0
    numbers: tuple[int, ...] = ()
    origins: tuple[str, ...] = ()
    facts: "tuple[Fact, ...] | None" = None
    alike: tuple[str, ...] = ()
    rests_on: "tuple[Told, ...]" = ()
    reported_by: "tuple[Told, ...]" = ()


@record()
class Results:
    """The answer: how many documents match in all, and those asked for, in order; `notes` for the person.

    `facets` are as in `Found`. `corrections` are of words that no document holds; `corrected` is the query as typed
    with the likeliest in their place, "" if there are none. `relaxed` if nothing had all the words, and these have
    most. `answered` is the query that was answered in the end: what of it stands on a page can be marked there.
    `folded` is how many of the total were folded into the hits up to the last of these: so many are not shown, and no
    offset leads to them.
    """

    total: int
    offset: int
    hits: tuple[Hit, ...]
    notes: tuple[str, ...] = ()
    facets: Mapping[str, tuple[tuple[str, int], ...]] = _NOTHING
    corrections: "tuple[Correction, ...]" = ()
    corrected: str = ""
    relaxed: bool = False
    answered: Node | None = None
    folded: int = 0


@record()
class Listing:
    """Which of the matches are wanted, in which order, and what all of them are counted by."""

    order: Order = Order.RELEVANCE
    limit: int = 10
    offset: int = 0
    facets: tuple[str, ...] = ()


Ranking = Callable[[Searcher, Node, Listing], Found]
"""What puts the matches of a query in order."""


def lexical(searcher: Searcher, query: Node, listing: Listing) -> Found:
    """Rank matches by the words they hold, as the index does. Another way of ranking takes this one's place."""
    return searcher.search(
        query, order=listing.order, limit=listing.limit, offset=listing.offset, facets=listing.facets
    )


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
            results = changed(results, hits=tuple(map(self._stating, results.hits)))
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
            self._hit(match, query, rank, pages, why=why, ranks=found.ranks.get(match.digest) if found.ranks else None)
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
            return searching._hit(match, wanted, 0, pages, why=True, ranks=None)

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

    def _hit(self, match: Match, query: Node, rank: int, most: int, *, why: bool, ranks: Ranks | None) -> Hit:
        card = Card.from_json(match.stored)
        spans = self._evidence(query, card.digest) if most else {}
        shown = _shown(match, sorted(spans), most) or (PageMatch(1 if card.pages else 0, 0, 0),)
        pages = tuple(_hit_pages(self._store, card, query, shown[:most], spans))
        shares = self._searcher.why(query, match.digest) if why else None
        numbers = tuple([page.number for page in match.pages or shown[: len(spans)]])
        return Hit(rank, match.score, card, pages, len(numbers), shares, ranks, match.largest, numbers=numbers)

    def _stating(self, hit: Hit) -> Hit:
        """Return a hit with what is said on the pages that are shown of it."""
        shown = {page.number for page in hit.pages}
        return changed(
            hit, facts=tuple(fact for fact in self._store.facts(hit.card.digest) if fact.words.page in shown)
        )

    def _evidence(self, query: Node, digest: str) -> "Spans":
        """Return where the facts stand that are asked for. Mostly none are, and nothing is loaded for it."""
        from indexer.answers.evidence import asked, evidence

        wanted = asked(query)
        return evidence(wanted, self._store.facts(digest)) if wanted else {}


def search(
    places: Places,
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
    engine: Engine | None = None,
    ranking: Ranking = lexical,
) -> Results:
    """Ask one question, as `Searching.search` does. Raises NoIndex, DamagedIndex, or QueryError."""
    while True:
        before = in_force(places)
        try:
            with opened(places, often=False, engine=engine, ranking=ranking) as searching:
                return searching.search(
                    query,
                    order=order,
                    limit=limit,
                    offset=offset,
                    pages=pages,
                    facets=facets,
                    why=why,
                    asked=asked,
                    exact=exact,
                    stated=stated,
                    fold=fold,
                )
        except DamagedIndex:
            if in_force(places) == before:
                raise  # else it was replaced and swept away while it was being read: ask the next


@contextmanager
def opened(
    places: Places, *, often: bool = True, engine: Engine | None = None, ranking: Ranking = lexical
) -> Iterator[Searching]:
    """Open the generation in force for many questions, or, if not `often`, for one. Raises NoIndex, DamagedIndex."""
    engine = engine or WhooshEngine()
    generation = generations.current(places.index)
    if generation.engine != engine.version:
        raise DamagedIndex("the index was made by another version of foi-index; run `foi index`")
    with (
        engine.open(generation.folder / generations.ENGINE, often=often) as searcher,
        StoredPages(places.text) as store,
    ):
        yield Searching(searcher, store, ranking, places)


def in_force(places: Places) -> str:
    """Return the name of the generation that is in force now, "" if there is none."""
    try:
        return (places.index / generations.CURRENT).read_text(encoding="ascii")
    except FileNotFoundError:
        return ""


def _shown(match: Match, evidence: Sequence[int], most: int) -> tuple[PageMatch, ...]:
    """Return the pages to show, best first, among them one with a fact that is asked for if there is any."""
    numbers = [page.number for page in match.pages]
    more = tuple(PageMatch(page, 1, 1) for page in evidence if page not in numbers)
    if more and not set(evidence) & set(numbers[:most]):
        return (*match.pages[: most - 1], more[0], *match.pages[most - 1 :], *more[1:])
    return (*match.pages, *more)


def _hit_pages(
    store: Pages, card: Card, query: Node, matches: tuple[PageMatch, ...], spans: "Spans"
) -> Iterator[HitPage]:
    for match in matches:
        if match.number == 0:
            yield HitPage(0, "", snippet(heading(card), query, SNIPPET_WIDTH, heading=True))
            continue
        page = store.page(card.digest, card.extractor, match.number)
        if page:
            shown = snippet(page.text, query, SNIPPET_WIDTH, also=spans.get(page.number, ()))
            yield HitPage(page.number, page.label, shown, page.how, page.confidence)


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
