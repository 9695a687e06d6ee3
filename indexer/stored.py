"""Pages out of the text store, for who only reads: a search loads this, and nothing of what fills the store."""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from itertools import accumulate, pairwise
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from indexer.extract.pages import OCR, OCR_LAYER, SCAN, Hidden, Page
from indexer.places import Places
from indexer.record import changed

if TYPE_CHECKING:
    from indexer.facts.records import Fact
    from indexer.facts.store import StoredFacts
    from indexer.text import Made, TextStore

_PAGE = "number, p.text, label, how, p.confidence, warning, o.text, o.confidence, o.reason, o.used"
_OF_A_DOCUMENT = "FROM pages p LEFT JOIN ocr o USING (digest, number) WHERE digest = ? AND extractor = ?"
PAGES = f"SELECT {_PAGE} {_OF_A_DOCUMENT}"
PAGE = f"{PAGES} AND number = ?"
"""A page as a search shows it: gaps and hidden text lie after its text, in the file too, and are not read."""
WHOLE_PAGES = f"SELECT {_PAGE}, p.gaps, p.hidden {_OF_A_DOCUMENT}"
WHOLE_PAGE = f"{WHOLE_PAGES} AND number = ?"
_HIDING = "FROM pages p LEFT JOIN ocr o USING (digest, number) WHERE p.hidden IS NOT NULL"
HIDDEN_PAGES = f"SELECT p.digest, {_PAGE}, p.gaps, p.hidden {_HIDING}"
ONE = " AND p.digest = ?"
WITHHELD_PAGE = "instr(warning, 'under boxes withheld') > 0"
"""The very words of the index that finds such pages."""

Row = tuple[int, bytes, str, str, float | None, str, bytes | None, float | None, str | None, int]
WholeRow = tuple[
    int, bytes, str, str, float | None, str, bytes | None, float | None, str | None, int, bytes | None, bytes | None
]


class Texts(Protocol):
    """Whole texts, for whoever compares documents. `indexer.text.TextStore` says what each does."""

    def beginning(self, prefix: str) -> list[str]: ...

    def made(self, digest: str) -> "Iterable[Made]": ...

    def pages(self, digest: str, extractor: str) -> Iterable[Page]: ...

    def hidden(self, digest: str = "") -> "Iterable[tuple[str, Page]]": ...


class Pages(Protocol):
    """Where a search reads the pages it shows: of one collection, or of several."""

    def page(self, digest: str, extractor: str, number: int) -> Page | None:
        """Return one page, None if there is no such page."""
        ...

    def facts(self, digest: str) -> "Sequence[Fact]":
        """Return what a document says."""
        ...

    def texts(self) -> AbstractContextManager[Texts]:
        """Open the whole texts of the same documents."""
        ...


class StoredPages:
    """The pages in the text store's file. Raises IndexerError if it cannot be used."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = self._opened()
        self._facts: StoredFacts | None = None

    def page(self, digest: str, extractor: str, number: int) -> Page | None:
        """Return one page, None if there is no such page."""
        row = self._connection.execute(PAGE, (digest, extractor, number)).fetchone()
        return page_of(row) if row else None

    def facts(self, digest: str) -> "Sequence[Fact]":
        """Return what a document says, by the facts beside this text."""
        if self._facts is None:
            from indexer.facts.store import StoredFacts  # few questions ask for it

            self._facts = StoredFacts(Places(self.path.parent.parent).facts)
        return self._facts.of(digest)

    def texts(self) -> "TextStore":
        """Open the whole text store."""
        from indexer.text import TextStore

        return TextStore(self.path)

    def _opened(self) -> sqlite3.Connection:
        """Open the file; if it is missing, or of an older layout, the text store itself puts that right first."""
        if self.path.exists():
            connection = sqlite3.connect(self.path, isolation_level=None, timeout=30)
            try:
                connection.execute(PAGE, ("", "", 0))
            except sqlite3.Error:
                connection.close()
            else:
                return connection
        from indexer.text import TextStore

        TextStore(self.path).close()
        return sqlite3.connect(self.path, isolation_level=None, timeout=30)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
        if self._facts:
            self._facts.close()


def page_of(row: Row) -> Page:
    """Return a row of PAGES as a page."""
    number, packed, label, how, confidence, warning, read, sure, reason, used = row
    text = zlib.decompress(packed).decode("utf-8", "surrogatepass")
    return _overlaid(Page(number, text, label, how, confidence, warning), read, sure, reason, used)


def whole_page_of(row: WholeRow) -> Page:
    """Return a row of WHOLE_PAGES as a page. Where OCR read it, its gaps are not those of that text."""
    page = page_of(row[:10])
    gaps, hidden = row[10:]
    if gaps is None and hidden is None:
        return page
    return changed(page, gaps=() if page.how == OCR else _gaps(gaps), hidden=_hidden(hidden))


def packed_beside(page: Page) -> tuple[bytes | None, bytes | None]:
    """Return gaps and hidden text of a page as they are kept beside its text, None where there is none."""
    steps = (str(place - before) for before, place in pairwise((0, *page.gaps)))
    pieces = [[one.text, one.how] for one in page.hidden]
    return (
        zlib.compress(" ".join(steps).encode()) if page.gaps else None,
        zlib.compress(json.dumps(pieces).encode()) if pieces else None,
    )


def _gaps(packed: bytes | None) -> tuple[int, ...]:
    return tuple(accumulate(map(int, zlib.decompress(packed).split()))) if packed else ()


def _hidden(packed: bytes | None) -> tuple[Hidden, ...]:
    return tuple(Hidden(*piece) for piece in json.loads(zlib.decompress(packed))) if packed else ()


def _overlaid(page: Page, text: bytes | None, confidence: float | None, reason: str | None, used: int | None) -> Page:
    """Return a page as OCR made it, if it is a picture and OCR read it; if OCR failed, as it was and why."""
    if text is None or page.how not in (SCAN, OCR_LAYER):
        return page
    if not used:
        return changed(page, warning=reason or page.warning) if page.how == SCAN else page
    read = zlib.decompress(text).decode("utf-8", "surrogatepass")
    return changed(page, text=read, how=OCR, confidence=confidence, warning="" if read else "OCR found no words")
