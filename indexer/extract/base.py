"""What an extractor is: bytes in, pages of text out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

TEXT_LAYER = "text-layer"
"""How a page's text was got: it was there as text."""
OCR = "ocr"
"""It was read from a picture of the page, here."""
OCR_LAYER = "ocr-layer"
"""It was there as text, under a picture of the page: somebody's OCR, as good or bad as the sender's."""
SCAN = "scan"
"""It was not got, or is no use: the page is a picture and waits for OCR."""


@dataclass(frozen=True, slots=True)
class Page:
    """The text of one page. `number` counts from 1.

    What a page is, each format defines: a PDF page; the whole of an HTML or text file; a block of rows of
    a table, with `label` saying which ("rows 1-100"). `how` is how the text was got, `confidence` from 0
    to 1 if it was read by OCR, `warning` what a reader of this page should know ("no text layer").
    """

    number: int
    text: str
    label: str = ""
    how: str = TEXT_LAYER
    confidence: float | None = None
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All pages of one document. `extractor` is the reader's name and version, as "pdf/1".

    `incomplete` says why reading stopped before the end, "" if it did not.
    """

    extractor: str
    pages: tuple[Page, ...]
    incomplete: str = ""


class Extractor(Protocol):
    """Reads one format and knows nothing else: no network, clock, settings or archive."""

    name: str
    """Name and version, as "pdf/1". Raise the number whenever the same bytes would give other text."""
    media_types: frozenset[str]

    def pages(self, body: bytes) -> Iterator[Page]:
        """Yield every page in order, as soon as it is read: if a later one fails, the earlier ones are kept.

        Raises EncryptedDocument if it needs a password, ExtractionError if it is not what it seems.
        """
        ...
