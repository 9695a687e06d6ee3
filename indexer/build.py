"""The loop of `foi index`: documents, their text, their entries, a new generation of the index."""

import time
from dataclasses import dataclass

from indexer import generations
from indexer.checkpoints import FIRST, Checkpoints
from indexer.engine.interface import Engine
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.extract.limits import Limits
from indexer.extract.registry import current_version
from indexer.indexing import Indexing
from indexer.ocr.engine import Wish, checked
from indexer.ocr.stage import ScanCounts, read_scans
from indexer.places import Places
from indexer.progress import Progress, Silent
from indexer.reading import ReadingCounts, read_all, waiting
from indexer.semantic.stage import Meaning
from indexer.text import TextStore
from scraper.archive.records import Digest
from scraper.archive.store import Archive


@dataclass(frozen=True, slots=True)
class Built:
    """What `foi index` did, and in how many seconds. `documents` and `pages` are what the index holds now.

    `hidden` documents have text that nobody sees, `withheld` ones text under boxes.
    """

    reading: ReadingCounts
    scans: ScanCounts
    added: int
    removed: int
    documents: int
    pages: int
    seconds: float = 0.0
    hidden: int = 0
    withheld: int = 0

    @property
    def read(self) -> int:
        """How many pages were read, by OCR or without."""
        return self.reading.pages + self.scans.read


def build(
    places: Places,
    *,
    rebuild: bool = False,
    read: bool = True,
    retry: bool = False,
    workers: int = 2,
    limits: Limits | None = None,
    ocr: Wish | None = None,
    semantic: bool | None = None,
    progress: Progress | None = None,
    engine: Engine | None = None,
    patience: float = FIRST,
) -> Built:
    """Bring text and index up to date with the archive; with `rebuild`, make the index anew.

    Incremental by fingerprints: only what is new, changed, or made by an older version is touched, and if nothing is,
    the generation in force stays. What was read is made searchable before all is: first after `patience` seconds;
    without `read` no file is read, and the index is of the text there is. With `semantic` there are vectors beside the
    index; None leaves that as it is.

    Raises IndexLocked if another run is at it, ArchiveError if there is no archive, IndexerError if the languages of
    OCR are none, or if the model of the vectors is not there.
    """
    started = time.monotonic()
    progress = progress or Silent()
    limits = limits or Limits()
    ocr = ocr or Wish()
    checked(ocr.languages)
    meaning = Meaning(places, wish=semantic)
    with (
        Archive.open(places.archive, create=False) as archive,
        generations.writing(places.index),
        TextStore(places.text) as store,
    ):
        _drop_outdated(archive, store)
        indexing = Indexing(places, archive, store, engine or WhooshEngine(), meaning, rebuild=rebuild, workers=workers)
        checkpoints = Checkpoints(indexing.run, patience)
        documents = waiting(archive, store.made(), store.members.all(), retry=retry) if read else []
        if documents:
            progress.begin("reading", sum(document.size for document in documents))

        left = len(documents)

        def told(size: int, pages: int) -> None:
            nonlocal left
            progress.step(size, pages)
            left -= 1
            if left:
                checkpoints.reached(progress)

        counts = read_all(archive, store, documents, workers=workers, limits=limits, told=told)
        scans = ScanCounts()
        if read:
            scans = read_scans(
                archive, store, ocr, workers=workers, memory=limits.memory, retry=retry,
                progress=progress, checkpoints=checkpoints,
            )  # fmt: skip
        now = indexing.run(progress)
        hiding = store.hiding()
    pages = sum(item.card.pages for item in now.values())
    changed = len(indexing.added), len(indexing.removed)
    return Built(counts, scans, *changed, len(now), pages, time.monotonic() - started, *hiding)


def reindex(places: Places, progress: Progress | None = None, engine: Engine | None = None) -> None:
    """Make the index anew from the text there is, reading no file, and leave no older one beside it."""
    with (
        Archive.open(places.archive, create=False) as archive,
        generations.writing(places.index),
        TextStore(places.text) as store,
    ):
        meaning = Meaning(places, wish=None)
        Indexing(places, archive, store, engine or WhooshEngine(), meaning, rebuild=True).run(progress or Silent())
    generations.purge(places.index)


def _drop_outdated(archive: Archive, store: TextStore) -> None:
    """Drop older extractors' text where the current one's was there when the last index was built.

    Also the text of what is in no document any more. Not right after a new reading: a reader of the
    generation in force may still ask for the old text.
    """
    places = store.members.by_digest()
    known = {document.digest: document.media_type for document in archive.captures.documents()}
    for digest, several in store.readings().items():
        media_type = known.get(Digest(digest)) or next((inside.media_type for inside in places.get(digest, ())), None)
        current = current_version(media_type) if media_type else None
        if media_type is None or any(made.extractor == current and made.pages for made in several):
            for made in several:
                if media_type is None or made.extractor != current:
                    store.forget(made)
