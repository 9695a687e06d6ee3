"""PDF text, page by page, with pdfplumber. The text layer only: pages that are scans say that they wait for OCR."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page as PlumberPage
from pdfplumber.pdf import PDF

from indexer.errors import EncryptedDocument, ExtractionError
from indexer.extract.base import Page
from indexer.extract.pdfium import pdfium_pages
from indexer.extract.scans import Scans

NO_TEXT = "no text layer"
BY_PDFIUM = "read by pdfium: the file is damaged, pdfplumber found no page in it"

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # a damaged font is worth a hundred lines to it

_X_TOLERANCE_RATIO = 0.15
"""A gap of this share of the letter's size is a space. The default, 3 points whatever the size, ran words
together on one page of eleven; this halved it."""


class PdfExtractor:
    """A page is a page; pages count from 1, as PDF readers count them."""

    name = "pdf/2"
    media_types = frozenset({"application/pdf"})

    def pages(self, body: bytes) -> Iterator[Page]:
        """Yield every page; one that cannot be read comes empty, with a warning, and the rest follow.

        Where pdfplumber finds no page, which in damaged files it does without a word, pdfium is asked.
        """
        found = False
        try:
            for page in _pages(body):
                found = True
                yield page
        except EncryptedDocument:
            raise
        except ExtractionError:
            if found:
                raise
            yield from (second := _second_opinion(body))
            if not second:
                raise


def _pages(body: bytes) -> Iterator[Page]:
    """Pages by pdfplumber. Those that fail are held back until one is good: if none is, the file is at fault."""
    held: list[Page] = []
    good = False
    with _opened(body) as pages, Scans(body) as scans:
        for number, page in enumerate(pages, 1):
            read, failed = _read(number, page)
            held.append(scans.judged(read, page.page_obj.resources))
            good = good or not failed
            if good:
                yield from held
                held.clear()
    if not good:
        raise ExtractionError(f"none of its {len(held)} pages can be read: {held[0].warning}")


def _second_opinion(body: bytes) -> tuple[Page, ...]:
    texts = enumerate(pdfium_pages(body), 1)
    pages = (Page(n, text, warning=BY_PDFIUM if text.strip() else NO_TEXT) for n, text in texts)
    with Scans(body) as scans:
        return tuple(scans.judged(page, None) for page in pages)


@contextmanager
def _opened(body: bytes) -> Iterator[list[PlumberPage]]:
    """The pages of a PDF. Finding none is an error: a damaged page tree looks so, 2 files of 100 had one."""
    pdf: PDF | None = None
    try:
        try:
            pdf = pdfplumber.open(BytesIO(body))
            pages = pdf.pages
        except Exception as exc:
            raise _reason(exc) from exc
        if not pages:
            raise ExtractionError("no page can be found in it: it is damaged; try to get it again")
        yield pages
    finally:
        if pdf is not None:
            pdf.close()


def _read(number: int, page: PlumberPage) -> tuple[Page, bool]:
    """One page, and whether it failed."""
    try:
        text = page.extract_text(x_tolerance_ratio=_X_TOLERANCE_RATIO)
    except Exception as exc:  # noqa: BLE001 - pdfminer lets KeyError, TypeError, struct.error and others through
        _raise_if_out_of_memory(exc)
        return Page(number, "", warning=f"this page cannot be read: {_words(exc)}"), True
    finally:
        page.close()  # drops its layout: 380 dense pages took 1.1 GB without this, 40 MB with
    return Page(number, text, warning="" if text.strip() else NO_TEXT), False


def _reason(exc: Exception) -> Exception:
    """What an error on opening means; pdfplumber wraps all that pdfminer raises in one class."""
    _raise_if_out_of_memory(exc)
    cause = _cause(exc)
    if isinstance(cause, PDFPasswordIncorrect):
        return EncryptedDocument("needs a password; save a copy without one and add that")
    return ExtractionError(f"not a readable PDF; try to get it again ({_words(exc)})")


def _cause(exc: Exception) -> object:
    return exc.args[0] if exc.args and isinstance(exc.args[0], BaseException) else exc


def _raise_if_out_of_memory(exc: Exception) -> None:
    """pdfplumber wraps MemoryError too; taken for a damaged page, it came back on each of the next 400."""
    if MemoryError in (type(exc), type(_cause(exc))):
        raise MemoryError from exc


def _words(exc: Exception) -> str:
    cause = _cause(exc)
    text = str(cause).strip()
    return f"{type(cause).__name__}: {text}" if text else type(cause).__name__
