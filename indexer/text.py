"""The extracted text: derived from the archive, kept page by page, by digest and extractor version."""

import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from indexer.errors import IndexerError
from indexer.extract.base import Extraction, Page
from indexer.members import TABLE, Inside, Members, insides
from indexer.ocr.results import STEP, OcrResults
from indexer.stored import HIDDEN_PAGES, ONE, WHOLE_PAGE, WHOLE_PAGES, WITHHELD_PAGE, packed_beside, whole_page_of

_TABLES = """
    CREATE TABLE extractions (
        digest TEXT NOT NULL,
        extractor TEXT NOT NULL,
        pages INTEGER NOT NULL,
        reason TEXT NOT NULL,
        made TEXT NOT NULL,
        PRIMARY KEY (digest, extractor)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE pages (
        digest TEXT NOT NULL,
        extractor TEXT NOT NULL,
        number INTEGER NOT NULL,
        label TEXT NOT NULL,
        how TEXT NOT NULL,
        confidence REAL,
        warning TEXT NOT NULL,
        text BLOB NOT NULL,
        PRIMARY KEY (digest, extractor, number)
    ) STRICT;
"""
_LAID_OUT = """
    ALTER TABLE pages ADD COLUMN gaps BLOB;
    ALTER TABLE pages ADD COLUMN hidden BLOB;
    CREATE INDEX pages_hidden ON pages (digest, extractor, number) WHERE hidden IS NOT NULL;
    CREATE INDEX pages_withheld ON pages (digest, extractor, number) WHERE instr(warning, 'under boxes withheld') > 0;
"""
_STEPS = (_TABLES, TABLE, STEP, _LAID_OUT)
"""What makes each layout from the one before. A step that has shipped is never edited."""
LAYOUT = len(_STEPS)


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one document: how many pages were read and by what; `reason` says why not all, "" if all."""

    digest: str
    extractor: str
    pages: int
    reason: str


class TextStore:
    """A store in one SQLite file. It can be deleted at any time: `foi index` makes it again.

    `ocr` has what was read of pages that are pictures; pages come back with that text in place of their own.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        try:
            self._connection = _opened(path)
        except sqlite3.Error as error:
            raise IndexerError(f"{path} cannot be used ({error}); delete it and run `foi index`") from error
        self.members = Members(self._connection)
        self.ocr = OcrResults(self._connection, path)

    @property
    def folder(self) -> Path:
        """The folder it is in, which is the indexer's own."""
        return self._path.parent

    def put(self, digest: str, extraction: Extraction) -> None:
        """Keep what was read of a document and of the files in it; it replaces what the same extractor read before.

        A file that was read whole before, in another document or by itself, stays as it is.
        """
        with self._change():
            self._keep(
                Made(digest, extraction.extractor, len(extraction.pages), extraction.incomplete), extraction.pages
            )
            self.members.replace(digest, insides(digest, extraction.members))
            whole = {
                (made.digest, made.extractor)
                for m in extraction.members
                for made in self.made(m.digest)
                if not made.reason
            }
            for member in extraction.members:
                if member.known or member.digest in ("", digest):
                    continue
                if (member.digest, member.extractor) not in whole:
                    self._keep(Made(member.digest, member.extractor, len(member.pages), member.reason), member.pages)

    def take(self, digest: str, extractor: str, reason: str, pages: Iterable[Page]) -> int:
        """Keep text that was read elsewhere, page by page as it comes; return how many pages came."""
        come = 0

        def counted() -> Iterator[Page]:
            nonlocal come
            for come, page in enumerate(pages, 1):  # noqa: B007 - the last one counts
                yield page

        with self._change():
            self._replace((digest, extractor), counted())
            self._note(Made(digest, extractor, come, reason))
        return come

    def place(self, parent: str, found: Sequence[Inside]) -> None:
        """Say what is in a document whose text came from elsewhere."""
        with self._change():
            self.members.replace(parent, found)

    def fail(self, digest: str, extractor: str, reason: str) -> None:
        """Keep why nothing of a document could be read."""
        with self._change():
            self._keep(Made(digest, extractor, 0, reason), ())
            self.members.replace(digest, ())

    def _keep(self, made: Made, pages: Sequence[Page]) -> None:
        self._replace((made.digest, made.extractor), pages)
        self._note(made)

    def _replace(self, key: tuple[str, str], pages: Iterable[Page]) -> None:
        rows = (
            (*key, p.number, p.label, p.how, p.confidence, p.warning, _packed(p.text), *packed_beside(p)) for p in pages
        )
        self._connection.execute("DELETE FROM pages WHERE digest = ? AND extractor = ?", key)
        self._connection.executemany("INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def _note(self, made: Made) -> None:
        row = (made.digest, made.extractor, made.pages, made.reason, datetime.now(UTC).isoformat(timespec="seconds"))
        self._connection.execute("INSERT OR REPLACE INTO extractions VALUES (?, ?, ?, ?, ?)", row)

    @contextmanager
    def _change(self) -> Iterator[None]:
        try:
            with self.transaction():
                yield
        except sqlite3.Error as error:
            raise IndexerError(
                f"{self._path} cannot be written: {error}; make room and run `foi index` again"
            ) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of what is kept inside, or nothing; a transaction inside another is part of it."""
        if self._connection.in_transaction:
            yield
            return
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:  # a full disk rolls back by itself
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def unchanging(self) -> Iterator[None]:
        """What is asked inside is answered as of one moment, whatever others write meanwhile."""
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

    def made(self, digest: str | None = None) -> Iterator[Made]:
        """Yield what became of every document, or of one: a row for each extractor version that was tried."""
        one = "WHERE digest = ?" if digest is not None else ""  # with an OR in it, SQLite went through all for each
        sql = f"SELECT digest, extractor, pages, reason FROM extractions {one} ORDER BY made"  # noqa: S608 - ours
        for row in self._connection.execute(sql, (digest,) if one else ()):
            yield Made(*row)

    def beginning(self, prefix: str) -> list[str]:
        """Return the digests that begin so, of documents that somebody tried to read."""
        sql = "SELECT DISTINCT digest FROM extractions WHERE digest >= ?1 AND digest < ?1 || 'g' ORDER BY digest"
        return [row[0] for row in self._connection.execute(sql, (prefix,))]

    def readings(self) -> Mapping[str, list[Made]]:
        """Return all of `made` by document; a document nobody tried to read has an empty list."""
        by_digest: defaultdict[str, list[Made]] = defaultdict(list)
        for made in self.made():
            by_digest[made.digest].append(made)
        return by_digest

    def pages(self, digest: str, extractor: str) -> Iterator[Page]:
        """Yield the pages an extractor read of a document, in order."""
        for row in self._connection.execute(f"{WHOLE_PAGES} ORDER BY number", (digest, extractor)):
            yield whole_page_of(row)

    def page(self, digest: str, extractor: str, number: int) -> Page | None:
        """Return one page, None if there is no such page."""
        row = self._connection.execute(WHOLE_PAGE, (digest, extractor, number)).fetchone()
        return whole_page_of(row) if row else None

    def hidden(self, digest: str = "") -> Iterator[tuple[str, Page]]:
        """Yield the pages that have hidden text, of all documents or of one, each with its document's digest."""
        for row in self._connection.execute(HIDDEN_PAGES + (ONE if digest else ""), (digest,) if digest else ()):
            yield row[0], whole_page_of(row[1:])

    def hiding(self) -> tuple[int, int]:
        """Return how many documents have hidden text, and how many words under boxes that were withheld."""
        counted = "SELECT count(DISTINCT digest) FROM pages"
        hidden = self._connection.execute(f"{counted} WHERE hidden IS NOT NULL").fetchone()[0]
        withheld = self._connection.execute(f"{counted} WHERE {WITHHELD_PAGE}").fetchone()[0]
        return hidden, withheld

    def forget(self, made: Made) -> None:
        """Drop what an older extractor read. Only when no index in force names it any more."""
        for table in ("pages", "extractions"):
            self._connection.execute(
                f"DELETE FROM {table} WHERE digest = ? AND extractor = ?",  # noqa: S608 - the two names above
                (made.digest, made.extractor),
            )

    def erase(self, digests: Iterable[str], known: Container[str]) -> bool:
        """Drop all of these documents, and what is neither known nor in a known one, without a trace in the file.

        False if another process still reads what was there: run it again later.
        """
        gone = set(digests)
        with self._change():
            for digest in gone:
                self._connection.execute("DELETE FROM members WHERE parent = ?1 OR digest = ?1", (digest,))
            lost = {inside.parent for inside in self.members.all() if inside.parent not in known}
            self._connection.executemany("DELETE FROM members WHERE parent = ?", [(parent,) for parent in lost])
            within = self.members.by_digest()
            rows = self._connection.execute("SELECT digest FROM extractions UNION SELECT digest FROM ocr").fetchall()
            gone.update(row[0] for row in rows if row[0] not in known and row[0] not in within)
            for digest in gone:
                for table in ("pages", "extractions", "ocr"):
                    self._connection.execute(f"DELETE FROM {table} WHERE digest = ?", (digest,))  # noqa: S608 - ours
        try:
            self._connection.execute("VACUUM")
            return not self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except sqlite3.Error as error:
            raise IndexerError(f"{self._path} cannot be written anew: {error}; make room and try again") from error

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA busy_timeout = 30000")
        connection.execute("PRAGMA journal_mode = WAL")
        _lay_out(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _lay_out(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the tables to today's layout. Raises IndexerError if they are of a later one."""
    layout = connection.execute("PRAGMA user_version").fetchone()[0]
    if layout > LAYOUT:
        raise IndexerError(f"{path} was made by another version of foi-index; delete it and run `foi index`")
    if layout < LAYOUT:
        steps = " ".join(_STEPS[layout:])
        connection.executescript(f"BEGIN IMMEDIATE; {steps} PRAGMA user_version = {LAYOUT}; COMMIT;")


def _packed(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "surrogatepass"))
