"""Writing entities of FollowTheMoney, one JSON object a line."""

from collections import Counter
from collections.abc import Callable, Iterator
from os import SEEK_END
from pathlib import Path

from indexer.bundle.forms import line_of
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
from indexer.exports.ftm.values import Entity
from scraper.archive.records import Digest, Held
from scraper.items import Kind

PUBLISHER, ALSO = "publisher", "published there too"

_NOUNS = {"PublicBody": "publisher", "Documentation": "link", "Page": "page"}
_FOLDER = "publication"
_OTHER = "document"


def write(chosen: Chosen, target: Path, wish: Wish, progress: Callable[[], None]) -> Written:  # noqa: ARG001 - as all are called
    """Write what is chosen as entities of FollowTheMoney. Raises ExportError."""
    counts: Counter[str] = Counter()
    with beside(target) as file:
        for entity in _entities(chosen, progress):
            file.write(line_of(entity.form()))
            kind = _FOLDER if entity.id.startswith("foi-p") else _NOUNS.get(entity.schema, _OTHER)
            counts[kind] += 1
        size = file.seek(0, SEEK_END)
    return Written({noun: counts[noun] for noun in (_FOLDER, _OTHER, "page", "publisher", "link")}, size)


def _entities(chosen: Chosen, progress: Callable[[], None]) -> Iterator[Entity]:
    there = _There(chosen)
    bodies = set[str]()
    for held in chosen.publications():
        body = body_of(held.publication)
        if body and body_id(body) not in bodies:
            bodies.add(body_id(body))
            yield of_body(body)
        article = there.article(held)
        if not article:
            yield of_entry(held, documents=bool(there.carried(held)))
        if body:
            yield of_link(article or entry_id(held.publication), body_id(body), PUBLISHER)
    for item in _items(chosen):
        parent = _parent(chosen, item, there)
        yield from of_item(item, list(chosen.pages(item)), chosen.captures_of(item), parent, _size(chosen, item))
        yield from _also(item, there)
        progress()


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


def _parent(chosen: Chosen, item: Item, there: "_There") -> str:
    """Return what a document is in: the mail or package that was captured, else its publication's folder."""
    outer = chosen.archive.captures.document(Digest(item.card.parent)) if item.card.parent else None
    if outer and outer.digest in there.digests and outer.media_type in MAILS | PACKAGES:
        return document_id(outer.digest)
    held = fittest(item.carried)[0]
    return "" if there.article(held) else entry_id(held.publication)


def _also(item: Item, there: "_There") -> Iterator[Entity]:
    """Yield links to the other publications that carry a document."""
    own = fittest(item.carried)[0].key
    others = {held.key: held for held, _ in item.carried if held.key != own}
    for _, held in sorted(others.items()):
        if not there.article(held):
            yield of_link(document_id(item.card.digest), entry_id(held.publication), ALSO)


def _size(chosen: Chosen, item: Item) -> int:
    digest = item.card.digest
    document = chosen.archive.captures.document(Digest(digest))
    if document:
        return document.size
    return next((inside.size for inside in chosen.store.members.with_digest(digest)), 0)


class _There:
    """Which documents are handed on, and which articles need no folder: news that carry one, which is the article."""

    def __init__(self, chosen: Chosen) -> None:
        self._publications = chosen.archive.publications
        self.digests = frozenset(document.digest for document in chosen.documents())

    def article(self, held: Held) -> str:
        """Return the ID of the article that stands for a publication, "" if there is none."""
        carried = self.carried(held) if held.publication.kind is Kind.NEWS else set()
        return document_id(carried.pop()) if len(carried) == 1 else ""

    def carried(self, held: Held) -> set[Digest]:
        """Return the documents of a publication that are handed on."""
        return {its.digest for its in self._publications.attachments(held.key)} & self.digests
