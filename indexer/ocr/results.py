"""What OCR made of each page: kept beside the text, page by page, whichever extractor reads the rest of the file.

A page read by OCR costs a hundred times one with a text layer: a new version of an extractor must not cost it again.
"""

import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from indexer.errors import IndexerError
from indexer.extract.base import OCR_LAYER, SCAN

STEP = """
    CREATE TABLE ocr (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        digest TEXT NOT NULL,
        number INTEGER NOT NULL,
        maker TEXT NOT NULL,
        used INTEGER NOT NULL,
        confidence REAL NOT NULL,
        reason TEXT NOT NULL,
        made TEXT NOT NULL,
        text BLOB NOT NULL,
        UNIQUE (digest, number)
    ) STRICT;
    CREATE INDEX scans ON pages (digest, extractor, number) WHERE how = 'scan';
    CREATE INDEX ocr_layers ON pages (digest, extractor, number) WHERE how = 'ocr-layer';
"""
"""What the text store's layout with OCR has more than the one before."""

_LISTED = "SELECT digest, extractor, number FROM pages WHERE how = '{}' ORDER BY digest, extractor, number"


@dataclass(frozen=True, slots=True)
class Result:
    """One page by OCR. `used` if its text stands for the page's; `reason` says why it could not be read, else ""."""

    digest: str
    number: int
    maker: str
    text: str = ""
    confidence: float = 0.0
    used: bool = True
    reason: str = ""


class OcrResults:
    """The table of them, in the text store's file."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def put(self, result: Result) -> None:
        """Keep what became of a page, in place of what was there. On the disk when this returns."""
        try:
            self._connection.execute(
                "INSERT OR REPLACE INTO ocr (digest, number, maker, used, confidence, reason, made, text)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    result.digest,
                    result.number,
                    result.maker,
                    result.used,
                    result.confidence,
                    result.reason,
                    datetime.now(UTC).isoformat(timespec="seconds"),
                    zlib.compress(result.text.encode("utf-8", "surrogatepass")),
                ),
            )
        except sqlite3.Error as error:
            raise IndexerError(
                f"{self._path} cannot be written: {error}; make room and run `foi index` again"
            ) from error

    def makers(self) -> Mapping[tuple[str, int], tuple[str, str]]:
        """Return who tried each page, and why it could not be read ("" if it could), by digest and number."""
        rows = self._connection.execute("SELECT digest, number, maker, reason FROM ocr")
        return {(digest, number): (maker, reason) for digest, number, maker, reason in rows}

    def scans(self) -> Iterator[tuple[str, str, int]]:
        """Yield digest, extractor and number of every page that is a picture, read by OCR or not."""
        yield from self._connection.execute(_LISTED.format(SCAN)).fetchall()

    def layers(self) -> Iterator[tuple[str, str, int]]:
        """Yield digest, extractor and number of every page with somebody's OCR under a picture."""
        yield from self._connection.execute(_LISTED.format(OCR_LAYER)).fetchall()

    def own(self, digest: str, extractor: str, number: int) -> str:
        """Return what a page says as text itself, "" if there is no such page."""
        sql = "SELECT text FROM pages WHERE digest = ? AND extractor = ? AND number = ?"
        row = self._connection.execute(sql, (digest, extractor, number)).fetchone()
        return zlib.decompress(row[0]).decode("utf-8", "surrogatepass") if row else ""

    def failures(self) -> Iterator[tuple[str, int, str]]:
        """Yield digest, number and reason of every page that OCR could not read."""
        sql = "SELECT digest, number, reason FROM ocr WHERE reason <> '' ORDER BY digest, number"
        yield from self._connection.execute(sql).fetchall()

    def states(self) -> Mapping[str, str]:
        """Return, for each document with pages tried, a text that differs whenever one of them was tried again."""
        rows = self._connection.execute("SELECT digest, COUNT(*), MAX(id) FROM ocr GROUP BY digest")
        return {digest: f"{count}:{last}" for digest, count, last in rows}
