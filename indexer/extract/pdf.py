"""PDF text, page by page. The text layer only: pages that are scans say that they wait for OCR.

pdfplumber opens the file and lists its pages, `pdf_page` has each of them read, and pdfium gives a second opinion.
"""

import gc
import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import BytesIO
from itertools import islice

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.pdf import PDF

from indexer.errors import EncryptedDocument, ExtractionError
from indexer.extract.base import Page
from indexer.extract.glimpse import as_seen
from indexer.extract.lean.budget import OverBudget
from indexer.extract.lean.inflate import damaged_streams
from indexer.extract.lean.inner import bound_streams
from indexer.extract.pdf_page import NO_TEXT, STOCK, TUNED, Rules, cause, raise_if_out_of_memory, read_page, words
from indexer.extract.pdfium import Pdfium
from indexer.extract.scans import marked

__all__ = ["NO_TEXT", "PdfExtractor", "StockPdfExtractor"]

BY_PDFIUM = "read by pdfium: the file is damaged, pdfplumber found {found} of its {pages} pages"

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # a damaged font is worth a hundred lines to it

_PAGES_UNCOLLECTED = 50
"""Pages after which garbage is collected. Left to itself the collector looked through the many and short-lived
objects of every page, for nothing: it took a sixth of all the time."""

_MOST_PAGES = 20_000
"""Pages above which pdfium's count is not believed: one page can be listed a million times in a small file."""


class PdfExtractor:
    """A page is a page; pages count from 1, as PDF readers count them."""

    name = "pdf/3"
    media_types = frozenset({"application/pdf"})
    rules = TUNED

    def pages(self, body: bytes) -> Iterator[Page]:
        """Yield every page; one that cannot be read comes empty, with a warning, and the rest follow.

        Where pdfplumber finds too few pages or letters, which in damaged files it does without a word, pdfium is asked.
        """
        return self.pages_from(body, 0)

    def pages_from(self, body: bytes, start: int) -> Iterator[Page]:
        """Yield the pages from number `start` on, after one before it ended the process; 0: all."""
        bound_streams()
        with closing(Pdfium(body)) as peer, _collecting_seldom():
            found = False
            try:
                for page in _pages(body, self.rules, peer, start):
                    found = True
                    yield page
            except (EncryptedDocument, _TooCostly):
                raise
            except _TooFew as few:
                yield from _by_pdfium(peer, few.found, start)
            except ExtractionError:
                if found or not len(peer):
                    raise
                yield from _by_pdfium(peer, 0, start)


class StockPdfExtractor(PdfExtractor):
    """For whoever wants the text exactly as pdfplumber gives it: put it in the place of the other in the registry."""

    name = "pdf-stock/3"
    rules = STOCK


class _TooCostly(ExtractionError):
    """A file that pdfium, which has no budget, had better not see."""


class _TooFew(Exception):
    """Fewer pages than pdfium sees."""

    def __init__(self, found: int) -> None:
        super().__init__()
        self.found = found


def _pages(body: bytes, rules: Rules, peer: Pdfium, start: int) -> Iterator[Page]:
    """Pages by pdfplumber. Those that fail are held back until one is good: if none is, the file is at fault."""
    held: list[Page] = []
    good = start > 0
    damaged = damaged_streams()
    with opened(body) as pdf:
        if len(pdf.pages) < len(peer) <= _MOST_PAGES and peer.has(len(peer)):
            raise _TooFew(len(pdf.pages))
        repaired = any(type(table).__name__ == "PDFXRefFallback" for table in pdf.doc.xrefs)
        for number, page in islice(enumerate(pdf.pages, 1), max(0, start - 1), None):
            doubtful = repaired or damaged_streams() > damaged
            read, failed = read_page(number, page, rules, peer, doubtful=doubtful)
            if number % _PAGES_UNCOLLECTED == 0:
                gc.collect(0)
            held.append(read)
            good = good or not failed
            if good:
                yield from held
                held.clear()
    if not good:
        raise _TooCostly(f"none of its {len(held)} pages can be read: {held[0].warning}")


def _by_pdfium(peer: Pdfium, found: int, start: int) -> Iterator[Page]:
    warning = BY_PDFIUM.format(found=found or "none", pages=len(peer))
    for number in range(max(1, start), len(peer) + 1):
        text = peer.text(number)
        read = Page(number, text, warning=warning if text.strip() else NO_TEXT)
        yield marked(as_seen(read, peer), None, peer)


@contextmanager
def opened(body: bytes) -> Iterator[PDF]:
    """A PDF that has pages. Finding none is an error: a damaged page tree looks so, 2 files of 100 had one."""
    pdf: PDF | None = None
    try:
        try:
            pdf = pdfplumber.open(BytesIO(body))
            pages = pdf.pages
        except Exception as exc:
            raise _reason(exc) from exc
        if not pages:
            raise ExtractionError("no page can be found in it: it is damaged; try to get it again")
        yield pdf
    finally:
        if pdf is not None:
            pdf.close()


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect(0)  # or what is left to the collector is looked through again and again
        if collects:
            gc.enable()


def _reason(exc: Exception) -> Exception:
    """What an error on opening means."""
    raise_if_out_of_memory(exc)
    found = cause(exc)
    if isinstance(found, PDFPasswordIncorrect):
        return EncryptedDocument("needs a password; save a copy without one and add that")
    if isinstance(found, OverBudget):
        return _TooCostly(f"not a readable PDF: {found}")
    return ExtractionError(f"not a readable PDF; try to get it again ({words(exc)})")
