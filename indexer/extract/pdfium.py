"""PDF text by pdfium, for the files in which pdfplumber finds no page. pdfplumber brings it along."""

from collections.abc import Iterator

import pypdfium2

_HYPHENS = str.maketrans({"\x02": "-\n", "\ufffe": "-\n", "\r": None})
"""pdfium takes the line end out of a parted word and leaves a mark there. As pdfplumber leaves the word
parted, so do we: one place, the index, joins both."""


def pdfium_pages(body: bytes) -> Iterator[str]:
    """Yield the text of each page, nothing if pdfium cannot open the file either.

    A hostile file can abort the process from here: only ever in a child.
    """
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError:
        return
    try:
        for number in range(len(document)):
            yield _text(document, number)
    finally:
        document.close()


def _text(document: pypdfium2.PdfDocument, number: int) -> str:
    try:
        page = document[number]
        text = page.get_textpage().get_text_bounded()
        page.close()
    except pypdfium2.PdfiumError:
        return ""
    return str(text).translate(_HYPHENS)
