"""The loop of `foi index`: documents, their text, their entries, a new generation of the index."""

from collections.abc import Iterator
from dataclasses import dataclass

from indexer import generations
from indexer.engine.interface import Engine, Entry
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.entries import entry
from indexer.errors import DamagedIndex, NoIndex
from indexer.extract.limits import Limits
from indexer.extract.registry import current_version
from indexer.ocr.engine import Wish, checked
from indexer.ocr.stage import ScanCounts, read_scans
from indexer.places import Places
from indexer.progress import Progress, Silent
from indexer.reading import ReadingCounts, chosen, read_all, waiting
from indexer.text import TextStore
from indexer.wanted import Wanted, wanted_entries
from scraper.archive.records import Digest
from scraper.archive.store import Archive


@dataclass(frozen=True, slots=True)
class Built:
    """What `foi index` did. `documents` and `pages` are what the index holds now."""

    reading: ReadingCounts
    scans: ScanCounts
    added: int
    removed: int
    documents: int
    pages: int


def build(
    places: Places,
    *,
    rebuild: bool = False,
    retry: bool = False,
    workers: int = 2,
    limits: Limits | None = None,
    ocr: Wish | None = None,
    progress: Progress | None = None,
    engine: Engine | None = None,
) -> Built:
    """Bring text and index up to date with the archive; with `rebuild`, make the index anew.

    Incremental by fingerprints: only what is new, changed, or made by an older version is touched, and if
    nothing is, the generation in force stays. Raises IndexLocked if another run is at it, ArchiveError if
    there is no archive, IndexerError if the languages of OCR are none.
    """
    engine = engine or WhooshEngine()
    progress = progress or Silent()
    limits = limits or Limits()
    ocr = ocr or Wish()
    checked(ocr.languages)
    with (
        Archive.open(places.archive, create=False) as archive,
        generations.writing(places.index),
        TextStore(places.text) as store,
    ):
        _drop_outdated(archive, store)
        documents = waiting(archive, store.made(), store.members.all(), retry=retry)
        if documents:
            progress.begin("reading", len(documents))
        counts = read_all(archive, store, documents, workers=workers, limits=limits, progress=progress.step)
        scans = read_scans(
            archive, store, chosen(archive, store), ocr,
            workers=workers, memory=limits.memory, retry=retry, progress=progress,
        )  # fmt: skip
        return _index(places, archive, store, engine, progress, (counts, scans), rebuild=rebuild)


def reindex(places: Places, progress: Progress | None = None, engine: Engine | None = None) -> None:
    """Make the index anew from the text there is, reading no file, and leave no older one beside it."""
    with (
        Archive.open(places.archive, create=False) as archive,
        generations.writing(places.index),
        TextStore(places.text) as store,
    ):
        counts = ReadingCounts(), ScanCounts()
        _index(places, archive, store, engine or WhooshEngine(), progress or Silent(), counts, rebuild=True)
    generations.purge(places.index)


def _index(
    places: Places,
    archive: Archive,
    store: TextStore,
    engine: Engine,
    progress: Progress,
    counts: tuple[ReadingCounts, ScanCounts],
    *,
    rebuild: bool,
) -> Built:
    base = None if rebuild else _base(places, engine)
    wanted = {item.card.digest: item for item in wanted_entries(archive, store)}
    there = base.entries() if base else {}
    changed = [item for digest, item in wanted.items() if there.get(digest) != item.fingerprint]
    gone = sorted(there.keys() - wanted.keys())
    if changed or gone or not base:
        folder = generations.begin(places.index, base)
        progress.begin("indexing", len(changed))
        engine.write(folder / generations.ENGINE, _entries(store, changed, progress), gone)
        now = {digest: item.fingerprint for digest, item in wanted.items()}
        generations.switch(places.index, folder, engine.version, now)
    pages = sum(item.card.pages for item in wanted.values())
    return Built(*counts, len(changed), len(gone), len(wanted), pages)


def _base(places: Places, engine: Engine) -> generations.Generation | None:
    """Return the generation to add to; None if there is none, or it is damaged, or of another version."""
    try:
        base = generations.current(places.index)
    except (NoIndex, DamagedIndex):
        return None
    return base if base.engine == engine.version else None


def _entries(store: TextStore, changed: list[Wanted], progress: Progress) -> Iterator[Entry]:
    for item in changed:
        pages = tuple(store.pages(item.card.digest, item.card.extractor))
        yield entry(item.card, item.carried, pages)
        progress.step()


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
