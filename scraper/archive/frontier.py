"""The catalogue's frontier: what a source is still to be asked for, so that a crawl may be killed at any moment."""

import sqlite3
from datetime import datetime

from scraper.archive.catalogue import Catalogue
from scraper.archive.records import Waiting


class Frontier:
    """Addresses that wait for an answer, and those of an unfinished crawl that had theirs.

    An address is leased to the run that has asked for it and got no answer yet. A lease needs neither a term
    nor a process to look for: only the holder of the writer's lock leases, so whoever holds it now knows that
    every lease but its own is of a run that has ended.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def put(self, waiting: Waiting) -> None:
        """Enter an address that is to be asked for."""
        self._catalogue.change(
            """
            INSERT OR REPLACE INTO frontier (source, url, stage, callback, arguments, conditional, follow, tries)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            waiting.source,
            waiting.url,
            waiting.stage,
            waiting.callback,
            waiting.arguments,
            waiting.conditional,
            waiting.follow,
            waiting.tries,
        )

    def put_soon(self, waiting: Waiting) -> None:
        """Enter an address that outlives a killed process at once, and a power cut from the next commit on."""
        with self._catalogue.unsynced():
            self.put(waiting)

    def lease(self, source: str, url: str, run: int) -> None:
        """Note that a run asks for an address now. Unsynced: in a power cut a try goes uncounted, no more."""
        with self._catalogue.unsynced():
            self._catalogue.change(
                "UPDATE frontier SET run = ?, tries = tries + 1 WHERE source = ? AND url = ? AND run IS NOT ?",
                run,
                source,
                url,
                run,
            )

    def answered(self, source: str, url: str, time: datetime) -> None:
        """Note that an address had its answer; it is kept until the crawl is whole, so as not to be asked again."""
        self._catalogue.change(
            "UPDATE frontier SET answered = ?, run = NULL WHERE source = ? AND url = ?", time.isoformat(), source, url
        )

    def waiting(self, source: str) -> list[Waiting]:
        """Return what waits: what no run died over first, then in the order it was entered."""
        rows = self._catalogue.rows(
            "SELECT * FROM frontier WHERE source = ? AND answered IS NULL ORDER BY tries, key", source
        )
        return [_waiting(row) for row in rows]

    def counts(self) -> dict[str, int]:
        """Return how many addresses wait, for each source of which any do."""
        rows = self._catalogue.rows(
            "SELECT source, count(*) FROM frontier WHERE answered IS NULL GROUP BY source ORDER BY source"
        )
        return {row[0]: row[1] for row in rows}

    def had(self, source: str, since: datetime) -> set[str]:
        """Return the addresses that an unfinished crawl had answers from since then, and drop those from before."""
        self._catalogue.change("DELETE FROM frontier WHERE source = ? AND answered < ?", source, since.isoformat())
        rows = self._catalogue.rows("SELECT url FROM frontier WHERE source = ? AND answered IS NOT NULL", source)
        return {row["url"] for row in rows}

    def interrupted(self, source: str) -> None:
        """Note that a run ended in good order before all was asked for; what failed in it may be asked for again."""
        self._catalogue.change("UPDATE frontier SET run = NULL, tries = 0 WHERE source = ? AND run IS NOT NULL", source)
        self._catalogue.change(
            """
            DELETE FROM frontier WHERE source = ?1 AND answered IS NOT NULL
                AND url IN (SELECT url FROM failures WHERE source = ?1)
            """,
            source,
        )

    def finished(self, source: str) -> None:
        """Drop what had its answer: the crawl is over, and the next one may ask for everything."""
        self._catalogue.change("DELETE FROM frontier WHERE source = ? AND answered IS NOT NULL", source)


def _waiting(row: sqlite3.Row) -> Waiting:
    return Waiting(
        source=row["source"],
        url=row["url"],
        stage=row["stage"],
        callback=row["callback"],
        arguments=row["arguments"],
        conditional=bool(row["conditional"]),
        follow=bool(row["follow"]),
        tries=row["tries"],
    )
