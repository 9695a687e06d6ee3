"""What captured bytes say, for comparing two of them: their text if it can be read, else the bytes themselves."""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

from indexer.errors import ExtractionError
from indexer.extract.base import SCAN, Member, Page
from indexer.extract.registry import Reader, modules
from indexer.extract.sandbox import ExtractionPool
from indexer.members import Inside
from indexer.reading import best
from indexer.text import TextStore
from scraper.archive.records import Digest, Document
from scraper.archive.store import Archive
from scraper.archive.timeline import Change, ChangeKind

MAIN_TEXT = Reader("indexer.extract.main_text:MainTextExtractor", "main-text/2")
WEB_PAGES = frozenset({"text/html", "application/xhtml+xml"})


class Wording:
    """The text of documents, as it is compared. A context manager: what was not read yet is read in a child.

    Of web pages it is the main text alone. Nothing is kept: the text store is written by `foi index`.
    """

    def __init__(self, archive: Archive, store: TextStore) -> None:
        self._archive, self._store = archive, store
        self._own = ExitStack()
        self._pool: ExtractionPool | None = None
        self._names: dict[str, str] = {}

    def same(self, before: Digest, after: Digest) -> bool:
        """Tell whether two documents say the same, down to the files within them. Blanks make no difference."""
        return before == after or self._name(before) == self._name(after)

    def said(self, digest: Digest) -> "Said | None":
        """Return what a document says, None if it cannot be read, or not whole."""
        document = self._archive.captures.document(digest) or self._inside(digest)
        if document is None:
            return None
        said = None if document.held and document.media_type in WEB_PAGES else self._stored(document)
        if said is None and document.held:
            said = self._read(document)
        if said is None and document.media_type in WEB_PAGES:
            said = self._stored(document)
        return said

    def _inside(self, digest: Digest) -> Document | None:
        places = self._store.members.with_digest(digest)
        return places[0].document if places else None

    def _stored(self, document: Document) -> "Said | None":
        made = best(self._store.made(document.digest), document.media_type)
        if made is None or not made.pages or made.reason:
            return None
        pages = tuple(self._store.pages(document.digest, made.extractor))
        within = tuple(self._within(inside) for inside in self._store.members.of(document.digest))
        return None if _unread(pages) else Said(pages, within)

    def _read(self, document: Document) -> "Said | None":
        if self._pool is None:
            module = MAIN_TEXT.target.partition(":")[0]
            self._pool = self._own.enter_context(ExtractionPool([*modules(), module]))
        reader = MAIN_TEXT if document.media_type in WEB_PAGES else None
        try:
            read = self._pool.extract(self._archive.blobs.path(document.digest), document.media_type, reader=reader)
        except (ExtractionError, OSError):
            return None
        within = tuple(_of_member(member) for member in read.members)
        return None if read.incomplete or _unread(read.pages) else Said(read.pages, within)

    def _within(self, inside: Inside) -> "Within":
        said = self.said(Digest(inside.digest)) if inside.digest else None
        return Within(inside.path, said.name if said else inside.digest or inside.reason, said.pages if said else None)

    def _name(self, digest: Digest) -> str:
        """Return a name for what a document says: its own digest if it cannot be read."""
        if digest not in self._names:
            said = self.said(digest)
            self._names[digest] = said.name if said else digest
        return self._names[digest]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._own.__exit__(kind, error, trace)


@dataclass(frozen=True, slots=True)
class Within:
    """A file within a document: the way to it, a name for what it says, and its pages, None if it cannot be read."""

    path: str
    name: str
    pages: tuple[Page, ...] | None


@dataclass(frozen=True, slots=True)
class Said:
    """What a document says: its pages, and the files within it."""

    pages: tuple[Page, ...]
    within: tuple[Within, ...] = ()

    @property
    def name(self) -> str:
        """The same for all that say the same, blanks apart."""
        said = hashlib.sha256()
        for page in self.pages:
            said.update(" ".join(page.text.split()).encode("utf-8", "surrogatepass") + b"\f")
        for file in self.within:
            said.update(f"{file.path}\n{file.name}\f".encode("utf-8", "surrogatepass"))
        return f"text {said.hexdigest()}"


def _of_member(member: Member) -> Within:
    if member.reason or _unread(member.pages):
        return Within(member.path, member.digest or member.reason, None)
    return Within(member.path, Said(member.pages).name, member.pages)


def _unread(pages: Sequence[Page]) -> bool:
    """Tell whether pages say less than they show: pictures that wait for OCR, or nothing at all."""
    return any(page.how == SCAN for page in pages) or not any(page.text.strip() for page in pages)


def judged(change: Change, same: Callable[[Digest, Digest], bool]) -> Change:
    """Return a change as what it is once the texts are compared: an edit of the text, or other bytes only."""
    if change.before is None or change.after is None or change.kind is ChangeKind.FILE_BACK:
        return change
    alike = same(change.before, change.after)
    if change.link or not (change.fields or change.kind is not ChangeKind.EDITED):
        return replace(change, kind=ChangeKind.BYTES) if alike else _edited(change)
    return change if alike else _edited(change)


def _edited(change: Change) -> Change:
    return change if change.link else replace(change, fields=(*change.fields, "text"))
