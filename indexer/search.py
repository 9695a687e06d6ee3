"""Query, hit, results: the one question the index answers, in the terms of the person who asks."""

from collections.abc import Iterator
from dataclasses import dataclass

from indexer import generations
from indexer.engine.interface import Engine, Found, Match, Order, PageMatch
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.entries import Card, heading
from indexer.errors import DamagedIndex
from indexer.places import Places
from indexer.query import SUPERSEDED, And, Label, Node, Not, Or, all_of
from indexer.snippets import Snippet, snippet
from indexer.text import TextStore
from scraper.items import State

SNIPPET_WIDTH = 160

_LEFT_OUT = (Not(Label("state", SUPERSEDED)), Not(Label("state", State.HIDDEN.value)))


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Hit:
    """One matching document. `pages` are the best of `matching` pages that match; `rank` counts from 1."""

    rank: int
    score: float
    card: Card
    pages: tuple[HitPage, ...]
    matching: int


@dataclass(frozen=True, slots=True)
class Results:
    """The answer: how many documents match in all, and those asked for, best first; `notes` for the person."""

    total: int
    offset: int
    hits: tuple[Hit, ...]
    notes: tuple[str, ...] = ()


def search(
    places: Places,
    query: Node,
    *,
    order: Order = Order.RELEVANCE,
    limit: int = 10,
    offset: int = 0,
    pages: int = 3,
    engine: Engine | None = None,
) -> Results:
    """Find the documents that match, each with its best pages.

    Documents that were replaced or hidden at their source are left out unless the query asks for a state. Raises
    NoIndex, DamagedIndex, or QueryError.
    """
    engine = engine or WhooshEngine()
    asked = query if _asks_for_a_state(query) else all_of(query, *_LEFT_OUT)
    found = _found(places, asked, engine, order, limit, offset)
    with TextStore(places.text) as store:
        hits = tuple(
            _hit(store, match, query, rank, pages) for rank, match in enumerate(found.matches, start=offset + 1)
        )
    return Results(found.total, offset, hits, found.notes)


def _found(places: Places, asked: Node, engine: Engine, order: Order, limit: int, offset: int) -> Found:
    """Ask the generation in force. If it is replaced and swept away while it is being read, ask the next."""
    while True:
        generation = generations.current(places.index)
        if generation.engine != engine.version:
            raise DamagedIndex("the index was made by another version of foi-index; run `foi index`")
        try:
            return engine.search(generation.folder / generations.ENGINE, asked, order=order, limit=limit, offset=offset)
        except DamagedIndex:
            if generations.current(places.index).folder == generation.folder:
                raise


def _hit(store: TextStore, match: Match, query: Node, rank: int, most: int) -> Hit:
    card = Card.from_json(match.stored)
    shown = match.pages or (PageMatch(1 if card.pages else 0, 0, 0),)
    pages = tuple(_hit_pages(store, card, query, shown[:most]))
    return Hit(rank, match.score, card, pages, len(match.pages))


def _hit_pages(store: TextStore, card: Card, query: Node, matches: tuple[PageMatch, ...]) -> Iterator[HitPage]:
    for match in matches:
        if match.number == 0:
            yield HitPage(0, "", snippet(heading(card), query, SNIPPET_WIDTH, heading=True))
            continue
        page = store.page(card.digest, card.extractor, match.number)
        if page:
            shown = snippet(page.text, query, SNIPPET_WIDTH)
            yield HitPage(page.number, page.label, shown, page.how, page.confidence)


def _asks_for_a_state(query: Node) -> bool:
    match query:
        case And(parts) | Or(parts):
            return any(_asks_for_a_state(part) for part in parts)
        case Not(part):
            return _asks_for_a_state(part)
        case Label(field, _):
            return field == "state"
        case _:
            return False
