"""One step of `foi index`: from the text that is there to its facts, its entries, and a new generation."""

from collections.abc import Iterable, Iterator

from indexer import generations
from indexer.engine.interface import Engine, Entry
from indexer.entries import entry
from indexer.errors import DamagedIndex, NoIndex
from indexer.facts.finding import VERSION
from indexer.facts.stage import bring_up_to_date
from indexer.facts.store import FactStore
from indexer.places import Places
from indexer.progress import Progress
from indexer.semantic.stage import Meaning
from indexer.text import TextStore
from indexer.wanted import Wanted, wanted_entries
from scraper.archive.store import Archive


class Indexing:
    """Brings the index up to date with the text that is there, as often as it is told to."""

    def __init__(
        self,
        places: Places,
        archive: Archive,
        store: TextStore,
        engine: Engine,
        meaning: Meaning,
        *,
        rebuild: bool,
        workers: int = 2,
    ) -> None:
        self._places = places
        self._archive = archive
        self._store = store
        self._engine = engine
        self._meaning = meaning
        self._rebuild = rebuild
        self._workers = workers
        self.added: set[str] = set()
        self.removed: set[str] = set()

    def run(self, progress: Progress) -> dict[str, Wanted]:
        """Make a new generation if anything is not as it ought to be; return what is in it."""
        wanted: dict[str, Wanted] = {item.card.digest: item for item in wanted_entries(self._archive, self._store)}
        with FactStore(self._places.facts) as facts:
            bring_up_to_date(facts, self._store, wanted, self._workers, progress)
            self._index(wanted, facts, progress)
        return wanted

    def _index(self, wanted: dict[str, Wanted], facts: FactStore, progress: Progress) -> None:
        index = self._places.index
        base = None if self._rebuild else _base(self._places, self._engine)
        there = base.entries() if base else {}
        stated = base is not None and base.facts == VERSION
        changed = [item for digest, item in wanted.items() if not stated or there.get(digest) != item.fingerprint]
        gone = sorted(there.keys() - wanted.keys())
        lacking = self._meaning.lacking(base)
        if changed or gone or not base or lacking is not None:
            unchanged = wanted.keys() - {item.card.digest for item in changed}
            bare = [wanted[digest] for digest in sorted(unchanged) if digest in (lacking or ())]
            folder = generations.begin(index, base, *self._meaning.folders)
            progress.begin("indexing", len(changed) + len(bare))
            with self._meaning.writing(folder, gone) as passing:
                if changed or gone or not base:
                    entries = passing(entries_of(self._store, facts, changed, progress))
                    self._engine.write(folder / generations.ENGINE, entries, gone)
                for _ in passing(entries_of(self._store, facts, bare, progress)):
                    pass
            now = {digest: item.fingerprint for digest, item in wanted.items()}
            generations.switch(index, folder, self._engine.version, now, VERSION)
            self._rebuild = False
            self.added |= {item.card.digest for item in changed}
            self.removed |= set(gone)


def _base(places: Places, engine: Engine) -> generations.Generation | None:
    """Return the generation to add to; None if there is none, or it is damaged, or of another version."""
    try:
        base = generations.current(places.index)
    except (NoIndex, DamagedIndex):
        return None
    return base if base.engine == engine.version else None


def entries_of(store: TextStore, facts: FactStore, wanted: Iterable[Wanted], progress: Progress) -> Iterator[Entry]:
    """Yield the entries with all text of their pages, and what it says; the progress moves by each."""
    for item in wanted:
        pages = tuple(store.pages(item.card.digest, item.card.extractor))
        yield entry(item.card, item.carried, pages, facts.of(item.card.digest))
        progress.step(pages=len(pages))
