"""Writing entities of FollowTheMoney, one JSON object a line."""

from collections import Counter
from collections.abc import Callable, Iterator
from os import SEEK_END
from pathlib import Path

from indexer.bundle.forms import line_of
from indexer.cards import Card
from indexer.chosen import Chosen, Item
from indexer.entries import fittest
from indexer.exports.base import Wish, Written
from indexer.exports.beside import beside
from indexer.exports.ftm.entities import (
    MAILS,
    PACKAGES,
    body_id,
    body_of,
    document_id,
    entry_id,
    of_body,
    of_entry,
    of_item,
    of_link,
)
from indexer.exports.ftm.payments import of_payments
from indexer.exports.ftm.values import Entity
from scraper.archive.records import Digest, Held
from scraper.items import Kind

PUBLISHER, ALSO = "publisher", "published there too"

_NOUNS = {
    "PublicBody": "publisher",
    "Documentation": "link",
    "Page": "page",
    "Payment": "payment",
    "Company": "supplier",
}
_PARTIES = frozenset({"PublicBody", "Company"})
"""What several documents name: each is written once."""
_FOLDER = "publication"
_OTHER = "document"


def write(chosen: Chosen, target: Path, wish: Wish, progress: Callable[[], None]) -> Written:  # noqa: ARG001 - as all are called
    """Write what is chosen as entities of FollowTheMoney. Raises ExportError."""
    counts: Counter[str] = Counter()
    with beside(target) as file:
        for entity in _entities(chosen, progress):
            file.write(line_of(entity.form()))
            kind = _NOUNS.get(entity.schema) or (_FOLDER if entity.id.startswith("foi-p") else _OTHER)
            counts[kind] += 1
        size = file.seek(0, SEEK_END)
    nouns = (_FOLDER, _OTHER, "page", "publisher", "link", "payment", "supplier")
    return Written({noun: counts[noun] for noun in nouns}, size)


def _entities(chosen: Chosen, progress: Callable[[], None]) -> Iterator[Entity]:
    bodies = set[str]()
    for held in chosen.publications():
        body = body_of(held.publication)
        if body and body_id(body) not in bodies:
            bodies.add(body_id(body))
            yield of_body(body)
        article = _article(chosen, held)
        if not article:
            yield of_entry(held, documents=bool(_carried(chosen, held)))
        if body:
            yield of_link(article or entry_id(held.publication), body_id(body), PUBLISHER)
    for item in _items(chosen):
        for one in _of_item(chosen, item):
            if one.schema not in _PARTIES or one.id not in bodies:
                yield one
            if one.schema in _PARTIES:
                bodies.add(one.id)
        progress()


def _of_item(chosen: Chosen, item: Item) -> Iterator[Entity]:
    own = _own(chosen, item)
    pages, captures = list(chosen.pages(item)), chosen.captures_of(item)
    yield from of_item(item.card, own, pages, captures, _parent(chosen, item.card, own), _size(chosen, item.card))
    yield from of_payments(item.card, chosen.facts(item.card.digest))
    others = {entry_id(held.publication) for held, _ in item.carried if not _article(chosen, held)}
    for other in sorted(others - {entry_id(own.publication)}):
        yield of_link(document_id(item.card.digest), other, ALSO)


def _items(chosen: Chosen) -> Iterator[Item]:
    """Yield everything chosen, and then the documents nobody has read yet: they may be what others are in."""
    met = set[str]()
    for item in chosen.items():
        met.add(item.card.digest)
        yield item
    for document in chosen.documents():
        unread = None if document.digest in met else chosen.unread(document)
        if unread:
            yield unread


def _own(chosen: Chosen, item: Item) -> Held:
    """Return the publication whose document it is first of all; what it is within as well comes after that."""
    document = chosen.archive.captures.document(Digest(item.card.digest))
    by_itself = chosen.unread(document) if document else None
    return fittest((by_itself or item).carried)[0]


def _parent(chosen: Chosen, card: Card, own: Held) -> str:
    """Return what a document is in: the mail or package that was captured, else its publication's folder."""
    outer = chosen.archive.captures.document(Digest(card.parent)) if card.parent else None
    if outer and chosen.has(outer.digest) and outer.media_type in MAILS | PACKAGES:
        return document_id(outer.digest)
    return "" if _article(chosen, own) else entry_id(own.publication)


def _size(chosen: Chosen, card: Card) -> int:
    document = chosen.archive.captures.document(Digest(card.digest))
    if document:
        return document.size
    return next((inside.size for inside in chosen.store.members.with_digest(card.digest)), 0)


def _article(chosen: Chosen, held: Held) -> str:
    """Return the ID of the article that stands for a publication: news that carry one document need no folder."""
    carried = _carried(chosen, held) if held.publication.kind is Kind.NEWS else set()
    document = chosen.archive.captures.document(carried.pop()) if len(carried) == 1 else None
    item = chosen.unread(document) if document else None
    return document_id(item.card.digest) if item and fittest(item.carried)[0].key == held.key else ""


def _carried(chosen: Chosen, held: Held) -> set[Digest]:
    """Return the documents of a publication that are handed on."""
    several = chosen.archive.publications.attachments(held.key)
    return {attachment.digest for attachment in several if chosen.has(attachment.digest)}
