"""What an extractor is: bytes in, pages of text out, and the files that are inside."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from indexer.extract.pages import OCR, OCR_LAYER, SCAN, TEXT_LAYER, Hidden, Page

__all__ = [
    "OCR",
    "OCR_LAYER",
    "SCAN",
    "TEXT_LAYER",
    "Enclosed",
    "Extraction",
    "Extractor",
    "Hidden",
    "Member",
    "Page",
    "Resumable",
]


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
