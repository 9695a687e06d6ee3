"""PDF text by pdfium, the second opinion on what pdfplumber reads. pdfplumber brings it along."""

from contextlib import suppress
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
        self._number = 0
        self._page: Any = None
        self._words: Any = None
        with suppress(pypdfium2.PdfiumError):
            self._document = pypdfium2.PdfDocument(body)

    def __len__(self) -> int:
        return 0 if self._document is None else len(self._document)

    def page(self, number: int) -> Any:
        """A page, counted from 1. Raises PdfiumError if it cannot be read.

        It is kept until another is asked for: whoever counts its letters goes on to read them, and then to see them.
        """
        if self._page is None or self._number != number:
            self.forget()
            self._page, self._number = self._document[number - 1], number
        return self._page

    def words(self, number: int) -> Any:
        """The text of a page, with its places; kept with the page. Raises PdfiumError if it cannot be read."""
        page = self.page(number)
        if self._words is None:
            self._words = page.get_textpage()
        return self._words

    def forget(self) -> None:
        """Let go of the page that is kept, as it must be by whoever changed it."""
        for kept in (self._words, self._page):
            if kept is not None:
                kept.close()
        self._words = self._page = None

    def text(self, number: int) -> str:
        """The text of a page; "" if there is none or it cannot be read."""
        with suppress(pypdfium2.PdfiumError):
            if number <= len(self):
                return str(self.words(number).get_text_bounded()).translate(_HYPHENS)
        return ""

    def characters(self, number: int) -> int:
        """How many characters a page has, blanks and line ends included; half the cost of the text."""
        with suppress(pypdfium2.PdfiumError):
            if number <= len(self):
                return int(self.words(number).count_chars())
        return 0

    def has(self, number: int) -> bool:
        """Whether there is such a page. A damaged or hostile file may count pages that are nowhere."""
        with suppress(pypdfium2.PdfiumError):
            if number <= len(self):
                self.page(number)
                return True
        return False

    def close(self) -> None:
        """Let go of the document."""
        self.forget()
        if self._document is not None:
            self._document.close()
