"""Reading a bundle in: into the archive and the text, beside what is held already. The index is built after."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from indexer.bundle.layout import CAPTURES, DOCUMENTS, MEMBERS, PAGES, PUBLICATIONS, TEXTS
from indexer.bundle.records import Text, Versions, to_document, to_member, to_page, to_text, to_versions
from indexer.bundle.references import read
from indexer.bundle.unzipping import Bundle
from indexer.extract.base import Extraction, Page
from indexer.members import Inside
from indexer.places import Places
from indexer.reading import IMPORTED
from indexer.text import TextStore
from scraper.archive.forms import to_capture
from scraper.archive.records import Capture, Digest, Document
from scraper.archive.store import Archive


@dataclass(slots=True)
class Loaded:
    """How much of a bundle was new here."""

    publications: int = 0
    documents: int = 0
    pages: int = 0
    files: int = 0


@dataclass(slots=True)
class _Loader:
    archive: Archive
    store: TextStore
    known: set[str]
    loaded: Loaded = field(default_factory=Loaded)
    fresh: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    forgotten: set[str] = field(default_factory=set)
    members: defaultdict[str, list[Inside]] = field(default_factory=lambda: defaultdict(list))

    def publication(self, its: Versions) -> None:
        """Enter the versions that are later than what is held."""
        for seen, publication in its.versions:
            held = self.archive.publications.find(publication.source, publication.native_id)
            if held is None or seen > held.last_seen:
                entered = self.archive.publications.put(publication, seen)
                self.loaded.publications += held is None and entered
        latest = its.versions[-1][1]
        self.archive.publications.seen(latest.source, latest.native_id, its.last_seen)

    def document(self, document: Document) -> None:
        """Enter a document, unless it was forgotten here."""
        if self.archive.tombstones.of(document.digest):
            self.forgotten.add(document.digest)
            return
        if self.archive.captures.document(document.digest) is None:
            self.fresh.add(document.digest)
        self.archive.captures.register(document)

    def capture(self, capture: Capture) -> None:
        """Enter a capture, unless what came from its address was forgotten."""
        if capture.digest and self.archive.tombstones.at(capture.url):
            self.refused.add(capture.digest)
        elif capture.digest and capture not in self.archive.captures.of_document(capture.digest):
            self.archive.captures.record(capture)

    def member(self, inside: Inside) -> None:
        """Note where a file within a document is; it is kept with the document's text."""
        if inside.digest and self.archive.tombstones.of(Digest(inside.digest)):
            self.forgotten.add(inside.digest)
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
        return self.forgotten | (lost - placed)

    def text(self, text: Text, pages: tuple[Page, ...]) -> None:
        """Keep a document's text, marked as not read here; text held already stays, and so do the files in it."""
        extractor = f"{text.extractor.removesuffix(IMPORTED)}{IMPORTED}"
        self.store.put(text.digest, Extraction(extractor, pages, text.reason))
        self.loaded.pages += len(pages)


def load(places: Places, bundle: Bundle, progress: Callable[[], None] = lambda: None) -> Loaded:
    """Take a bundle that was checked into a data folder, whole or not at all; what is held there stays as it is.

    `progress` is called for each document. Raises BundleError, ArchiveLocked.
    """
    with Archive.open(places.archive) as archive, TextStore(places.text) as store:
        loader = _Loader(archive, store, known={made.digest for made in store.made() if made.pages})
        with archive.writing("foi import"), store.transaction(), archive.transaction():
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
        loader.loaded.documents = len(loader.fresh)
    return loader.loaded


def _texts(bundle: Bundle) -> Iterator[tuple[Text, tuple[Page, ...]]]:
    """Yield each document's text with its pages: both are in one order, and one document's pages are held at a time."""
    several = groupby(read(bundle, PAGES, to_page), key=itemgetter(0))
    digest, pages = next(several, ("", iter(())))
    for text in read(bundle, TEXTS, to_text):
        if text.digest == digest:
            yield text, tuple(page for _, page in pages)
            digest, pages = next(several, ("", iter(())))
        else:
            yield text, ()
