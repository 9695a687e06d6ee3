"""What is chosen as an SQLite database, with full-text search, for SQL and for Datasette. See docs/exports.md."""

import hashlib
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from indexer.annotations import Annotations
from indexer.chosen import Chosen, Item
from indexer.exports import sqlite_rows as rows
from indexer.exports.base import Wish, Written
from indexer.exports.beside import beside_path
from indexer.exports.sqlite_database import Database
from indexer.exports.sqlite_schema import (
    DOCUMENT_WORDS,
    FILES,
    PAGE_WORDS,
    SCHEMA,
    SEARCH,
    TAGS,
    VERSION,
    VIEWS,
)
from indexer.linked import pairs
from scraper.archive.records import ID_LENGTH, ArchiveError, Digest, Document, Held, publication_id

FORMAT = "foi-index tables"
_NOUNS = {
    "publication": "publications",
    "document": "documents",
    "page": "pages",
    "fact": "facts",
    "original": "files",
}
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class _Names:
    """What each publication (by key) and document (by digest) is called in the file."""

    publications: Mapping[int, str]
    documents: Mapping[str, str]


def write(chosen: Chosen, target: Path, wish: Wish, progress: Callable[[], None]) -> Written:
    """Write what is chosen to a file; the same holdings and the same SQLite give the same bytes. Raises ExportError."""
    with beside_path(target) as path:
        with closing(Database(target, path)) as database:
            database.run(SCHEMA + SEARCH)
            _fill(database, chosen, wish, progress)
            database.finish(VIEWS)
        size = path.stat().st_size
    return Written({noun: database.counts[table] for noun, table in _NOUNS.items()}, size)


def _fill(database: Database, chosen: Chosen, wish: Wish, progress: Callable[[], None]) -> None:
    """Write every row; what one refers to is written too."""
    names = _names(chosen)
    database.put("about", rows.of_about({"format": FORMAT, "version": str(VERSION), "choice": wish.told}))
    for held in chosen.publications():
        _publication(database, chosen, names, held)
    _documents(database, chosen, names, progress)
    database.put("rests_on", _links(chosen, wish, names))
    database.put("captures", (rows.of_capture(one, names.documents) for one in chosen.all_captures()))
    database.put("members", (rows.of_member(inside, names.documents) for inside in chosen.members()))
    if wish.tags:
        database.run(TAGS)
        with Annotations.open(wish.places, create=False) as annotations, annotations.unchanging():
            database.put("tags", rows.of_tags(annotations.taggings(), names.documents))
            database.put("notes", rows.of_notes(annotations.notes(), names.documents))
    if wish.files:
        database.run(FILES)
        for document in chosen.originals():
            _original(database, chosen, names.documents[document.digest], document)
            progress()


def _links(chosen: Chosen, wish: Wish, names: _Names) -> list[rows.Row]:
    """Return which report rests on which release, of those in the file."""
    found = pairs(wish.places)
    by_id = {held.id: names.publications[held.key] for held in chosen.publications()} if found else {}
    return [(by_id[report], by_id[release]) for report, release in found if report in by_id and release in by_id]


def _names(chosen: Chosen) -> _Names:
    wholes = {h.key: publication_id(h.publication.source, h.publication.native_id) for h in chosen.publications()}
    short = rows.short_names(wholes.values(), ID_LENGTH)
    digests = {inside.digest for inside in chosen.members() if inside.digest}
    digests.update(document.digest for document in chosen.documents())
    publications = {key: short[whole] for key, whole in wholes.items()}
    return _Names(publications, rows.short_names(digests, ID_LENGTH - 1))


def _publication(database: Database, chosen: Chosen, names: _Names, held: Held) -> None:
    name = names.publications[held.key]
    database.put("publications", (rows.of_held(name, held),))
    database.put("events", rows.of_events(name, held))
    attachments = chosen.archive.publications.attachments(held.key)
    database.put("links", rows.of_links(name, held, attachments, names.documents))


def _documents(database: Database, chosen: Chosen, names: _Names, progress: Callable[[], None]) -> None:
    """Write the documents that were read with their pages, then the others."""
    left = dict.fromkeys(names.documents)
    for item in chosen.items():
        digest = item.card.digest
        del left[digest]
        _put_document(database, _document(names, item, _file(chosen, digest)))
        for page in chosen.pages(item):
            row = rows.of_page(names.documents[digest], page)
            database.put("pages", (row,))
            database.put(PAGE_WORDS, ((database.counts["pages"], row[-1]),))
        database.put("facts", (rows.of_fact(names.documents[digest], fact) for fact in chosen.facts(digest)))
        progress()
    for digest in left:
        _put_document(database, _unread(chosen, names, _file(chosen, digest)))


def _put_document(database: Database, row: rows.Row) -> None:
    database.put("documents", (row,))
    database.put(DOCUMENT_WORDS, (rows.words_of(database.counts["documents"], row),))


def _file(chosen: Chosen, digest: str) -> Document:
    captured = chosen.archive.captures.document(Digest(digest))
    return captured or chosen.store.members.with_digest(digest)[0].document


def _document(names: _Names, item: Item, document: Document) -> rows.Row:
    publication = names.publications.get(rows.carrier(item).key)
    return rows.of_item(item, document.size, names.documents, publication)


def _unread(chosen: Chosen, names: _Names, document: Document) -> rows.Row:
    """Return the row of a document of which no text goes along: nobody read it, or only what is in it was chosen."""
    item = chosen.unread(document)
    if item:
        return _document(names, item, document)
    places = chosen.store.members.with_digest(document.digest)
    inside = next((one for one in places if one.parent in names.documents), None)
    return rows.of_unread(document, inside, names.documents)


def _original(database: Database, chosen: Chosen, name: str, document: Document) -> None:
    """Write a document as it was received. Raises ArchiveError if its bytes are missing, or other ones."""
    path = chosen.archive.blobs.path(document.digest)
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as file, database.body("files", name, document.size) as body:
            while chunk := file.read(min(_CHUNK, document.size - size)):
                body.write(chunk)
                digest.update(chunk)
                size += len(chunk)
    except OSError as error:
        raise ArchiveError(f"the bytes of {name} cannot be read ({path}): {error.strerror}") from error
    if digest.hexdigest() != document.digest:
        raise ArchiveError(f"{path} is damaged; `foi verify` lists all damage")
