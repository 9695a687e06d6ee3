"""From publications, documents and pages to entities of FollowTheMoney. Their IDs come from what they are."""

from collections.abc import Iterator, Sequence

from indexer.cards import Card
from indexer.exports.ftm.values import Entity, address, entity, label, media_type, moment, named, texts, together
from indexer.extract.base import Page
from scraper.archive.records import Capture, Held, publication_id
from scraper.items import Kind, Publication, State

MAILS = frozenset({"message/rfc822", "application/vnd.ms-outlook"})
PACKAGES = frozenset(
    {
        *("application/zip", "application/gzip", "application/mbox", "application/ms-tnef"),
        *("application/x-7z-compressed", "application/vnd.rar", "application/x-tar"),
    }
)
PAGED = "Pages"
"""What has pages as entities of their own."""
_WEB_PAGES = ("text/html", "application/xhtml+xml", "+html")
_TEXTS = ("text/", "application/json", "application/xml", "+json", "+xml")


def document_id(digest: str) -> str:
    """Name a document by its bytes."""
    return f"foi-{digest}"


def entry_id(publication: Publication) -> str:
    """Name a publication by its identity at its source."""
    return f"foi-{publication_id(publication.source, publication.native_id)}"


def body_id(name: str) -> str:
    """Name an authority by its name: nothing else is known of it."""
    return f"foi-body-{named(*label(name, 'name'))}"


def body_of(publication: Publication) -> str:
    """Return the authority that published something, "" if it is none: a magazine is its own authors' publisher."""
    theirs = publication.kind is Kind.NEWS and publication.outlet == publication.authority
    return "" if theirs else publication.authority


def of_body(name: str) -> Entity:
    """Return an authority."""
    return entity(body_id(name), "PublicBody", {"name": label(name, "name")})


def of_entry(held: Held, *, documents: bool) -> Entity:
    """Return a publication: a folder with its documents in it, or an article that is known by its address only."""
    publication = held.publication
    folder = documents or publication.kind is not Kind.NEWS
    values = {
        "title": label(publication.title),
        "summary": texts(publication.summary),
        "notes": texts("\n".join(_notes(publication))),
        "keywords": [one for printed in publication.references for one in label(printed)],
        "publisher": label(publication.authority or publication.outlet),
        "sourceUrl": address(publication.url),
        "publishedAt": moment(publication.published),
        "modifiedAt": moment(publication.updated),
        "retrievedAt": moment(held.last_seen),
    }
    return entity(entry_id(publication), "Folder" if folder else "Article", values)


def of_item(
    card: Card, own: Held, pages: Sequence[Page], captures: Sequence[Capture], parent: str, size: int
) -> Iterator[Entity]:
    """Yield a document, and its pages if it is one that has such. `own` is the publication that it is first of all."""
    schema = schema_of(card, own.publication.kind)
    values = {
        **_about(card),
        "fileSize": [str(size)] if size else [],
        "retrievedAt": moment(min((one.time for one in captures), default=None)),
        "parent": [parent],
        "indexText" if schema == PAGED else "bodyText": together(page.text for page in pages),
    }
    yield entity(document_id(card.digest), schema, values)
    if schema == PAGED:
        yield from (_of_page(card.digest, page) for page in pages)


def of_link(document: str, other: str, role: str) -> Entity:
    """Say what a document has to do with something else."""
    values = {"document": [document], "entity": [other], "role": [role]}
    return entity(f"foi-link-{named(document, other, role)}", "Documentation", values)


def schema_of(card: Card, kind: Kind) -> str:
    """Return what a document is, by its bytes; pages and texts of news are articles."""
    media = card.media_type
    page, text = media.endswith(_WEB_PAGES), media.startswith(_TEXTS) or media.endswith(_TEXTS)
    if (page or text) and not card.parent and kind is Kind.NEWS:
        return "Article"
    if media in MAILS:
        return "Email"
    if media in PACKAGES:
        return "Package"
    if page:
        return "HyperText"
    if text:
        return "PlainText"
    if media.startswith("image/") and media != "image/tiff":
        return "Image"
    return PAGED if card.pages else "Document"


def _about(card: Card) -> dict[str, list[str]]:
    name = card.file.rpartition("/")[2] or card.id
    title = name if card.parent else card.document or card.title or name
    return {
        "title": label(title),
        "subject": label(title) if card.media_type in MAILS else [],
        "fileName": label(name),
        "summary": texts(card.summary),
        "mimeType": media_type(card.media_type),
        "publisher": label(card.publisher),
        "sourceUrl": address(card.file_url) or address(card.url),
        "publishedAt": [card.published],
        "processingAgent": label(card.extractor),
        "processingError": label(card.reason),
    }


def _of_page(digest: str, page: Page) -> Entity:
    values = {"document": [document_id(digest)], "index": [str(page.number)], "bodyText": texts(page.text)}
    return entity(f"{document_id(digest)}-page-{page.number}", "Page", values)


def _notes(publication: Publication) -> Iterator[str]:
    if publication.outcome:
        yield f"outcome: {publication.outcome}"
    if publication.state is not State.LIVE or publication.note:
        yield f"{publication.state}: {publication.note}".rstrip(": ")
