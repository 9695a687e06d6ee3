"""The facts of every document, derived from its text: one SQLite file that can be deleted at any time."""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from indexer.errors import IndexerError
from indexer.facts.forms import to_fact
from indexer.facts.records import Fact

_TABLES = """
    CREATE TABLE IF NOT EXISTS documents (
        digest TEXT PRIMARY KEY,
        made_of TEXT NOT NULL,
        version TEXT NOT NULL,
        reason TEXT NOT NULL,
        facts BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
"""


_FACTS = "SELECT facts FROM documents WHERE digest = ?"


class Kept(NamedTuple):
    """What a document's facts were made of, and by which version of their makers."""

    made_of: str
    version: str


class FactStore:
    """The facts of each document as one piece. Whoever keeps more about documents has tables beside, by `connection`.

    Only who holds the index's lock writes.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.connection = sqlite3.connect(path, isolation_level=None, timeout=30)
            self.connection.execute("PRAGMA journal_mode = WAL")
            self.connection.executescript(_TABLES)
        except (sqlite3.Error, OSError) as error:
            raise IndexerError(f"{path} cannot be used ({error}); delete it and run `foi index`") from error

    def kept(self) -> Mapping[str, Kept]:
        """Return what each document's facts are of, by digest."""
        rows = self.connection.execute("SELECT digest, made_of, version FROM documents")
        return {digest: Kept(made_of, version) for digest, made_of, version in rows}

    def put(self, digest: str, kept: Kept, packed: bytes, reason: str = "") -> None:
        """Keep a document's facts, as `pack` makes them of their forms; `reason` says why there are none, if so."""
        row = (digest, *kept, reason, packed)
        self.connection.execute("INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?)", row)

    def of(self, digest: str) -> tuple[Fact, ...]:
        """Return the facts of a document, in the order of their makers; () if there are none or it is not known."""
        row = self.connection.execute(_FACTS, (digest,)).fetchone()
        return unpack(row[0]) if row else ()

    def count(self) -> int:
        """Return of how many documents there are facts."""
        return int(self.connection.execute("SELECT COUNT(*) FROM documents WHERE facts <> x''").fetchone()[0])

    def failures(self) -> Iterator[tuple[str, str]]:
        """Yield the documents of which no facts could be made, and why."""
        sql = "SELECT digest, reason FROM documents WHERE reason <> '' ORDER BY digest"
        yield from self.connection.execute(sql)

    def drop(self, digests: Iterable[str]) -> None:
        """Drop documents."""
        self.connection.executemany("DELETE FROM documents WHERE digest = ?", ((digest,) for digest in digests))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of what is kept inside, or nothing. Raises IndexerError if it cannot be written."""
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            yield
            self.connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise IndexerError(
                f"{self._path} cannot be written: {error}; make room and run `foi index` again"
            ) from error
        finally:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")

    def erase(self, digests: Iterable[str]) -> None:
        """Drop documents without a trace in the file. Raises IndexerError."""
        with self.transaction():
            self.drop(digests)
        try:
            self.connection.execute("VACUUM")
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            raise IndexerError(f"{self._path} cannot be written anew: {error}; make room and try again") from error

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def pack(forms: list[dict[str, object]]) -> bytes:
    """Return forms of facts as they are kept."""
    return zlib.compress(json.dumps(forms, separators=(",", ":")).encode()) if forms else b""


def unpack(packed: bytes) -> tuple[Fact, ...]:
    """Do the reverse."""
    return tuple(map(to_fact, json.loads(zlib.decompress(packed)))) if packed else ()


@contextmanager
def existing(path: Path) -> Iterator[FactStore | None]:
    """Open the facts as they are at this moment, whatever others write meanwhile; None if there are none yet."""
    if not path.exists():
        yield None
        return
    with FactStore(path) as store:
        store.connection.execute("BEGIN")
        try:
            yield store
        finally:
            store.connection.execute("ROLLBACK")


class StoredFacts:
    """The facts, for who only reads: nothing is written, and where there are none yet every document has none."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, timeout=30) if path.exists() else None

    def of(self, digest: str) -> tuple[Fact, ...]:
        """Return the facts of a document, in the order of their makers. Raises IndexerError if they cannot be read."""
        if self._connection is None:
            return ()
        try:
            row = self._connection.execute(_FACTS, (digest,)).fetchone()
        except sqlite3.Error as error:
            raise IndexerError(
                f"the facts cannot be read ({error}); delete the folder facts and run `foi index`"
            ) from error
        return unpack(row[0]) if row else ()

    def close(self) -> None:
        """Let go of the file."""
        if self._connection:
            self._connection.close()


def facts_of(path: Path, digests: Iterable[str]) -> Mapping[str, tuple[Fact, ...]]:
    """Return the facts of some documents, of those that have any. Raises IndexerError if they cannot be read."""
    with closing(StoredFacts(path)) as stored:
        return {digest: found for digest in digests if (found := stored.of(digest))}
