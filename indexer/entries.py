"""From the catalogue and the text to entries: what the index knows of each document."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from urllib.parse import unquote, urlsplit

from indexer.cards import Card, heading
from indexer.engine.interface import Entry
from indexer.extract.base import OCR, SCAN, Page
from indexer.facts.bodies import NAMES
from indexer.facts.records import Fact
from indexer.facts.stated import stated
from indexer.members import Inside
from indexer.query import AS_TEXT, SUPERSEDED, WAITING
from scraper.archive.captures import name_of
from scraper.archive.records import Attachment, Document, Held
from scraper.items import Kind, Publication, State

PREFERRED = (Kind.RELEASE, Kind.REQUEST, Kind.NEWS, Kind.FILE)


Carried = Sequence[tuple[Held, Attachment]]


Place = tuple[Held, Attachment, Inside]
"""Where a file within a document is: in whose publication, which document, and where in that."""


def card(document: Document, carried: Carried, extractor: str, pages: int, reason: str, inside: Carried = ()) -> Card:
    """Describe a document by the publications that carry it; the fittest of them gives its title.

    `inside` are the publications that carry another document with this one in it.
    """
    ranked = [*sorted(carried, key=_fitness), *sorted(inside, key=_fitness)]
    held, attachment = ranked[0]
    publication = held.publication
    others = {other.key: other for other, _ in ranked[1:]}
    return Card(
        digest=document.digest,
        title=publication.title,
        authority=publication.authority,
        outlet=publication.outlet,
        kind=publication.kind,
        source=publication.source,
        state=publication.state if attachment.current else SUPERSEDED,
        published=_day(held),
        url=publication.url,
        document=attachment.title if attachment.title != publication.title else "",
        file=file_name(attachment.url),
        file_url="" if attachment.url.startswith("file:") else attachment.url,
        media_type=document.media_type,
        summary=publication.summary,
        extractor=extractor,
        pages=pages,
        reason=reason,
        also=tuple(_other(other) for key, other in others.items() if key != held.key),
        outcome=publication.outcome,
        original_url=publication.original_url,
    )


def member_card(document: Document, places: Sequence[Place], extractor: str, pages: int, reason: str) -> Card:
    """Describe a file within other documents by the fittest publication that carries one of those."""
    ranked = sorted(places, key=lambda place: (_fitness(place[:2]), place[2].parent, place[2].position))
    inside = ranked[0][2]
    known = card(document, [place[:2] for place in ranked], extractor, pages, reason)
    return known.within(inside.parent, inside.path)


def entry(known: Card, carried: Carried, pages: Sequence[Page], facts: Sequence[Fact] = ()) -> Entry:
    """Return what goes into the index for a document. Files within it are ranked after it, by their paths."""
    says = stated(facts)
    publications = [held.publication for held, _ in carried]
    first, attachment = fittest(carried)
    states = states_of(carried)
    within = f" {known.document}" if known.parent else ""
    return Entry(
        digest=known.digest,
        title=known.title,
        heading=heading(known),
        pages=tuple(page.text for page in pages),
        authorities=_distinct(name for p in publications for name in (*_names(p), p.outlet)),
        sources=_distinct(p.source for p in publications),
        kinds=_distinct(p.kind.value for p in publications),
        states=states,
        media_type=known.media_type,
        published=date.fromisoformat(known.published) if known.published else None,
        stored=known.to_json(),
        rank=f"{first.publication.source} {first.publication.native_id} {attachment.position:06}{within}",
        ocr=bytes(map(_sureness, pages)),
        bodies=_distinct(map(_body, publications)),
        outcomes=_distinct((*says.outcomes, *(p.outcome for p in publications))),
        exemptions=says.exemptions,
        provisions=says.provisions,
        companies=says.companies,
        lags=says.lags,
        sums=says.sums,
    )


def states_of(carried: Carried) -> tuple[str, ...]:
    """Return the states a document is found by. What is shown openly anywhere is not hidden."""
    publications = [held.publication for held, its in carried if its.current]
    states = {publication.state for publication in publications}
    if any(map(is_hidden, publications)):
        states.add(State.HIDDEN)
    if State.LIVE in states:
        states.discard(State.HIDDEN)
    return tuple(sorted(state.value for state in states)) or (SUPERSEDED,)


def is_hidden(publication: Publication) -> bool:
    """Tell whether its site hides it.

    A request taken down counts as hidden too: sites of requests take down what should never have been public.
    """
    taken_down = publication.kind is Kind.REQUEST and publication.state is State.GONE
    return taken_down or publication.state is State.HIDDEN


def fittest(carried: Carried) -> tuple[Held, Attachment]:
    """Return the publication that a document's title is taken from, and the document as it lists it."""
    return min(carried, key=_fitness)


def fingerprint(known: Card, carried: Carried, ocr: str = "") -> str:
    """Return a short name for everything an entry is made of: two that are alike need no new entry.

    `ocr` is the state of the document's pages by OCR.
    """
    others = sorted(_counted(held.publication, its.current) for held, its in carried)
    return hashlib.sha256(f"{known.to_json()}{others}{ocr}{NAMES}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _counted(publication: Publication, current: bool) -> tuple[str | bool, ...]:  # noqa: FBT001 - of its row
    """Return what of a publication an entry may be found or counted by."""
    p = publication
    return p.source, p.native_id, p.state, current, p.kind, p.authority, p.outlet, p.outcome


def _names(publication: Publication) -> tuple[str, ...]:
    """Return the names that a publication's authority is found by: FCO, where it is called by its full name."""
    from indexer.facts.bodies.asked import found_by  # not above: it reads a table

    return found_by(publication.authority, _published(publication))


def _body(publication: Publication) -> str:
    """Return the one name that an authority is counted by."""
    from indexer.facts.bodies.asked import counted_as

    return counted_as(publication.authority, _published(publication))


def _published(publication: Publication) -> date | None:
    return publication.published.date() if publication.published else None


def file_name(url: str) -> str:
    """Return the name of a file from its address; a local one has the folders it was added with."""
    return unquote(urlsplit(url).path) if url.startswith("file:") else name_of(url)


def _fitness(pair: tuple[Held, Attachment]) -> tuple[bool, bool, int, str, datetime, str, str]:
    """Rank a publication that carries a document; by nothing that is other in another archive of the same."""
    held, attachment = pair
    publication = held.publication
    return (
        not attachment.current,
        publication.state is not State.LIVE,
        PREFERRED.index(publication.kind),
        _day(held) or "9999",
        held.first_seen,
        publication.source,
        publication.native_id,
    )


def _day(held: Held) -> str:
    published = held.publication.published
    return published.date().isoformat() if published else ""


def _other(held: Held) -> dict[str, str]:
    publication = held.publication
    return {
        "title": publication.title,
        "authority": publication.authority,
        "source": publication.source,
        "published": _day(held),
        "url": publication.url,
    }


def _sureness(page: Page) -> int:
    """Return the page's byte, as `ocr:` asks for it."""
    if page.how == OCR and page.confidence is not None and 0 <= page.confidence <= 1:
        return round(100 * page.confidence)
    return WAITING if page.how == SCAN else AS_TEXT


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value}))
