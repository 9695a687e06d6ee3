"""The one exception to "nothing is overwritten": taking documents and publications out of the catalogue for good."""

import json
import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime

from scraper.archive.blobs import Blobs
from scraper.archive.catalogue import Catalogue
from scraper.archive.forms import of_publication, to_publication
from scraper.archive.records import ArchiveError, Digest, Held, publication_id
from scraper.archive.tombstones import Tombstones


@dataclass(frozen=True, slots=True)
class Removal:
    """What is to go: documents by their digests, and publications whole."""

    digests: frozenset[Digest]
    publications: tuple[Held, ...] = ()


class Remover:
    """Removes from the catalogue and the blobs. The caller holds the archive's lock."""

    def __init__(self, catalogue: Catalogue, blobs: Blobs, tombstones: Tombstones) -> None:
        self._catalogue = catalogue
        self._blobs = blobs
        self._tombstones = tombstones

    def addresses(self, digest: Digest) -> list[str]:
        """Return the addresses that gave a document when they last gave anything: those it would come back from."""
        rows = self._catalogue.rows(
            """
            SELECT DISTINCT url FROM captures c WHERE digest = ?1 AND ?1 = (
                SELECT digest FROM captures WHERE url = c.url AND digest IS NOT NULL
                ORDER BY time DESC, key DESC LIMIT 1
            ) ORDER BY url
            """,
            digest,
        )
        return [row["url"] for row in rows]

    def remove(self, removal: Removal, reason: str, time: datetime) -> None:
        """Take the rows out and set the tombstones, all or none; `finish` does the rest, and can be run again."""
        with self._catalogue.transaction():
            dead: set[str] = set()
            for digest in sorted(removal.digests):
                addresses = self.addresses(digest)
                dead.update(addresses)
                self._tombstones.put(digest, addresses, reason, time)
            for held in removal.publications:
                dead.update(self._publication(held, reason, time))
            for digest in removal.digests:
                self._spans(digest, dead)
            self._links(dead)
            for url in dead:
                self._catalogue.change("DELETE FROM captures WHERE url = ?", url)
                self._catalogue.change("DELETE FROM failures WHERE url = ?", url)
                self._catalogue.change("DELETE FROM observations WHERE url = ? OR instr(detail, ?)", url, url)
            # What waits may name what is to go. The next crawl finds the rest of it again: its mark has not moved.
            self._catalogue.change("DELETE FROM frontier")
            for digest in removal.digests:
                self._catalogue.change("DELETE FROM captures WHERE digest = ?", digest)
                self._catalogue.change("DELETE FROM documents WHERE digest = ?", digest)

    def _publication(self, held: Held, reason: str, time: datetime) -> set[str]:
        """Remove a publication in all its versions; return the addresses that were its alone."""
        publication = held.publication
        rows = self._catalogue.rows("SELECT url FROM links WHERE publication = ?", held.key)
        own = {publication.url, f"{publication.url}.json"} if publication.url else set()
        urls = own | {row["url"] for row in rows}
        for table in ("links", "versions", "journal"):
            self._catalogue.change(f"DELETE FROM {table} WHERE publication = ?", held.key)  # noqa: S608 - ours
        self._catalogue.change("DELETE FROM publications WHERE key = ?", held.key)
        alone = {url for url in urls if not self._catalogue.row("SELECT 1 FROM links WHERE url = ?", url)}
        subject = publication_id(publication.source, publication.native_id)
        self._tombstones.put(subject, alone, reason, time)
        return alone

    def _spans(self, digest: Digest, dead: set[str]) -> None:
        """Remove the versions that were read from a page's bytes which it has no longer, except the current one."""
        rows = self._catalogue.rows("SELECT DISTINCT url FROM captures WHERE digest = ?", digest)
        for url in [row["url"] for row in rows if row["url"] not in dead]:
            times = self._catalogue.rows("SELECT time FROM captures WHERE url = ? AND digest = ?", url, digest)
            for time in [row["time"] for row in times]:
                self._catalogue.change(
                    """
                    DELETE FROM versions WHERE seen = ?1
                    AND publication IN (SELECT publication FROM links WHERE url = ?2 AND kind = 'page')
                    AND number < (SELECT max(number) FROM versions v WHERE v.publication = versions.publication)
                    """,
                    time,
                    url,
                )

    def _links(self, dead: set[str]) -> None:
        """Take dead addresses, and the titles they were listed under, out of every record that lists them."""
        touched: set[int] = set()
        for url in dead:
            touched.update(
                row["publication"] for row in self._catalogue.rows("SELECT publication FROM links WHERE url = ?", url)
            )
            self._catalogue.change("DELETE FROM links WHERE url = ?", url)
        for key in touched:
            for row in list(self._catalogue.rows("SELECT * FROM versions WHERE publication = ?", key)):
                self._catalogue.change(
                    "UPDATE versions SET record = ? WHERE publication = ? AND number = ?",
                    _without(row, dead),
                    key,
                    row["number"],
                )
            for row in list(self._catalogue.rows("SELECT * FROM publications WHERE key = ?", key)):
                self._catalogue.change("UPDATE publications SET record = ? WHERE key = ?", _without(row, dead), key)

    def finish(self) -> None:
        """Remove the bytes of everything that was forgotten, and write the catalogue anew without what was deleted."""
        for digest in self._tombstones.digests():
            self._blobs.remove(digest)
        if not self._catalogue.compact():
            raise ArchiveError(
                "another process still reads the catalogue as it was; run the same command again once it has ended"
            )


def _without(row: sqlite3.Row, dead: set[str]) -> str:
    publication = to_publication(json.loads(row["record"]))
    kept = tuple(link for link in publication.documents if link.url not in dead)
    return json.dumps(of_publication(replace(publication, documents=kept)), ensure_ascii=False, sort_keys=True)
