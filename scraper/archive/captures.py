"""The catalogue's captures and documents: every answer a source gave, and the bytes it gave them in."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from urllib.parse import unquote, urlsplit

from scraper.archive.blobs import Blobs
from scraper.archive.catalogue import Catalogue
from scraper.archive.media_type import media_type
from scraper.archive.records import ArchiveError, Capture, Digest, Document, NoSuchDocument, digest_of
from scraper.archive.tombstones import Tombstones

NOT_MODIFIED = 304
SHORTEST_PREFIX = 4


class Captures:
    """Every capture ever made, and the distinct documents they brought.

    The latest is that of the latest time, not the one entered last: a bundle brings what was captured long ago.
    """

    def __init__(self, catalogue: Catalogue, blobs: Blobs, tombstones: Tombstones) -> None:
        self._catalogue = catalogue
        self._blobs = blobs
        self._tombstones = tombstones

    def put(self, capture: Capture, body: bytes | None = None) -> Capture:
        """Keep an answer, and its bytes if there are any; return it with digest and revisit filled in.

        Without bytes, a 304 is a revisit of what was last held from that address, and anything else is an
        answer that carried nothing to keep. The bytes are on the disk before the catalogue names them. Of what was
        forgotten nothing is kept, wherever it comes from, nor of what comes from where it was.
        """
        if self._is_forgotten(capture.url, digest_of(body) if body is not None else None):
            return replace(capture, digest=None)
        latest = self.latest(capture.url)
        if body is not None:
            digest = self._blobs.put(body)
            document = Document(digest, media_type(body, name_of(capture.final_url or capture.url)), len(body))
            capture = replace(capture, digest=digest, revisit=latest is not None and latest.digest == digest)
        else:
            document = None
            if capture.status == NOT_MODIFIED and latest:
                capture = replace(capture, digest=latest.digest, revisit=True)
        with self._catalogue.transaction():
            if document:
                self.register(document)
            self.record(capture)
        return capture

    def _is_forgotten(self, url: str, digest: Digest | None) -> bool:
        if digest and self._tombstones.of(digest):
            self._tombstones.met_again(digest, url)
            return True
        return self._tombstones.at(url) is not None

    def register(self, document: Document) -> None:
        """Enter a document; one that was known only by its text is held from now on if its bytes came."""
        if self._tombstones.of(document.digest):
            return
        self._catalogue.change(
            """
            INSERT INTO documents VALUES (?, ?, ?, ?)
            ON CONFLICT (digest) DO UPDATE SET held = max(held, excluded.held)
            """,
            document.digest,
            document.media_type,
            document.size,
            document.held,
        )

    def record(self, capture: Capture) -> None:
        """Enter a capture whose document, if any, is registered."""
        if self._is_forgotten(capture.url, capture.digest):
            return
        self._catalogue.change(
            "INSERT INTO captures VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
            capture.source,
            capture.url,
            capture.final_url,
            capture.time.isoformat(),
            capture.status,
            json.dumps(capture.headers, ensure_ascii=False),
            capture.digest,
            capture.revisit,
        )

    def unregister(self, digest: Digest) -> None:
        """Take out a document that no capture brought."""
        self._catalogue.change(
            "DELETE FROM documents WHERE digest = ?1 AND NOT EXISTS (SELECT 1 FROM captures WHERE digest = ?1)", digest
        )

    def latest(self, url: str) -> Capture | None:
        """Return the latest capture of an address that brought, or confirmed, bytes."""
        row = self._catalogue.row(
            "SELECT * FROM captures WHERE url = ? AND digest IS NOT NULL ORDER BY time DESC, key DESC LIMIT 1", url
        )
        return _capture(row) if row else None

    def brought(self, url: str, digest: Digest) -> Capture | None:
        """Return the latest capture of an address that was sent these bytes, not only told that they still hold."""
        row = self._catalogue.row(
            "SELECT * FROM captures WHERE url = ? AND digest = ? AND status != ? ORDER BY time DESC, key DESC LIMIT 1",
            url,
            digest,
            NOT_MODIFIED,
        )
        return _capture(row) if row else None

    def of_url(self, url: str) -> list[Capture]:
        """Return every capture of an address, oldest first."""
        rows = self._catalogue.rows("SELECT * FROM captures WHERE url = ? ORDER BY time, key", url)
        return [_capture(row) for row in rows]

    def of_document(self, digest: Digest) -> list[Capture]:
        """Return every capture that brought, or confirmed, a document, oldest first."""
        rows = self._catalogue.rows("SELECT * FROM captures WHERE digest = ? ORDER BY time, key", digest)
        return [_capture(row) for row in rows]

    def has(self, capture: Capture) -> bool:
        """Tell whether it is known that an address gave, or confirmed, these bytes at that time."""
        sql = "SELECT 1 FROM captures WHERE url = ? AND time = ? AND digest = ? LIMIT 1"
        return self._catalogue.row(sql, capture.url, capture.time.isoformat(), capture.digest) is not None

    def in_order(self) -> Iterator[Capture]:
        """Yield every capture that brought, or confirmed, a document, in an order that is the same in every archive."""
        sql = "SELECT * FROM captures WHERE digest IS NOT NULL"
        order = "digest, time, url, source, final_url, status, headers, revisit"
        return map(_capture, self._catalogue.rows(f"{sql} ORDER BY {order}"))

    def document(self, digest: Digest) -> Document | None:
        """Return what is known of a document."""
        row = self._catalogue.row("SELECT * FROM documents WHERE digest = ?", digest)
        return _document(row) if row else None

    def documents(self) -> Iterator[Document]:
        """Yield every document, in order of digest."""
        return map(_document, self._catalogue.rows("SELECT * FROM documents ORDER BY digest"))

    def resolve(self, prefix: str) -> Digest:
        """Return the one digest that begins with this. Raises NoSuchDocument, or ArchiveError if it fits several."""
        if len(prefix) < SHORTEST_PREFIX or set(prefix) - set("0123456789abcdef"):
            raise ArchiveError(
                f"{prefix!r} is not an ID: give at least {SHORTEST_PREFIX} characters of what `foi search` prints"
            )
        rows = self._catalogue.rows(
            "SELECT digest FROM documents WHERE digest >= ? AND digest < ? ORDER BY digest LIMIT 6",
            prefix,
            prefix + "g",
        )
        found = [Digest(row["digest"]) for row in rows]
        if not found:
            raise NoSuchDocument(f"no document has an ID that begins with {prefix}")
        if len(found) > 1:
            listed = ", ".join(digest[: len(prefix) + 6] for digest in found[:5])
            raise ArchiveError(f"{prefix} is the beginning of several IDs ({listed}); give more of it")
        return found[0]


def name_of(url: str) -> str:
    """Return the file name an address ends in, "" if it ends in none."""
    return unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])


def _capture(row: sqlite3.Row) -> Capture:
    return Capture(
        source=row["source"],
        url=row["url"],
        final_url=row["final_url"],
        time=datetime.fromisoformat(row["time"]),
        status=row["status"],
        headers=tuple((name, value) for name, value in json.loads(row["headers"])),
        digest=Digest(row["digest"]) if row["digest"] else None,
        revisit=bool(row["revisit"]),
    )


def _document(row: sqlite3.Row) -> Document:
    return Document(Digest(row["digest"]), row["media_type"], row["size"], bool(row["held"]))
