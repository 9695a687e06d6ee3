"""An SQLite file being written: rows in, errors as people read them."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import ExportError
from indexer.exports.sqlite_rows import Row
from indexer.exports.sqlite_schema import APPLICATION_ID, VERSION

_BEGINNING = f"""
    PRAGMA page_size = 16384;
    PRAGMA encoding = 'UTF-8';
    PRAGMA auto_vacuum = NONE;
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA cache_size = -16384;
    PRAGMA application_id = {APPLICATION_ID};
    PRAGMA user_version = {VERSION};
"""
"""No journal: nobody needs the file before it has its name, and what is left of it if anything fails is removed.
What SQLite may choose for itself is said, so that the same rows give the same bytes."""


class Database:
    """A database being written, and how many rows each table has. All it does raises ExportError if it cannot be."""

    def __init__(self, target: Path, path: Path) -> None:
        self._target = target
        self._connection = sqlite3.connect(path, isolation_level=None)
        self.counts: Counter[str] = Counter()
        self.run(_BEGINNING)

    def run(self, script: str) -> None:
        """Run statements, after which rows can be put in."""
        try:
            self._connection.executescript(f"{script} BEGIN;")  # it ends the transaction before by itself
        except sqlite3.Error as error:
            raise self._told(error) from error

    def put(self, table: str, several: Iterable[Row]) -> None:
        """Write rows of a table. What goes wrong where they come from is left as it is."""
        for row in several:
            try:
                self._connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608 - ours
            except (sqlite3.Error, OverflowError) as error:
                raise self._told(error) from error
            self.counts[table] += 1

    @contextmanager
    def body(self, table: str, name: str, size: int) -> Iterator[sqlite3.Blob]:
        """Write a row of a name and as many bytes as are then written."""
        try:
            row = self._connection.execute(f"INSERT INTO {table} VALUES (?, zeroblob(?))", (name, size)).lastrowid or 0  # noqa: S608 - ours
            with self._connection.blobopen(table, "body", row) as body:
                yield body
        except (sqlite3.Error, OverflowError) as error:
            raise self._told(error) from error
        self.counts[table] += 1

    def finish(self, script: str) -> None:
        """Run statements, after which the file is whole."""
        self.run(script)
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _told(self, error: Exception) -> ExportError:
        return ExportError(f"{self._target} cannot be written: {error}; nothing was left of it")
