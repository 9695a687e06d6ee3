"""One answer out of several collections: that of one index of all their documents, and where each hit is held."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any

from indexer import generations
from indexer.engine.interface import Searcher
from indexer.engine.whoosh_engine import Holders, WhooshEngine
from indexer.errors import DamagedIndex
from indexer.federation.cache import cache_folder
from indexer.federation.folded import folded
from indexer.federation.origins import Origin
from indexer.federation.texts import PagesTogether
from indexer.generations import Generation
from indexer.places import Places
from indexer.progress import Progress, Silent
from indexer.query import Node
from indexer.record import changed
from indexer.search import Hit, Results, Searching, in_force
from indexer.stored import StoredPages


class SearchingTogether(Searching):
    """The opened indexes of several collections, and the texts they are of. Tags and notes are those of one's own."""

    def __init__(
        self,
        searcher: Searcher,
        store: PagesTogether,
        own: Places,
        origins: Sequence[Origin],
        holders: Holders,
    ) -> None:
        super().__init__(searcher, store, places=own)
        self._alike = tuple(origin.places.facts for origin in origins)
        self._names = [origin.name for origin in origins]
        self._holders = holders

    def search(self, query: Node, **how: Any) -> Results:
        """Answer as an index of all documents would; each hit with the names of those that hold it."""
        results = super().search(query, **how)
        return changed(results, hits=tuple(map(self._with_origins, results.hits)))

    def _with_origins(self, hit: Hit) -> Hit:
        return changed(hit, origins=tuple(self._names[place] for place in self._holders(hit.card.digest)))


class Federation:
    """Collections that are asked together; `own` has the tags and notes of the person who asks.

    `folder` is where something is kept between searches, the user's cache if it is not said. Documents that are
    `left_out`, by their digests, are found in none.
    """

    def __init__(
        self, origins: Sequence[Origin], own: Places, folder: Path | None = None, left_out: Collection[str] = ()
    ) -> None:
        self.origins = origins
        self._own = own
        self._left_out = left_out
        self._folder = folder or cache_folder().parent / "folded"

    def search(self, query: Node, **how: Any) -> Results:
        """Ask one question, as `indexer.search.search` does. Raises NoIndex, DamagedIndex, or QueryError."""
        while True:
            before = self._in_force()
            try:
                with self.opened(often=False) as searching:
                    return searching.search(query, **how)
            except DamagedIndex:
                if self._in_force() == before:
                    raise  # else one was replaced and swept away while it was being read: ask the next

    @contextmanager
    def opened(self, *, often: bool = True) -> Iterator[SearchingTogether]:
        """Open all of them for many questions, or, if not `often`, for one. Raises NoIndex, DamagedIndex."""
        engine = WhooshEngine()
        held = [_current(origin, engine) for origin in self.origins]
        first = self._folded(held, Silent())
        folders = [*first, *(one.folder / generations.ENGINE for one in held)]
        with ExitStack() as stack:
            searcher, holders = stack.enter_context(engine.open_together(folders, left_out=self._left_out, often=often))

            def holding(digest: str) -> list[int]:
                return [place - len(first) for place in holders(digest) if place >= len(first)]

            pages = stack.enter_context(self._pages(holding))
            yield SearchingTogether(searcher, pages, self._own, self.origins, holding)

    def prepare(self, progress: Progress) -> None:
        """Do before the first question what takes long. Raises NoIndex, DamagedIndex."""
        engine = WhooshEngine()
        self._folded([_current(origin, engine) for origin in self.origins], progress)

    def pages_of(self, results: Results) -> AbstractContextManager[PagesTogether]:
        """Open the texts to read more of hits."""
        names = [origin.name for origin in self.origins]
        places = {hit.card.digest: [names.index(name) for name in hit.origins] for hit in results.hits}
        return self._pages(lambda digest: places.get(digest, []))

    def _folded(self, held: Sequence[Generation], progress: Progress) -> tuple[Path, ...]:
        if len(held) < 2:
            return ()
        return folded(self.origins, held, self._folder, progress)

    @contextmanager
    def _pages(self, holders: Holders) -> Iterator[PagesTogether]:
        with ExitStack() as stack:
            stores = [stack.enter_context(StoredPages(origin.places.text)) for origin in self.origins]
            yield PagesTogether(stores, holders)

    def _in_force(self) -> list[str]:
        return [in_force(origin.places) for origin in self.origins]


def _current(origin: Origin, engine: WhooshEngine) -> Generation:
    generation = generations.current(origin.places.index)
    if generation.engine != engine.version:
        raise DamagedIndex(f"{origin.name}: its index was made by another version of foi-index; run `foi index` there")
    return generation
