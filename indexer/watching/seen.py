"""What each watch matched when it last looked: the documents, and the state each was in."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from scraper.archive.timeline import Mark

TABLES = """
    CREATE TABLE watches (
        name TEXT PRIMARY KEY,
        began TEXT NOT NULL,
        basis TEXT NOT NULL,
        look INTEGER NOT NULL,
        looked TEXT NOT NULL,
        entry INTEGER NOT NULL,
        capture INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE seen (
        watch TEXT NOT NULL,
        digest BLOB NOT NULL,
        state TEXT NOT NULL,
        PRIMARY KEY (watch, digest)
    ) STRICT, WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Last:
    """A watch's last look: what it asked for, the number of the look, its time, and what the catalogue had then."""

    basis: str
    look: int
    looked: datetime
    mark: Mark


class Seen:
    """The documents that a watch matched and that need not be told again."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def last(self, watch: str) -> Last | None:
        """Return a watch's last look, None if it has not looked yet."""
        sql = "SELECT basis, look, looked, entry, capture FROM watches WHERE name = ?"
        row = self._connection.execute(sql, (watch,)).fetchone()
        return Last(row[0], row[1], datetime.fromisoformat(row[2]), Mark(row[3], row[4])) if row else None

    def began(self, watch: str) -> datetime | None:
        """Return when a watch looked for the first time, None if it has not yet."""
        row = self._connection.execute("SELECT began FROM watches WHERE name = ?", (watch,)).fetchone()
        return datetime.fromisoformat(row[0]) if row else None

    def of(self, watch: str) -> dict[str, str]:
        """Return the state of each document it saw, by digest."""
        rows = self._connection.execute("SELECT digest, state FROM seen WHERE watch = ?", (watch,))
        return {digest.hex(): state for digest, state in rows}

    def count(self, watch: str) -> int:
        """Return how many documents it saw."""
        return int(self._connection.execute("SELECT count(*) FROM seen WHERE watch = ?", (watch,)).fetchone()[0])

    def keep(self, watch: str, last: Last, states: Mapping[str, str], dropped: Iterable[str]) -> None:
        """Say that a watch looked: what it saw besides what it had seen, and what is to count as unseen."""
        self._connection.execute(
            "INSERT INTO watches VALUES (?1, ?4, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (name) DO UPDATE SET basis ="
            " excluded.basis, look = excluded.look, looked = excluded.looked, entry = excluded.entry, capture ="
            " excluded.capture",
            (watch, last.basis, last.look, last.looked.isoformat(), last.mark.entry, last.mark.capture),
        )
        self._connection.executemany(
            "DELETE FROM seen WHERE watch = ? AND digest = ?", [(watch, bytes.fromhex(digest)) for digest in dropped]
        )
        self._connection.executemany(
            "INSERT OR REPLACE INTO seen VALUES (?, ?, ?)",
            [(watch, bytes.fromhex(digest), state) for digest, state in states.items()],
        )

    def names(self) -> list[str]:
        """Return the watches that looked."""
        return [row[0] for row in self._connection.execute("SELECT name FROM watches ORDER BY name")]

    def remove(self, watch: str) -> None:
        """Drop all a watch saw."""
        for table, column in (("seen", "watch"), ("watches", "name")):
            self._connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (watch,))  # noqa: S608 - the two above

    def forget(self, digests: Iterable[str]) -> None:
        """Drop documents from what every watch saw."""
        self._connection.executemany("DELETE FROM seen WHERE digest = ?", [(bytes.fromhex(one),) for one in digests])
