"""Two bundles beside each other: what one has and the other has not, and what both have and not alike.

Read in passes, of which each holds a few digests for every document, and no text.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from indexer.bundle.forms import line_of, of_page
from indexer.bundle.layout import CAPTURES, DOCUMENTS, MEMBERS, PAGES, PUBLICATIONS, TEXTS
from indexer.bundle.records import Versions, to_document, to_member, to_page, to_text, to_versions
from indexer.bundle.references import read
from indexer.bundle.unzipping import Bundle
from indexer.extract.base import Page
from indexer.reading import IMPORTED
from scraper.archive.captures import name_of
from scraper.archive.forms import of_publication, to_capture
from scraper.archive.records import ID_LENGTH, publication_id

NEW, GONE, CHANGED = "new", "gone", "changed"
PUBLICATION, DOCUMENT, PAGE = "publication", "document", "page"
SHORT = 12


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is new in the second bundle, gone from it, or changed.

    `id` is what `foi show` and its like accept. Of a document that is new or gone `pages` says how many it has: they
    are not told one by one. `fields` are what changed of a publication or document.
    """

    thing: str
    change: str
    id: str
    title: str
    page: int | None = None
    pages: int = 0
    fields: tuple[str, ...] = ()


@dataclass(slots=True)
class _Document:
    """A document, or a file within one, as one bundle has it.

    `text` is a digest of its pages, `captures` one of those, in whatever order they come.
    """

    media_type: str
    size: int
    title: str = ""
    original: bool = False
    extractor: str = ""
    reason: str = ""
    pages: int = 0
    text: bytes = b""
    captures: int = 0


def differences(first: Bundle, second: Bundle) -> Iterator[Difference]:
    """Yield how the second bundle differs from the first: publications, then documents, then pages of those in both.

    Raises BundleError if one cannot be read.
    """
    yield from _of_publications(first, second)
    ours, theirs = _documents(first), _documents(second)
    for digest in sorted(ours.keys() | theirs.keys()):
        yield from _of_document(digest, ours.get(digest), theirs.get(digest))
    changed = {digest for digest in ours.keys() & theirs.keys() if ours[digest].text != theirs[digest].text}
    if changed:
        before, after = _pages(first, changed), _pages(second, changed)
        for digest in sorted(changed):
            yield from _of_pages(digest, theirs[digest].title, before.get(digest, {}), after.get(digest, {}))


def _of_publications(first: Bundle, second: Bundle) -> Iterator[Difference]:
    ours = {_name(its): _of_versions(its) for its in read(first, PUBLICATIONS, to_versions)}
    theirs: dict[str, Versions] = {}
    alike: set[str] = set()
    for its in read(second, PUBLICATIONS, to_versions):
        name = _name(its)
        if name not in ours:
            yield _publication(NEW, its)
        elif ours[name] == _of_versions(its):
            alike.add(name)
        else:
            theirs[name] = its
    for its in read(first, PUBLICATIONS, to_versions):
        name = _name(its)
        if name in theirs:
            yield _publication(CHANGED, theirs[name], _fields(its, theirs[name]))
        elif name not in alike:
            yield _publication(GONE, its)


def _publication(change: str, its: Versions, fields: tuple[str, ...] = ()) -> Difference:
    return Difference(PUBLICATION, change, _name(its)[:ID_LENGTH], its.versions[-1][1].title, fields=fields)


def _name(its: Versions) -> str:
    latest = its.versions[-1][1]
    return publication_id(latest.source, latest.native_id)


def _of_versions(its: Versions) -> bytes:
    """Return a digest of all versions. When it was last seen counts for nothing: every crawl changes that."""
    return _digest([[seen.isoformat(), of_publication(record)] for seen, record in its.versions])


def _fields(ours: Versions, theirs: Versions) -> tuple[str, ...]:
    """Return which fields of the latest version differ, and "versions" if only earlier ones do, or their times."""
    before, after = of_publication(ours.versions[-1][1]), of_publication(theirs.versions[-1][1])
    names = [name for name in sorted(before.keys() | after.keys()) if before.get(name) != after.get(name)]
    return tuple(names) or ("versions",)


def _documents(bundle: Bundle) -> dict[str, _Document]:
    """Return all documents, and the files within them, by digest."""
    found: dict[str, _Document] = {
        one.digest: _Document(one.media_type, one.size) for one in read(bundle, DOCUMENTS, to_document)
    }
    for capture in read(bundle, CAPTURES, to_capture):
        if known := found.get(capture.digest or ""):
            known.title = known.title or name_of(capture.final_url or capture.url)
            known.captures ^= int.from_bytes(_digest([capture.url, capture.time.isoformat(), capture.status]))
    for inside in read(bundle, MEMBERS, to_member):
        if inside.digest:
            found.setdefault(inside.digest, _Document(inside.media_type, inside.size, inside.path))
    _read_texts(bundle, found)
    for digest, _ in bundle.files():
        if known := found.get(digest):
            known.original = True
    return found


def _read_texts(bundle: Bundle, found: dict[str, _Document]) -> None:
    for text in read(bundle, TEXTS, to_text):
        if known := found.get(text.digest):
            known.extractor, known.reason = text.extractor.removesuffix(IMPORTED), text.reason
    for digest, pages in groupby(read(bundle, PAGES, to_page), key=itemgetter(0)):
        if known := found.get(digest):
            known.pages, known.text = _of_text(page for _, page in pages)


def _of_document(digest: str, ours: _Document | None, theirs: _Document | None) -> Iterator[Difference]:
    name = digest[:SHORT]
    if ours is None or theirs is None:
        there = theirs or ours
        if there:
            yield Difference(DOCUMENT, NEW if theirs else GONE, name, there.title, pages=there.pages)
        return
    same = {
        "media_type": ours.media_type == theirs.media_type,
        "size": ours.size == theirs.size,
        "captures": ours.captures == theirs.captures,
        "original": ours.original == theirs.original,
        "extractor": ours.extractor == theirs.extractor,
        "reason": ours.reason == theirs.reason,
        "text": ours.text == theirs.text,
    }
    fields = tuple(field for field, is_same in same.items() if not is_same)
    if fields:
        yield Difference(DOCUMENT, CHANGED, name, theirs.title or ours.title, fields=fields)


def _pages(bundle: Bundle, digests: set[str]) -> dict[str, dict[int, bytes]]:
    """Return a digest of each page of some documents."""
    found: dict[str, dict[int, bytes]] = {}
    for digest, page in read(bundle, PAGES, to_page):
        if digest in digests:
            found.setdefault(digest, {})[page.number] = _of_one(page)
    return found


def _of_pages(digest: str, title: str, before: dict[int, bytes], after: dict[int, bytes]) -> Iterator[Difference]:
    for number in sorted(before.keys() | after.keys()):
        if before.get(number) != after.get(number):
            change = GONE if number not in after else CHANGED if number in before else NEW
            yield Difference(PAGE, change, f"{digest[:SHORT]}:{number}", title, number)


def _of_text(pages: Iterator[Page]) -> tuple[int, bytes]:
    digest, count = hashlib.sha256(), 0
    for count, page in enumerate(pages, 1):  # noqa: B007 - the last one counts
        digest.update(_of_one(page))
    return count, digest.digest()


def _of_one(page: Page) -> bytes:
    return _digest(of_page("", page))


def _digest(form: Any) -> bytes:
    return hashlib.sha256(line_of(form)).digest()
