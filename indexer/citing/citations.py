"""From a document, or one of its pages, to all that a citation of it says."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from indexer import wanted
from indexer.cards import Card
from indexer.citing.anchor import Anchor, address, text_digest, way, written
from indexer.entries import Carried, fittest
from indexer.extract.pages import OCR, Page
from indexer.reading import IMPORTED
from indexer.text import TextStore
from scraper.archive.records import Capture, Digest, Held, NoSuchDocument
from scraper.archive.store import Archive
from scraper.items import Publication


@dataclass(frozen=True, slots=True)
class Citation:
    """A document and the publication it is cited from; `page` is the one that is meant, None if all of it is."""

    card: Card
    held: Held
    anchor: Anchor
    page: Page | None = None

    @property
    def id(self) -> str:
        """What `foi show` and its like accept for it."""
        return f"{self.card.id}:{self.page.number}" if self.page else self.card.id

    @property
    def publication(self) -> Publication:
        """What it was published in."""
        return self.held.publication

    @property
    def published(self) -> date | None:
        """The day of publication, in UTC."""
        return self.publication.published.date() if self.publication.published else None

    @property
    def line(self) -> str:
        """The anchor as it is written."""
        return written(self.anchor)


def citation(archive: Archive, store: TextStore, digest: Digest, page: int | None = None) -> Citation:
    """Return what is to be cited of a document, or of a page. Raises NoSuchDocument if there is no such page."""
    card = wanted.card_of(archive, store, digest)
    captured = Digest(card.parent or digest) if card else digest
    carried = archive.publications.of_document(captured)
    if card is None or not carried:
        raise NoSuchDocument(f"{digest[:12]} belongs to no publication")
    meant = store.page(digest, card.extractor, page) if page else None
    if page and meant is None:
        raise NoSuchDocument(no_page(card, page))
    whole = cited(card, carried, archive.captures.of_document(captured))
    return of_page(whole, meant) if meant else whole


def cited(card: Card, carried: Carried, captures: Iterable[Capture]) -> Citation:
    """Return the citation of a document, or of a file within one, from one of the publications that carry it.

    Of a file within a document, `carried` and `captures` are the document's.
    """
    held, attachment = fittest(carried)
    capture = next(one for one in captures if one.url == attachment.url)  # the first that brought it
    at, origin = address(held.publication.url), address(capture.url)
    anchor = Anchor(
        publication=held.id,
        digest=card.digest,
        parent=card.parent,
        path=way(card.document) if card.parent else "",
        seen=capture.time.replace(microsecond=0),
        at=at if at != origin else "",
        origin=origin,
    )
    return Citation(card, held, anchor)


def of_page(whole: Citation, page: Page) -> Citation:
    """Return the citation of a page of what is cited."""
    anchor = replace(whole.anchor, page=page.number, text=text_digest(page.text), reader=reader_of(whole.card, page))
    return replace(whole, anchor=anchor, page=page)


def reader_of(card: Card, page: Page) -> str:
    """Return who read a page, as an anchor has it: text that came in a bundle was read elsewhere by the same."""
    return card.extractor.removesuffix(IMPORTED) + ("+ocr" if page.how == OCR else "")


def no_page(card: Card, page: int) -> str:
    """Say that a document has no such page."""
    if not card.pages:
        return f"the pages of {card.id} are not known here: {card.reason or 'it has no text'}"
    return f"{card.id} has no page {page}: it has {card.pages}"
