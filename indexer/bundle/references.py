"""The lines of a bundle, followed from one member to another: what one names, another one has.

All lines stand in an order (docs/bundle.md), so that two members are read side by side and neither is held; held are
only the names of publications and of files within documents, as many as the limits let be.
"""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from indexer.bundle.layout import CAPTURES, DOCUMENTS, FILES, MEMBERS, PAGES, PUBLICATIONS, TEXTS, file_name
from indexer.bundle.records import Text, Versions, to_document, to_member, to_page, to_text, to_versions
from indexer.bundle.unzipping import Bundle
from indexer.errors import BundleError
from indexer.extract.base import Page
from indexer.members import Inside
from scraper.archive.forms import BadForm, to_capture
from scraper.archive.records import ID_LENGTH, Capture, Digest, Document, publication_id

_Record = TypeVar("_Record")


def counted(bundle: Bundle) -> Iterator[tuple[str, int]]:
    """Read all lines, and yield how many there are of each sort. Raises BundleError at the first that is not right."""
    within: set[bytes] = set()
    followed: tuple[tuple[str, Iterator[object]], ...] = (
        ("publications", _publications(bundle)),
        ("documents", _documents(bundle)),
        ("captures", _captures(bundle)),
        ("members", _members(bundle, within)),
        ("texts", _texts(bundle, within)),
        ("pages", _pages(bundle)),
        ("files", _files(bundle)),
    )
    for sort, several in followed:
        if count := sum(1 for _ in several):
            yield sort, count


def read(bundle: Bundle, name: str, to_record: Callable[[dict[str, Any]], _Record]) -> Iterator[_Record]:
    """Yield the records of a member. Raises BundleError, with the line."""
    for number, form in enumerate(bundle.lines(name), 1):
        try:
            yield to_record(form)
        except (BadForm, RecursionError) as error:
            raise BundleError(f"{name}, line {number:,}: {' '.join(str(error).split())[:200]}") from error


def _publications(bundle: Bundle) -> Iterator[Versions]:
    known: set[bytes] = set()
    for versions in read(bundle, PUBLICATIONS, to_versions):
        first = versions.versions[0][1]
        name = publication_id(first.source, first.native_id).removeprefix("p")
        if bytes.fromhex(name) in known:
            raise BundleError(f"{PUBLICATIONS}: p{name[: ID_LENGTH - 1]} is there twice")
        _add(bundle, known, name, PUBLICATIONS)
        yield versions


def _documents(bundle: Bundle) -> Iterator[Document]:
    before = ""
    for document in read(bundle, DOCUMENTS, to_document):
        if document.digest <= before:
            raise BundleError(f"{DOCUMENTS}: {document.digest[:12]} is there twice, or not in the order of digests")
        before = document.digest
        yield document


class _Documents:
    """The documents, gone through beside something that is in their order."""

    def __init__(self, bundle: Bundle, name: str) -> None:
        self._documents = _documents(bundle)
        self._name = name
        self._at: Document | None = None
        self._before = ""

    def find(self, digest: str) -> Document | None:
        """Return a document, None if there is none of that digest behind those that were asked for before."""
        if digest < self._before:
            return None
        self._before = digest
        while self._at is None or self._at.digest < digest:
            self._at = next(self._documents, _BEHIND_ALL)
        return self._at if self._at.digest == digest else None

    def led(self, digest: str) -> Document:
        """Return a document. Raises BundleError if there is none, or it was to be asked for before."""
        found = self.find(digest)
        if found is None:
            what = digest[:12] or "no document"
            raise BundleError(f"{self._name}: names {what}, which is not in {DOCUMENTS}, or not in its order")
        return found


_BEHIND_ALL = Document(Digest("~"), "", 0)


def _captures(bundle: Bundle) -> Iterator[Capture]:
    documents = _Documents(bundle, CAPTURES)
    for capture in read(bundle, CAPTURES, to_capture):
        documents.led(capture.digest or "")
        yield capture


def _members(bundle: Bundle, within: set[bytes]) -> Iterator[Inside]:
    documents = _Documents(bundle, MEMBERS)
    before = ("", 0)
    for inside in read(bundle, MEMBERS, to_member):
        documents.led(inside.parent)
        place = inside.parent, inside.position
        if place <= before:
            raise BundleError(
                f"{MEMBERS}: {place[1]:,} in {place[0][:12]} is there twice, or not in the order of places"
            )
        before = place
        if inside.digest:
            _add(bundle, within, inside.digest, MEMBERS)
        yield inside


def _texts(bundle: Bundle, within: set[bytes]) -> Iterator[Text]:
    """Follow the texts, each of another document: those of documents in their order, then those of files within."""
    documents: _Documents | None = _Documents(bundle, TEXTS)
    before = ""
    for text in read(bundle, TEXTS, to_text):
        name = bytes.fromhex(text.digest)
        if not (documents and text.digest > before and documents.find(text.digest)):
            documents = None
            if name not in within:
                where = f"{DOCUMENTS} or {MEMBERS}, or not in its order"
                raise BundleError(f"{TEXTS}: names {text.digest[:12]} twice, or it is not in {where}")
        within.discard(name)
        before = text.digest
        yield text


def _pages(bundle: Bundle) -> Iterator[Page]:
    """Follow the pages, which come in the order of the texts they are of, each document's from the first on."""
    texts = read(bundle, TEXTS, to_text)
    of: Text | None = None
    number = 0
    for digest, page in read(bundle, PAGES, to_page):
        if of is None or of.digest != digest:
            of, number = next((text for text in texts if text.digest == digest), None), 0
        if of is None:
            raise BundleError(f"{PAGES}: has a page of {digest[:12]}, which is not in {TEXTS}, or not in its order")
        if not number < page.number <= of.pages:
            raise BundleError(f"{PAGES}: page {page.number:,} of {digest[:12]} is out of order, or one too many")
        number = page.number
        yield page


def _files(bundle: Bundle) -> Iterator[str]:
    documents = _Documents(bundle, FILES)
    for digest, size in sorted(bundle.files()):
        document = documents.find(digest)
        if document is None:
            raise BundleError(f"{file_name(digest)}: is not in {DOCUMENTS}")
        if document.size != size:
            raise BundleError(f"{file_name(digest)}: has {size:,} bytes, and by {DOCUMENTS} {document.size:,}")
        yield digest


def _add(bundle: Bundle, known: set[bytes], name: str, member: str) -> None:
    known.add(bytes.fromhex(name))
    if len(known) > bundle.limits.known:
        raise BundleError(f"{member}: names more than {bundle.limits.known:,}; no more are read")
