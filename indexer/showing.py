"""A match as a hit: its pages, best first, with a snippet of each in which what was asked for is marked."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from indexer.cards import Card, heading
from indexer.engine.interface import Match, PageMatch, Ranks, Searcher
from indexer.marking.snippets import snippet
from indexer.query import Node
from indexer.record import changed
from indexer.results import Hit, HitPage
from indexer.stored import Pages

if TYPE_CHECKING:
    from indexer.answers.evidence import Spans

SNIPPET_WIDTH = 160


def hit(
    searcher: Searcher, store: Pages, match: Match, query: Node, rank: int, most: int, *, why: bool, ranks: Ranks | None
) -> Hit:
    """Return a match of a query as a hit with its best pages, so many at most."""
    card = Card.from_json(match.stored)
    spans = _evidence(store, query, card.digest) if most else {}
    shown = _shown(match, sorted(spans), most) or (PageMatch(1 if card.pages else 0, 0, 0),)
    pages = tuple(_hit_pages(store, card, query, shown[:most], spans))
    shares = searcher.why(query, match.digest) if why else None
    numbers = tuple([page.number for page in match.pages or shown[: len(spans)]])
    return Hit(rank, match.score, card, pages, len(numbers), shares, ranks, match.largest, numbers=numbers)


def stating(store: Pages, found: Hit) -> Hit:
    """Return a hit with what is said on the pages that are shown of it."""
    shown = {page.number for page in found.pages}
    facts = tuple(fact for fact in store.facts(found.card.digest) if fact.words.page in shown)
    return changed(found, facts=facts)


def _evidence(store: Pages, query: Node, digest: str) -> "Spans":
    """Return where the facts stand that are asked for. Mostly none are, and nothing is loaded for it."""
    from indexer.answers.evidence import asked, evidence

    wanted = asked(query)
    return evidence(wanted, store.facts(digest)) if wanted else {}


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
