"""The loop that reads: every document whose text is missing, or was read by an older extractor."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from indexer.errors import ExtractionError
from indexer.extract.base import Extraction
from indexer.extract.gathering import NO_EXTRACTOR
from indexer.extract.limits import Limits
from indexer.extract.registry import current_version, reader_for
from indexer.extract.sandbox import ExtractionPool
from indexer.members import Inside
from indexer.text import Made, TextStore
from scraper.archive.records import Document
from scraper.archive.store import Archive

IMPORTED = "+import"
"""Ends the name of an extractor whose text came in a bundle, and was not read from bytes held here."""

Read = Callable[[Path, str, Limits], Extraction]


@dataclass(frozen=True, slots=True)
class ReadingCounts:
    """What a reading run did: documents read, and documents of which something could not be read.

    Files within documents count only where they could not be read.
    """

    read: int = 0
    failed: int = 0


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
    progress: Callable[[], None] = lambda: None,
) -> ReadingCounts:
    """Read documents in parallel and keep each as soon as it is done, so that an interruption loses none."""
    good = bad = 0
    readable = []
    for document in documents:
        try:
            reader_for(document.media_type)
            readable.append(document)
        except ExtractionError as error:
            store.fail(document.digest, NO_EXTRACTOR, str(error))
            bad += 1
            progress()
    forgotten = archive.tombstones.digests()
    with ExtractionPool() as pool:
        jobs = ((document, archive.blobs.path(document.digest)) for document in readable)
        for document, result in _in_parallel(jobs, workers, limits, read or pool.extract):
            if isinstance(result, Extraction):
                result = replace(result, members=tuple(m for m in result.members if m.digest not in forgotten))
                store.put(document.digest, result)
                good, bad = (good, bad + 1) if result.incomplete else (good + 1, bad)
                bad += sum(1 for member in result.members if member.reason)
            else:
                store.fail(document.digest, current_version(document.media_type) or NO_EXTRACTOR, str(result))
                bad += 1
            progress()
    return ReadingCounts(good, bad)


def _in_parallel(
    jobs: Iterator[tuple[Document, Path]], workers: int, limits: Limits, read: Read
) -> Iterator[tuple[Document, Extraction | ExtractionError]]:
    """Keep so many children busy, and no more texts in memory than there are children."""

    def one(path: Path, media_type: str) -> Extraction | ExtractionError:
        try:
            return read(path, media_type, limits)
        except ExtractionError as error:
            return error

    pool = ThreadPoolExecutor(workers)
    running: dict[Future[Extraction | ExtractionError], Document] = {}
    try:
        while True:
            for document, path in islice(jobs, workers - len(running)):
                running[pool.submit(one, path, document.media_type)] = document
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


def chosen(archive: Archive, store: TextStore) -> dict[str, str]:
    """Return, by digest, which extractor's reading of each document is used."""
    readings = store.readings()
    made = ((held.digest, best(readings[held.digest], held.media_type)) for held in archive.captures.documents())
    return {digest: its.extractor for digest, its in made if its}
