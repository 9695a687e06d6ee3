"""The connection to the catalogue: one SQLite file, durable, readable while it is written."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scraper.archive.migrations import migrate
from scraper.archive.records import ArchiveError

BUSY_MS = 30_000
DURABLE = "PRAGMA synchronous = FULL"
"""WAL's usual NORMAL may lose the last commits in a power cut."""


class Catalogue:
    """An open catalogue. All writing is in transactions, and a transaction that returned is on the disk."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._connection = _opened(path)
        except sqlite3.Error as error:
            raise ArchiveError(f"the catalogue {path} cannot be opened: {error}") from error

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def rows(self, sql: str, *values: object) -> Iterator[sqlite3.Row]:
        """Yield the rows a question gives."""
        try:
            for row in self._connection.execute(sql, values):  # noqa: UP028 - that closes cursors of closed files
                yield row
        except sqlite3.DatabaseError as error:
            raise self._told(error) from error

    def row(self, sql: str, *values: object) -> sqlite3.Row | None:
        """Return the first row a question gives, or None."""
        return next(self.rows(sql, *values), None)

    def change(self, sql: str, *values: object) -> int:
        """Run one statement and return the key of the row it added."""
        try:
            return self._connection.execute(sql, values).lastrowid or 0
        except sqlite3.DatabaseError as error:
            raise self._told(error) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of what happens inside, or nothing; a transaction inside another is part of it."""
        if self._connection.in_transaction:
            yield
            return
        self.change("BEGIN IMMEDIATE")
        try:
            yield
            self.change("COMMIT")
        except BaseException:
            if self._connection.in_transaction:  # a full disk rolls back by itself
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def unchanging(self) -> Iterator[None]:
        """What is asked inside is answered as of one moment, whatever others write meanwhile."""
        self.change("BEGIN")
        try:
            yield
        finally:
            self.change("ROLLBACK")

    @contextmanager
    def unsynced(self) -> Iterator[None]:
        """What happens inside outlives a killed process, but may be lost in a power cut: no wait for the disk."""
        if self._connection.in_transaction:
            yield
            return
        self.change("PRAGMA synchronous = NORMAL")
        try:
            yield
        finally:
            self.change(DURABLE)

    def compact(self) -> bool:
        """Write the file anew, without a trace of what was deleted; False if a reader keeps older pages in the log."""
        try:
            self._connection.execute("VACUUM")
            return not self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except sqlite3.DatabaseError as error:
            raise self._told(error) from error

    def problems(self) -> list[str]:
        """Return what SQLite finds wrong with the file and its references; empty if it is sound."""
        try:
            found = [str(row[0]) for row in self._connection.execute("PRAGMA integrity_check")]
            broken = self._connection.execute("PRAGMA foreign_key_check").fetchall()
        except sqlite3.DatabaseError as error:
            return [str(error)]
        return [text for text in found if text != "ok"] + [f"{row[0]}: a row refers to nothing" for row in broken]

    def _told(self, error: sqlite3.DatabaseError) -> ArchiveError:
        if "disk is full" in str(error):
            return ArchiveError(f"the disk is full: {self._path} was left as it was; make room and run this again")
        if "malformed" in str(error) or "not a database" in str(error):
            return ArchiveError(f"the catalogue {self._path} is damaged ({error}); restore it from a back-up")
        return ArchiveError(f"the catalogue {self._path} cannot be used: {error}")


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    try:
        for pragma in (
            f"busy_timeout = {BUSY_MS}",
            "journal_mode = WAL",  # readers go on while the writer commits
            "foreign_keys = ON",
            "trusted_schema = OFF",
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(DURABLE)
        migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection
