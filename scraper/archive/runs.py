"""The catalogue's runs: when each source was crawled, what failed, and how far it got."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from scraper.archive.catalogue import Catalogue
from scraper.archive.records import Failure, Run

KILLED = "It was killed; the next crawl went on from there."


@dataclass(frozen=True, slots=True)
class Watermark:
    """How far a selection of a source has been read: all from `floor` (None: from the beginning) to `newest`."""

    newest: datetime
    floor: datetime | None = None


class Runs:
    """Every run of every source, the failures still open, and the watermarks."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def begin(self, source: str, started: datetime) -> int:
        """Enter a run as running and return its key.

        Only the holder of the writer's lock may call this: a run still entered as running was killed.
        """
        self._catalogue.change("UPDATE runs SET outcome = 'stopped', note = ? WHERE outcome = 'running'", KILLED)
        return self._catalogue.change(
            "INSERT INTO runs (source, started, outcome) VALUES (?, ?, 'running')",
            source,
            started.isoformat(),
        )

    def end(self, key: int, run: Run) -> None:
        """Enter how a run ended."""
        self._catalogue.change(
            """
            UPDATE runs SET finished = ?, outcome = ?,
                publications = ?, documents = ?, unchanged = ?, failed = ?, note = ?
            WHERE key = ?
            """,
            run.finished.isoformat() if run.finished else None,
            run.outcome,
            run.publications,
            run.documents,
            run.unchanged,
            run.failed,
            run.note,
            key,
        )

    def last(self) -> list[Run]:
        """Return the latest run of each source, in order of name."""
        rows = self._catalogue.rows(
            "SELECT * FROM runs WHERE key IN (SELECT max(key) FROM runs GROUP BY source) ORDER BY source"
        )
        return [run_of(row) for row in rows]

    def latest(self, source: str, most: int) -> list[tuple[str, Run]]:
        """Return the latest runs of a source, the latest first, each with the scope it was asked for ("" if killed)."""
        rows = self._catalogue.rows("SELECT * FROM runs WHERE source = ? ORDER BY key DESC LIMIT ?", source, most)
        return [(row["scope"], run_of(row)) for row in rows]

    def newest(self) -> int:
        """Return the key of the latest run of any source, 0 if there is none."""
        row = self._catalogue.row("SELECT max(key) AS key FROM runs")
        return int(row["key"] or 0) if row else 0

    def since(self, key: int, source: str) -> tuple[int, Run] | None:
        """Return a source's latest run after a key, with its own key."""
        row = self._catalogue.row("SELECT * FROM runs WHERE source = ? AND key > ? ORDER BY key DESC", source, key)
        return (row["key"], run_of(row)) if row else None

    def measure(self, key: int, name: str) -> int | None:
        """Return one of the numbers a run counted, None if it did not."""
        row = self._catalogue.row("SELECT number FROM measures WHERE run = ? AND name = ?", key, name)
        return int(row["number"]) if row else None

    def fail(self, failure: Failure) -> None:
        """Enter a failure; it stays open until it is solved. A later one at the same address replaces it."""
        self._catalogue.change(
            "INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?, ?)",
            failure.source,
            failure.url,
            failure.stage,
            failure.reason,
            failure.time.isoformat(),
        )

    def solved(self, source: str, url: str) -> None:
        """Close the failure at an address, if there was one."""
        self._catalogue.change("DELETE FROM failures WHERE source = ? AND url = ?", source, url)

    def failures(self, source: str | None = None) -> list[Failure]:
        """Return the open failures, latest first."""
        rows = self._catalogue.rows(
            "SELECT * FROM failures WHERE ?1 IS NULL OR source = ?1 ORDER BY time DESC, url", source
        )
        return [
            Failure(row["source"], row["stage"], row["url"], row["reason"], datetime.fromisoformat(row["time"]))
            for row in rows
        ]

    def watermark(self, source: str, selection: str) -> Watermark | None:
        """Return how far a selection was read, None if it never was, whole."""
        row = self._catalogue.row("SELECT * FROM watermarks WHERE source = ? AND selection = ?", source, selection)
        if not row:
            return None
        floor = datetime.fromisoformat(row["floor"]) if row["floor"] else None
        return Watermark(datetime.fromisoformat(row["newest"]), floor)

    def advance(self, source: str, selection: str, mark: Watermark) -> None:
        """Record how far a selection has been read."""
        self._catalogue.change(
            "INSERT OR REPLACE INTO watermarks VALUES (?, ?, ?, ?)",
            source,
            selection,
            mark.newest.isoformat(),
            mark.floor.isoformat() if mark.floor else None,
        )


def run_of(row: sqlite3.Row) -> Run:
    """Return the record of a row of runs."""
    return Run(
        source=row["source"],
        started=datetime.fromisoformat(row["started"]),
        finished=datetime.fromisoformat(row["finished"]) if row["finished"] else None,
        outcome=row["outcome"],
        publications=row["publications"],
        documents=row["documents"],
        unchanged=row["unchanged"],
        failed=row["failed"],
        note=row["note"],
    )
