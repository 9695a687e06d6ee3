"""Text of a PDF that lies under boxes, for whoever asks for it by name: nobody keeps it."""

from collections.abc import Iterator
from contextlib import closing

from indexer.errors import ExtractionError
from indexer.extract.base import Page
from indexer.extract.eyes import eyes_on
from indexer.extract.lean.budget import Unsure
from indexer.extract.lean.inner import bound_streams
from indexer.extract.lean.reader import tuned_page
from indexer.extract.pdf import opened
from indexer.extract.pdf_page import raise_if_out_of_memory, words
from indexer.extract.pdfium import Pdfium


class CoveredPdf:
    """Every page comes, most of them empty: its text is what lies under something, and nothing else."""

    name = "covered/1"
    media_types = frozenset({"application/pdf"})

    def pages(self, body: bytes) -> Iterator[Page]:
        """Yield the pages. Raises EncryptedDocument, ExtractionError."""
        bound_streams()
        with closing(Pdfium(body)) as peer, opened(body) as pdf:
            for number, page in enumerate(pdf.pages, 1):
                try:
                    yield Page(number, tuned_page(page, eyes_on(page, number, peer)).covered)
                except Unsure as exc:
                    yield Page(number, "", warning=f"this page was not looked at: {exc}")
                except ExtractionError:
                    raise
                except Exception as exc:  # noqa: BLE001 - pdfminer lets KeyError, TypeError and others through
                    raise_if_out_of_memory(exc)
                    yield Page(number, "", warning=f"this page cannot be read: {words(exc)}")
                finally:
                    page.close()
