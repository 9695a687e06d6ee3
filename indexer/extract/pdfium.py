"""PDF text by pdfium, the second opinion on what pdfplumber reads. pdfplumber brings it along."""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from typing import Any

import pypdfium2

_HYPHENS = str.maketrans({"\x02": "-\n", "\ufffe": "-\n", "\r": None})
"""pdfium takes the line end out of a parted word and leaves a mark there. As pdfplumber leaves the word
parted, so do we: one place, the index, joins both."""


class Pdfium:
    """A document as pdfium sees it; without pages if it cannot open it either. To be closed.

    A hostile file can abort the process from here: only ever in a child.
    """

    def __init__(self, body: bytes) -> None:
        self._document: Any = None
        with suppress(pypdfium2.PdfiumError):
            self._document = pypdfium2.PdfDocument(body)

    def __len__(self) -> int:
        return 0 if self._document is None else len(self._document)

    @contextmanager
    def page(self, number: int) -> Iterator[Any]:
        """A page, counted from 1, while the `with` lasts. Raises PdfiumError if it cannot be read."""
        with closing(self._document[number - 1]) as page:
            yield page

    def text(self, number: int) -> str:
        """The text of a page; "" if there is none or it cannot be read."""
        with suppress(pypdfium2.PdfiumError):
            if number <= len(self):
                with self.page(number) as page, closing(page.get_textpage()) as found:
                    return str(found.get_text_bounded()).translate(_HYPHENS)
        return ""

    def characters(self, number: int) -> int:
        """How many characters a page has, blanks and line ends included; half the cost of the text."""
        with suppress(pypdfium2.PdfiumError):
            if number <= len(self):
                with self.page(number) as page, closing(page.get_textpage()) as found:
                    return int(found.count_chars())
        return 0

    def has(self, number: int) -> bool:
        """Whether there is such a page. A damaged or hostile file may count pages that are nowhere."""
        with suppress(pypdfium2.PdfiumError):
            if number <= len(self):
                with self.page(number):
                    return True
        return False

    def close(self) -> None:
        """Let go of the document."""
        if self._document is not None:
            self._document.close()
