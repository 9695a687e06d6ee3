"""What an extractor is: bytes in, pages of text out, and the files that are inside."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

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
class Enclosed:
    """A file within a file, not unpacked yet: an attachment of a mail, a file in a zip.

    `path` is what the container calls it, which may be anything: no file is ever written under it. `unpack`
    returns its bytes, never more than `size` of them, or raises ExtractionError; it is called, if at all,
    before the next part of the container is asked for.
    """

    path: str
    size: int
    unpack: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Member:
    """A file within a file, unpacked and read: a document of its own.

    `path` is the way to it from the outermost file, which is the document that was captured. `digest` is ""
    if it could not be unpacked; `reason` says why, or why not all of it could be read. `known` if it was not
    read because it had been before: then there are no pages here.
    """

    path: str
    digest: str
    media_type: str
    size: int
    extractor: str
    pages: tuple[Page, ...]
    reason: str = ""
    known: bool = False


@dataclass(frozen=True, slots=True)
class Extraction:
    """All pages of one document, and all files in it. `extractor` is the reader's name and version, as "pdf/1".

    `incomplete` says why reading stopped before the end, "" if it did not.
    """

    extractor: str
    pages: tuple[Page, ...]
    incomplete: str = ""
    members: tuple[Member, ...] = ()


@runtime_checkable
class Resumable(Protocol):
    """An extractor that can begin at a later page, as after one that ended the process it was read in."""

    def pages_from(self, body: bytes, start: int) -> Iterator[Page]:
        """Yield the pages from number `start` on; none if there are not so many. Raises as `pages` does."""
        ...


class Extractor(Protocol):
    """Reads one format and knows nothing else: no network, clock, settings or archive."""

    name: str
    """Name and version, as "pdf/1". Raise the number whenever the same bytes would give other text."""
    media_types: frozenset[str]

    def pages(self, body: bytes) -> Iterator[Page | Enclosed]:
        """Yield every page in order, as soon as it is read: if a later one fails, the earlier ones are kept.

        The files within it come in between, or after, each once; the caller reads them, or does not.

        Raises EncryptedDocument if it needs a password, ExtractionError if it is not what it seems.
        """
        ...
