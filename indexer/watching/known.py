"""What the index held when watches looked: so that what is new is told from what was there and did not match."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from indexer.generations import ENTRIES, Generation

TABLES = """
    CREATE TABLE looks (number INTEGER PRIMARY KEY AUTOINCREMENT, entries TEXT NOT NULL) STRICT;
    CREATE TABLE known (
        digest BLOB PRIMARY KEY,
        fingerprint BLOB NOT NULL,
        since INTEGER NOT NULL,
        changed INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Entered:
    """In which look at the index a document was first there, and in which its entry was last another one."""

    since: int
    changed: int


NEVER = Entered(0, 0)


class Known:
    """Every document of the index, with the fingerprint of its entry. What leaves the index stays known.

    An index made anew has the same fingerprints: nothing is new by that.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def look(self, generation: Generation) -> int:
        """Enter what a generation holds, and return the number of this look; as before, if it is the same."""
        _, digest = generation.files.get(ENTRIES, (0, ""))
        last = self._connection.execute("SELECT number, entries FROM looks ORDER BY number DESC LIMIT 1").fetchone()
        if last and last[1] == digest:
            return int(last[0])
        number = self._connection.execute("INSERT INTO looks (entries) VALUES (?)", (digest,)).lastrowid or 0
        self._connection.execute("DELETE FROM looks WHERE number < ?", (number,))
        self._connection.executemany(
            "INSERT INTO known VALUES (?1, ?2, ?3, ?3) ON CONFLICT (digest) DO UPDATE"
            " SET fingerprint = excluded.fingerprint, changed = excluded.changed"
            " WHERE fingerprint <> excluded.fingerprint",
            ((bytes.fromhex(key), bytes.fromhex(value), number) for key, value in generation.entries().items()),
        )
        return number

    def of(self, digest: str) -> Entered:
        """Return what is known of a document; NEVER if it was in no index that was looked at."""
        sql = "SELECT since, changed FROM known WHERE digest = ?"
        row = self._connection.execute(sql, (bytes.fromhex(digest),)).fetchone()
        return Entered(*row) if row else NEVER

    def changed_since(self, look: int) -> set[str]:
        """Return the documents of which the entry is new, or another one, since a look."""
        rows = self._connection.execute("SELECT digest FROM known WHERE changed > ?", (look,))
        return {row[0].hex() for row in rows}

    def holding(self, digests: Iterable[str]) -> set[str]:
        """Return those of these documents that are known."""
        return {digest for digest in digests if self.of(digest) != NEVER}

    def forget(self, digests: Iterable[str]) -> None:
        """Drop documents."""
        self._connection.executemany("DELETE FROM known WHERE digest = ?", [(bytes.fromhex(one),) for one in digests])
