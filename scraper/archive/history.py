"""The catalogue's history: the versions of a publication, and which publications changed since a time."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime

from scraper.archive.catalogue import Catalogue
from scraper.archive.forms import to_publication
from scraper.archive.records import Digest, Held
from scraper.archive.timeline import Answer, Mark, Recorded, Version, versions

_TOUCHED = """
    SELECT publication AS key FROM journal JOIN versions USING (publication, number) WHERE {record}
    UNION
    SELECT l.publication FROM captures c JOIN links l ON l.url = c.url
    WHERE {capture} AND (
        NOT c.revisit
        OR EXISTS (SELECT 1 FROM captures b WHERE b.url = c.url AND b.key < c.key AND b.status IN (404, 410))
    )
    ORDER BY key
"""


class History:
    """What became of each publication, version by version. Only reads."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def of(self, held: Held) -> list[Version]:
        """Return every version of a publication, oldest first."""
        rows = self._catalogue.rows(
            "SELECT j.key, v.seen, v.record FROM versions v JOIN journal j USING (publication, number)"
            " WHERE v.publication = ? ORDER BY v.number",
            held.key,
        )
        records = [Recorded(row[0], datetime.fromisoformat(row[1]), to_publication(json.loads(row[2]))) for row in rows]
        urls = {link.url for record in records for link in record.publication.documents}
        runs = self._catalogue.rows(
            "SELECT started FROM runs WHERE source = ? ORDER BY started", held.publication.source
        )
        return versions(records, self._answers(urls), [datetime.fromisoformat(row[0]) for row in runs])

    def of_address(self, url: str) -> list[Answer]:
        """Return what an address answered, oldest first."""
        return self._answers([url])

    def _answers(self, urls: Iterable[str]) -> list[Answer]:
        return [
            _answer(row)
            for url in sorted(urls)
            for row in self._catalogue.rows(
                "SELECT key, url, time, status, digest FROM captures WHERE url = ? ORDER BY time, key", url
            )
        ]

    def touched(self, since: datetime | Mark) -> list[int]:
        """Return the keys of the publications of which the catalogue learnt something new since then."""
        if isinstance(since, Mark):
            sql = _TOUCHED.format(record="journal.key > ?", capture="c.key > ?")
            rows = self._catalogue.rows(sql, since.entry, since.capture)
        else:
            sql = _TOUCHED.format(record="seen >= ?", capture="c.time >= ?")
            rows = self._catalogue.rows(sql, since.isoformat(), since.isoformat())
        return [row["key"] for row in rows]

    def mark(self) -> Mark:
        """Return how much there is now."""
        row = self._catalogue.row(
            "SELECT (SELECT max(key) FROM journal) AS entry, (SELECT max(key) FROM captures) AS capture"
        )
        return Mark(row["entry"] or 0, row["capture"] or 0) if row else Mark()

    def identity(self) -> str:
        """Return the name of this archive, given at its making: no two have the same."""
        row = self._catalogue.row("SELECT id FROM identity")
        return row["id"] if row else ""


def _answer(row: sqlite3.Row) -> Answer:
    digest = Digest(row["digest"]) if row["digest"] else None
    return Answer(row["key"], row["url"], datetime.fromisoformat(row["time"]), row["status"], digest)
