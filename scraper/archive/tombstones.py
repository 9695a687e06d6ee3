"""The catalogue's tombstones: what was forgotten on request, and is not taken in again. No content, no title."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from scraper.archive.catalogue import Catalogue
from scraper.archive.records import Digest, publication_id

LOCAL = "file:"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """That something was forgotten: `subject` is a document's digest, or a publication's whole ID.

    `address` is one it was captured from, "" if it has none of its own any more. Of local files it is always "": an
    address of theirs is a name, which a person gave and which may say what was to be forgotten.
    """

    subject: str
    address: str
    reason: str
    time: datetime

    @property
    def told(self) -> str:
        """When it was forgotten and why, for people."""
        return f"was forgotten on {self.time:%Y-%m-%d}: {self.reason}"


class Tombstones:
    """Every tombstone. Looked at by whatever takes something in."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def put(self, subject: str, addresses: Iterable[str], reason: str, time: datetime) -> None:
        """Set the stones of a subject, one for each address, or one without; one that stands already stays."""
        lasting = sorted({"" if address.startswith(LOCAL) else address for address in addresses}) or [""]
        for address in lasting:
            self._catalogue.change(
                "INSERT OR IGNORE INTO tombstones VALUES (?, ?, ?, ?)", subject, address, reason, time.isoformat()
            )

    def of(self, digest: Digest) -> Tombstone | None:
        """Return the stone of a document, None if it was not forgotten."""
        return self._first("subject = ?", digest)

    def at(self, url: str) -> Tombstone | None:
        """Return the stone at an address, None if there is none."""
        return self._first("address = ?", url) if url else None

    def of_publication(self, source: str, native_id: str) -> Tombstone | None:
        """Return the stone of a publication, None if it was not forgotten."""
        return self._first("subject = ?", publication_id(source, native_id))

    def beginning(self, prefix: str) -> list[Tombstone]:
        """Return the stones of subjects that begin with this."""
        rows = self._catalogue.rows(
            "SELECT * FROM tombstones WHERE subject >= ? AND subject < ? ORDER BY subject, address",
            prefix,
            prefix + "~",
        )
        return [_tombstone(row) for row in rows]

    def all(self) -> list[Tombstone]:
        """Return every stone."""
        return [_tombstone(row) for row in self._catalogue.rows("SELECT * FROM tombstones ORDER BY subject, address")]

    def digests(self) -> frozenset[Digest]:
        """Return the digests of all documents that were forgotten."""
        rows = self._catalogue.rows("SELECT DISTINCT subject FROM tombstones WHERE subject NOT LIKE 'p%'")
        return frozenset(Digest(row["subject"]) for row in rows)

    def met_again(self, digest: Digest, url: str) -> None:
        """Note that a forgotten document was offered at another address: that one is not asked again either."""
        known = self.of(digest)
        if known:
            self.put(digest, [url], known.reason, known.time)

    def _first(self, where: str, value: str) -> Tombstone | None:
        row = self._catalogue.row(f"SELECT * FROM tombstones WHERE {where} LIMIT 1", value)  # noqa: S608 - ours
        return _tombstone(row) if row else None


def _tombstone(row: sqlite3.Row) -> Tombstone:
    return Tombstone(row["subject"], row["address"], row["reason"], datetime.fromisoformat(row["time"]))
