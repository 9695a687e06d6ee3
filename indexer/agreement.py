"""Whether the index in force says what the text says from which it was made."""

from collections.abc import Iterator

from indexer import generations
from indexer.engine.checking import differences
from indexer.facts.store import FactStore
from indexer.indexing import entries_of
from indexer.places import Places
from indexer.progress import Progress, Silent
from indexer.text import TextStore
from indexer.wanted import wanted_entries
from scraper.archive.store import Archive


def disagreements(places: Places, progress: Progress | None = None) -> Iterator[str]:
    """Yield, a line each, where the index is not what its text makes of it; every word of it is read.

    What changed after the index was made, and waits for `foi index`, is left out. Raises NoIndex or DamagedIndex.
    """
    progress = progress or Silent()
    with (
        Archive.open(places.archive, create=False) as archive,
        TextStore(places.text) as store,
        FactStore(places.facts) as facts,
    ):
        generation = generations.current(places.index)
        there = generation.entries()
        wanted = {item.card.digest: item for item in wanted_entries(archive, store)}
        same = [item for digest, item in wanted.items() if there.get(digest) == item.fingerprint]
        outdated = there.keys() - {item.card.digest for item in same}
        progress.begin("comparing", len(same), "document")
        for text in differences(generation.folder / generations.ENGINE, entries_of(store, facts, same, progress)):
            if text.partition(" ")[0] not in outdated:
                yield text
