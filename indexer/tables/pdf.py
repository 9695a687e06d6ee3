"""The tables of a PDF that have lines around their cells, by pdfplumber's table finder. Runs in a child only.

Tables without lines are not guessed at: by the gaps between words, pages of prose are full of tables.
"""

from collections.abc import Iterator

from pdfplumber.page import Page as PlumberPage

from indexer.extract.base import SCAN, Page
from indexer.extract.pdf import opened
from indexer.extract.pdf_page import raise_if_out_of_memory, words
from indexer.tables.records import PageTables, pack
from indexer.tables.ruled import page_tables

_FEW = 20
"""Characters below which a page with a picture is a scan, as where its text is read."""


class PdfTables:
    """The first page sent is the number of pages; then one comes for each page looked at."""

    name = "pdf-tables/1"
    media_types = frozenset({"application/pdf"})

    def __init__(self, options: str) -> None:
        self._first, self._last = map(int, options.split())

    def pages(self, body: bytes) -> Iterator[Page]:
        """Yield the pages. Raises EncryptedDocument, ExtractionError."""
        with opened(body) as pdf:
            pages = pdf.pages
            yield Page(1, str(len(pages)))
            wanted = pages[self._first - 1 : self._last or len(pages)]
            for number, page in enumerate(wanted, 2):
                yield _read(number, page)


def _read(number: int, page: PlumberPage) -> Page:
    """One page's tables. One that fails comes with a warning, and the rest follow."""
    try:
        text = pack(page_tables(page))
        scan = len(page.chars) < _FEW and bool(page.images)
    except Exception as exc:  # noqa: BLE001 - pdfminer lets KeyError, TypeError, struct.error and others through
        raise_if_out_of_memory(exc)
        return Page(number, pack(PageTables(number)), warning=f"this page cannot be read: {words(exc)}")
    finally:
        page.close()  # drops its layout
    return Page(number, text, how=SCAN) if scan else Page(number, text)
