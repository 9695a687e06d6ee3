"""The loop that reads: every document whose text is missing, or was read by an older extractor."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from indexer.errors import ExtractionError
from indexer.extract.base import Extraction
from indexer.extract.gathering import NO_EXTRACTOR
from indexer.extract.limits import Limits
from indexer.extract.registry import current_version, reader_for
from indexer.extract.sandbox import ExtractionPool
from indexer.members import Inside, holding, insides
from indexer.text import Made, TextStore
from scraper.archive.records import Document
from scraper.archive.store import Archive

IMPORTED = "+import"
"""Ends the name of an extractor whose text came in a bundle, and was not read from bytes held here."""

Read = Callable[[Path, str, Limits], Extraction]
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ReadingCounts:
    """What a reading run did: documents read, documents of which something could not be read, and all pages.

    Files within documents count only where they could not be read; their pages count.
    """

    read: int = 0
    failed: int = 0
    pages: int = 0

    def and_read(self, extraction: Extraction) -> "ReadingCounts":
        """Count a document that was read, whole or not."""
        failed = bool(extraction.incomplete) + sum(bool(member.reason) for member in extraction.members)
        read = self.read + (not extraction.incomplete)
        return ReadingCounts(read, self.failed + failed, self.pages + _pages(extraction))

    def and_failed(self) -> "ReadingCounts":
        """Count a document of which nothing was read."""
        return replace(self, failed=self.failed + 1)


class WholeFiles:
    """What was read whole, by the readers of today: whoever asks for it by digest and extractor need not read it.

    Not of files that have others in them: where these are is only known of the document that was read.
    """

    def __init__(self, store: TextStore) -> None:
        self._whole = {(made.digest, made.extractor) for made in store.made() if made.pages and not made.reason}
        self._holding = holding(store.members.all())

    def add(self, digest: str, extraction: Extraction) -> None:
        """Know a document that was read, with all in it."""
        self._holding |= holding(insides(digest, extraction.members))
        if not extraction.incomplete:
            self._whole.add((digest, extraction.extractor))
        self._whole |= {(m.digest, m.extractor) for m in extraction.members if m.pages and not m.reason}

    def __call__(self, digest: str, extractor: str) -> bool:
        """Tell whether this file need not be read. From any thread."""
        return (digest, extractor) in self._whole and digest not in self._holding


def waiting(
    archive: Archive, made: Iterable[Made], members: Iterable[Inside] = (), *, retry: bool = False
) -> list[Document]:
    """Return the documents to be read: those of which the current extractor has made nothing yet.

    Also those with a file in them of which that is so. With `retry`, also what it failed on before.
    """
    done = {(m.digest, m.extractor) for m in made if not (retry and m.reason)}
    stale = {
        m.parent for m in members if (not _is_done(m.digest, m.media_type, done) if m.digest else retry and m.reason)
    }
    return [
        document
        for document in archive.captures.documents()
        if document.held and (document.digest in stale or not _is_done(document.digest, document.media_type, done))
    ]


def _is_done(digest: str, media_type: str, done: set[tuple[str, str]]) -> bool:
    return (digest, current_version(media_type) or NO_EXTRACTOR) in done


def read_all(
    archive: Archive,
    store: TextStore,
    documents: list[Document],
    *,
    workers: int,
    limits: Limits,
    read: Read | None = None,
    told: Told = lambda _size, _pages: None,
) -> ReadingCounts:
    """Read documents in parallel and keep each as soon as it is done, so that an interruption loses none.

    Small ones are read first. What is found to be in another document, or was, is read once. `told` is called
    after each document with its size and the pages it brought.
    """
    counts = ReadingCounts()
    known = WholeFiles(store)
    readable = []
    for document in documents:
        try:
            reader_for(document.media_type)
            readable.append(document)
        except ExtractionError as error:
            store.fail(document.digest, NO_EXTRACTOR, str(error))
            counts = counts.and_failed()
            told(document.size, 0)
    forgotten = archive.tombstones.digests()
    with ExtractionPool() as pool:
        chosen = read or partial(pool.extract, is_known=known)
        jobs = ((document, archive.blobs.path(document.digest)) for document in sorted(readable, key=_size))
        for document, result in _in_parallel(jobs, workers, limits, chosen, known):
            if isinstance(result, Extraction):
                result = replace(result, members=tuple(m for m in result.members if m.digest not in forgotten))
                store.put(document.digest, result)
                known.add(document.digest, result)
                counts = counts.and_read(result)
            elif result is not None:
                store.fail(document.digest, current_version(document.media_type) or NO_EXTRACTOR, str(result))
                counts = counts.and_failed()
            told(document.size, _pages(result) if isinstance(result, Extraction) else 0)
    return counts


def _size(document: Document) -> int:
    return document.size


def _pages(extraction: Extraction) -> int:
    return len(extraction.pages) + sum(len(member.pages) for member in extraction.members)


def _in_parallel(
    jobs: Iterator[tuple[Document, Path]], workers: int, limits: Limits, read: Read, known: WholeFiles
) -> Iterator[tuple[Document, Extraction | ExtractionError | None]]:
    """Keep so many children busy, and no more texts in memory than there are children.

    None is what comes of a document that was read meanwhile, within another.
    """

    def one(path: Path, document: Document) -> Extraction | ExtractionError | None:
        if known(document.digest, current_version(document.media_type) or NO_EXTRACTOR):
            return None
        try:
            return read(path, document.media_type, limits)
        except ExtractionError as error:
            return error

    pool = ThreadPoolExecutor(workers)
    running: dict[Future[Extraction | ExtractionError | None], Document] = {}
    try:
        while True:
            for document, path in islice(jobs, workers - len(running)):
                running[pool.submit(one, path, document)] = document
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                yield running.pop(future), future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def best(made: Iterable[Made], media_type: str) -> Made | None:
    """Return which reading of a document to use: the current extractor's, else whichever has most pages."""
    current = current_version(media_type) or NO_EXTRACTOR
    return max(made, key=lambda m: (m.extractor == current and m.pages > 0, m.pages, m.extractor), default=None)
