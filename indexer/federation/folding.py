"""Documents that several collections hold, and know different things of: each gets one entry, as if all were one.

The same file may be two councils' release, and be searched for by the name of either; one collection may have its
text, and another only its title. What is the same everywhere needs no entry of its own: the first is taken.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from indexer import generations
from indexer.cards import Card
from indexer.engine.interface import Entry
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.entries import Carried, Place, entry
from indexer.facts.store import FactStore
from indexer.federation.origins import Origin
from indexer.generations import Generation
from indexer.progress import Progress
from indexer.query import Among
from indexer.record import changed
from indexer.text import TextStore
from indexer.wanted import Known
from indexer.wanted import known as known_there
from scraper.archive.records import Attachment, Digest, Held
from scraper.archive.store import Archive

_EVERY = 1 << 40


def write(target: Path, origins: Sequence[Origin], held: Sequence[Generation], progress: Progress) -> None:
    """Make a folder with the index of the folded entries; with nothing in it, if there are none."""
    target.mkdir()
    different = _different(held)
    if not different:
        return
    progress.begin("comparing what several hold", len(different), "document")
    with ExitStack() as stack:
        sides = [_Side(stack, origin) for origin in origins]
        entries = _entries(sides, different, progress)
        first = next(entries, None)
        if first:
            WhooshEngine().write(target / generations.ENGINE, _chained(first, entries), ())


def _chained(first: Entry, rest: Iterable[Entry]) -> Iterator[Entry]:
    yield first
    yield from rest


def _different(held: Sequence[Generation]) -> dict[str, list[int]]:
    """Return who holds a document, of those that several hold and know different things of."""
    every = [one.entries() for one in held]
    holders: dict[str, list[int]] = {}
    for place, entries in enumerate(every):
        for digest in entries:
            holders.setdefault(digest, []).append(place)
    several = {digest: places for digest, places in holders.items() if len(places) > 1}
    differing = {
        digest: places for digest, places in several.items() if len({every[place][digest] for place in places}) > 1
    }
    cards = [
        _cards(one, [digest for digest, places in differing.items() if at in places]) for at, one in enumerate(held)
    ]
    return {digest: places for digest, places in differing.items() if _differ([cards[at][digest] for at in places])}


def _cards(held: Generation, digests: Sequence[str]) -> dict[str, Card]:
    if not digests:
        return {}
    with WhooshEngine().open(held.folder / generations.ENGINE) as searcher:
        matches = searcher.search(Among(frozenset(digests)), limit=_EVERY).matches
    return {match.digest: Card.from_json(match.stored) for match in matches}


def _differ(cards: Sequence[Card]) -> bool:
    """Tell whether the first card is not enough: another is of other publications, or only another has the text."""
    first, *others = cards
    if not first.pages and any(other.pages for other in others):
        return True
    return len({changed(card, extractor="", pages=0, reason="") for card in _hashable(cards)}) > 1


def _hashable(cards: Iterable[Card]) -> Iterator[Card]:
    for card in cards:
        yield changed(card, also=tuple(tuple(sorted(other.items())) for other in card.also))


class _Side:
    """One collection, opened to be asked what it knows of documents."""

    def __init__(self, stack: ExitStack, origin: Origin) -> None:
        self.archive = stack.enter_context(Archive.open(origin.places.archive, create=False))
        self.store = stack.enter_context(TextStore(origin.places.text))
        self.facts = stack.enter_context(FactStore(origin.places.facts))

    def known(self, digest: str) -> Known | None:
        return known_there(self.archive, self.store, Digest(digest))


def _entries(sides: Sequence[_Side], holders: dict[str, list[int]], progress: Progress) -> Iterator[Entry]:
    for digest, places in holders.items():
        some = [(sides[at], its) for at in places if (its := sides[at].known(digest))]
        if some:
            side = next((side for side, its in some if its.made.pages), some[0][0])
            wanted = merged([its for _, its in some]).wanted()
            pages = tuple(side.store.pages(digest, wanted.card.extractor))
            yield entry(wanted.card, wanted.carried, pages, side.facts.of(digest))
        progress.step()


def merged(several: Sequence[Known]) -> Known:
    """Return what one collection would know, had it taken in all these, one after another.

    The first text there is stays, and of each publication the version seen last.
    """
    document = next((its.document for its in several if its.carried), several[0].document)
    made = next((its.made for its in several if its.made.pages), several[0].made)
    carried = _latest([its.carried for its in several])
    places: dict[tuple[str, int], list[list[Place]]] = {}
    for its in several:
        by_place: dict[tuple[str, int], list[Place]] = {}
        for place in its.places:
            by_place.setdefault((place[2].parent, place[2].position), []).append(place)
        for where, some in by_place.items():
            places.setdefault(where, []).append(some)
    within = [
        (*pair, each[0][0][2]) for each in places.values() for pair in _latest([[p[:2] for p in some] for some in each])
    ]
    return Known(document, carried, made, within)


def _latest(several: Sequence[Carried]) -> list[tuple[Held, Attachment]]:
    """Return each publication once, as it was seen last, and numbered as they came."""
    found: dict[tuple[str, str], tuple[Held, Attachment]] = {}
    for carried in several:
        for held, attachment in sorted(carried, key=lambda pair: pair[0].key):
            name = held.publication.source, held.publication.native_id
            known, _ = found.setdefault(name, (held, attachment))
            latest = (held, attachment) if held.last_seen > known.last_seen else found[name]
            found[name] = replace(latest[0], first_seen=min(held.first_seen, known.first_seen)), latest[1]
    every = enumerate(found.values(), 1)
    return [(replace(held, key=key), attachment) for key, (held, attachment) in every]
