"""Reading a bundle in: into the archive and the text, beside what is held already. The index is built after."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import IO

from indexer import generations
from indexer.bundle.forgotten import Forgotten, forgotten_in
from indexer.bundle.layout import CAPTURES, DOCUMENTS, MEMBERS, PAGES, PUBLICATIONS, TEXTS
from indexer.bundle.records import Text, Versions, to_document, to_member, to_page, to_text, to_versions
from indexer.bundle.references import read
from indexer.bundle.unzipping import CHUNK, Bundle
from indexer.collections import family
from indexer.extract.base import Page
from indexer.members import Inside
from indexer.places import Places
from indexer.reading import IMPORTED
from indexer.text import TextStore
from scraper.archive.forms import to_capture
from scraper.archive.records import Capture, Digest, Document
from scraper.archive.store import Archive


@dataclass(slots=True)
class Loaded:
    """How much of a bundle was new here; `left_out` documents were forgotten here, or came from where one was."""

    publications: int = 0
    documents: int = 0
    pages: int = 0
    files: int = 0
    left_out: int = 0
    tags: int = 0
    notes: int = 0


@dataclass(slots=True)
class _Loader:
    archive: Archive
    store: TextStore
    stones: Forgotten
    known: set[str]
    loaded: Loaded = field(default_factory=Loaded)
    fresh: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    forgotten: set[str] = field(default_factory=set)
    holding: set[str] = field(default_factory=set)
    members: defaultdict[str, list[Inside]] = field(default_factory=lambda: defaultdict(list))

    def publication(self, its: Versions) -> None:
        """Enter a publication's versions among those that are held, by time."""
        allowed = [(seen, kept) for seen, one in its.versions if (kept := self.stones.allowed(one))]
        if allowed:
            self.loaded.publications += self.archive.publications.merge(allowed, its.last_seen)

    def document(self, document: Document) -> None:
        """Enter a document, unless it was forgotten here."""
        if self.stones.has(document.digest):
            self.forgotten.add(document.digest)
            return
        if self.archive.captures.document(document.digest) is None:
            self.fresh.add(document.digest)
        self.archive.captures.register(document)

    def capture(self, capture: Capture) -> None:
        """Enter a capture, unless it is of what was forgotten, or what came from its address was."""
        digest = capture.digest
        if digest is None or digest in self.forgotten:
            return
        if self.stones.is_at(capture.url):
            self.refused.add(digest)
            return
        if not self.archive.captures.has(capture):
            self.archive.captures.record(capture)

    def member(self, inside: Inside) -> None:
        """Note where a file within a document is; it is kept with the document's text."""
        if inside.digest and self.stones.has(inside.digest):
            self.forgotten.add(inside.digest)
            self.holding.add(inside.parent)
        else:
            self.members[inside.parent].append(inside)

    def unwanted(self) -> set[str]:
        """Return what is left out since it was forgotten here: by its digest, by its address, or with what it is in.

        Told once all documents, captures and members were met.
        """
        held = self.archive.captures
        for digest in [one for one in self.refused & self.fresh if not held.of_document(Digest(one))]:
            held.unregister(Digest(digest))
            self.fresh.discard(digest)
            self.forgotten.add(digest)
        lost = {inside.digest for digest in self.forgotten for inside in self.members.pop(digest, ())}
        placed = {inside.digest for several in self.members.values() for inside in several} | self.fresh
        self.loaded.left_out = len(self.forgotten)
        return self.forgotten | (lost - placed)

    def text(self, text: Text, pages: Iterator[Page]) -> None:
        """Keep a document's text, marked as not read here; text held already stays, and so do the files in it."""
        extractor = f"{text.extractor.removesuffix(IMPORTED)}{IMPORTED}"
        self.loaded.pages += self.store.take(text.digest, extractor, text.reason, pages)

    def file(self, bundle: Bundle, digest: Digest, size: int) -> None:
        """Keep an original of a document that is entered; not one in which there is something that was forgotten."""
        document = self.archive.captures.document(digest)
        if document is None or digest in self.forgotten | self.holding:
            return
        with bundle.file(digest) as file:
            self.loaded.files += self.archive.blobs.take(_chunks(file), digest, size)
        self.archive.captures.register(Document(digest, document.media_type, size))


def load(
    places: Places,
    bundle: Bundle,
    progress: Callable[[], None] = lambda: None,
    *,
    files: bool = True,
    forgotten: Forgotten | None = None,
) -> Loaded:
    """Take a bundle that was checked into a data folder, whole or not at all; what is held there stays as it is.

    What was `forgotten` is left out: if that is not given, what was in any data folder that belongs to this one.
    Without `files` its originals stay where they are. `progress` is called for each document, and each original.
    Raises BundleError, ArchiveLocked, IndexLocked, or ArchiveError if an original is another.
    """
    stones = forgotten if forgotten is not None else forgotten_in(family(places))
    with _writing(places) as (archive, store):
        loader = _Loader(archive, store, stones, known={made.digest for made in store.made() if made.pages})
        for versions in read(bundle, PUBLICATIONS, to_versions):
            loader.publication(versions)
        for document in read(bundle, DOCUMENTS, to_document):
            loader.document(document)
        for capture in read(bundle, CAPTURES, to_capture):
            loader.capture(capture)
        for inside in read(bundle, MEMBERS, to_member):
            loader.member(inside)
        passed_over = loader.known | loader.unwanted()
        for text, pages in _texts(bundle):
            if text.digest not in passed_over:
                loader.text(text, pages)
            progress()
        for parent, several in loader.members.items():
            if parent not in passed_over:
                store.place(parent, several)
        for digest, size in bundle.files() if files else ():
            loader.file(bundle, Digest(digest), size)
            progress()
        loader.loaded.documents = len(loader.fresh)
    return loader.loaded


@contextmanager
def _writing(places: Places) -> Iterator[tuple[Archive, TextStore]]:
    """Open archive and text to be written in one go.

    The text is on the disk before the archive is: text of a document that the archive does not name is never shown.
    The lock of the index is held too, for whoever has it writes text.
    """
    with (
        Archive.open(places.archive) as archive,
        TextStore(places.text) as store,
        archive.writing("foi import"),
        generations.writing(places.index),
        archive.transaction(),
        store.transaction(),
    ):
        yield archive, store


def _texts(bundle: Bundle) -> Iterator[tuple[Text, Iterator[Page]]]:
    """Yield each document's text with its pages, which come as they are read: both are in one order."""
    several = groupby(read(bundle, PAGES, to_page), key=itemgetter(0))
    digest, pages = next(several, ("", iter(())))
    for text in read(bundle, TEXTS, to_text):
        if text.digest == digest:
            yield text, (page for _, page in pages)
            digest, pages = next(several, ("", iter(())))
        else:
            yield text, iter(())


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk
