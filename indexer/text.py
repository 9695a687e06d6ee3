"""The extracted text: derived from the archive, kept page by page, by digest and extractor version."""

import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from indexer.errors import IndexerError
from indexer.extract.base import Extraction, Page
from indexer.ocr.results import LAYOUT_2, OcrResults, overlaid

LAYOUT = 2
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
_PAGES = """
    SELECT number, p.text, label, how, p.confidence, warning, o.text, o.confidence, o.reason, o.used
    FROM pages p LEFT JOIN ocr o USING (digest, number) WHERE digest = ? AND extractor = ?
"""


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
        self._connection = sqlite3.connect(path, isolation_level=None)
        try:
            self._connection.execute("PRAGMA busy_timeout = 30000")
            self._connection.execute("PRAGMA journal_mode = WAL")
            layout = self._connection.execute("PRAGMA user_version").fetchone()[0]
            if layout in (0, 1):
                tables = f"{'' if layout else _TABLES} {LAYOUT_2}"
                self._connection.executescript(f"BEGIN IMMEDIATE; {tables} PRAGMA user_version = {LAYOUT}; COMMIT;")
            elif layout != LAYOUT:
                raise IndexerError(f"{path} was made by another version of foi-index; delete it and run `foi index`")
        except sqlite3.DatabaseError as error:
            self._connection.close()
            raise IndexerError(f"{path} cannot be used ({error}); delete it and run `foi index`") from error
        self.ocr = OcrResults(self._connection, path)

    def put(self, digest: str, extraction: Extraction) -> None:
        """Keep what was read of a document; it replaces what the same extractor read before."""
        rows = [
            (
                digest,
                extraction.extractor,
                page.number,
                page.label,
                page.how,
                page.confidence,
                page.warning,
                _packed(page),
            )
            for page in extraction.pages
        ]
        self._write(Made(digest, extraction.extractor, len(rows), extraction.incomplete), rows)

    def fail(self, digest: str, extractor: str, reason: str) -> None:
        """Keep why nothing of a document could be read."""
        self._write(Made(digest, extractor, 0, reason), [])

    def _write(self, made: Made, rows: Sequence[tuple[object, ...]]) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        change = self._connection.execute
        try:
            change("BEGIN IMMEDIATE")
            change("DELETE FROM pages WHERE digest = ? AND extractor = ?", (made.digest, made.extractor))
            self._connection.executemany("INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
            change(
                "INSERT OR REPLACE INTO extractions VALUES (?, ?, ?, ?, ?)",
                (made.digest, made.extractor, made.pages, made.reason, now),
            )
            change("COMMIT")
        except sqlite3.Error as error:
            if self._connection.in_transaction:
                change("ROLLBACK")
            raise IndexerError(
                f"{self._path} cannot be written: {error}; make room and run `foi index` again"
            ) from error

    def made(self, digest: str | None = None) -> Iterator[Made]:
        """Yield what became of every document, or of one: a row for each extractor version that was tried."""
        sql = "SELECT digest, extractor, pages, reason FROM extractions WHERE ?1 IS NULL OR digest = ?1 ORDER BY made"
        for row in self._connection.execute(sql, (digest,)):
            yield Made(*row)

    def readings(self) -> Mapping[str, list[Made]]:
        """Return all of `made` by document; a document nobody tried to read has an empty list."""
        by_digest: defaultdict[str, list[Made]] = defaultdict(list)
        for made in self.made():
            by_digest[made.digest].append(made)
        return by_digest

    def pages(self, digest: str, extractor: str) -> Iterator[Page]:
        """Yield the pages an extractor read of a document, in order."""
        for row in self._connection.execute(f"{_PAGES} ORDER BY number", (digest, extractor)):
            yield _page(row)

    def page(self, digest: str, extractor: str, number: int) -> Page | None:
        """Return one page, None if there is no such page."""
        row = self._connection.execute(f"{_PAGES} AND number = ?", (digest, extractor, number)).fetchone()
        return _page(row) if row else None

    def forget(self, made: Made) -> None:
        """Drop what an older extractor read. Only when no index in force names it any more."""
        for table in ("pages", "extractions"):
            self._connection.execute(
                f"DELETE FROM {table} WHERE digest = ? AND extractor = ?",  # noqa: S608 - the two names above
                (made.digest, made.extractor),
            )

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _packed(page: Page) -> bytes:
    return zlib.compress(page.text.encode("utf-8", "surrogatepass"))


def _page(row: tuple[int, bytes, str, str, float | None, str, bytes | None, float | None, str | None, int]) -> Page:
    number, packed, label, how, confidence, warning, read, sure, reason, used = row
    text = zlib.decompress(packed).decode("utf-8", "surrogatepass")
    return overlaid(Page(number, text, label, how, confidence, warning), read, sure, reason, used)
