"""The tables of a PDF that have lines around their cells, by pdfplumber's table finder. Runs in a child only.

Tables without lines are not guessed at: by the gaps between words, pages of prose are full of tables.
"""

import logging
from collections.abc import Iterator
from io import BytesIO

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page as PlumberPage
from pdfplumber.pdf import PDF

from indexer.errors import EncryptedDocument, ExtractionError
from indexer.extract.base import SCAN, Page
from indexer.tables.records import PageTables, pack
from indexer.tables.ruled import page_tables

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # a damaged font is worth a hundred lines to it

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
        pdf = _opened(body)
        pages = pdf.pages
        yield Page(1, str(len(pages)))
        wanted = pages[self._first - 1 : self._last or len(pages)]
        for number, page in enumerate(wanted, 2):
            yield _read(number, page)


def _opened(body: bytes) -> PDF:
    try:
        pdf = pdfplumber.open(BytesIO(body))
        pages = pdf.pages
    except Exception as exc:
        raise _reason(exc) from exc
    if not pages:
        raise ExtractionError("no page can be found in it: it is damaged; try to get it again")
    return pdf


def _read(number: int, page: PlumberPage) -> Page:
    """One page's tables. One that fails comes with a warning, and the rest follow."""
    try:
        text = pack(page_tables(page))
        scan = len(page.chars) < _FEW and bool(page.images)
    except Exception as exc:  # noqa: BLE001 - pdfminer lets KeyError, TypeError, struct.error and others through
        _raise_if_out_of_memory(exc)
        return Page(number, pack(PageTables(number)), warning=f"this page cannot be read: {_words(exc)}")
    finally:
        page.close()  # drops its layout
    return Page(number, text, how=SCAN) if scan else Page(number, text)


def _reason(exc: Exception) -> Exception:
    _raise_if_out_of_memory(exc)
    if isinstance(_cause(exc), PDFPasswordIncorrect):
        return EncryptedDocument("needs a password; save a copy without one and add that")
    return ExtractionError(f"not a readable PDF: {_words(exc)}")


def _cause(exc: Exception) -> object:
    """What pdfplumber wrapped: it has one class for all that pdfminer raises."""
    return exc.args[0] if exc.args and isinstance(exc.args[0], BaseException) else exc


def _raise_if_out_of_memory(exc: Exception) -> None:
    if MemoryError in (type(exc), type(_cause(exc))):
        raise MemoryError from exc


def _words(exc: Exception) -> str:
    cause = _cause(exc)
    text = str(cause).strip()
    if isinstance(cause, ExtractionError):
        return text
    return f"{type(cause).__name__}: {text}" if text else type(cause).__name__
