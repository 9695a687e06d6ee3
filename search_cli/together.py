"""Where a search looks: in the collection of one's own, or in several and in bundles together."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from indexer.places import Places
from indexer.query import Node
from indexer.search import Ranking, Results, Searching, opened, search
from indexer.stored import StoredPages
from search_cli.context import Session
from search_cli.interrupting import on_ctrl_c

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from indexer.stored import Pages


class Searched(Protocol):
    """What questions are put to. It is opened for each anew."""

    def search(self, query: Node, **how: Any) -> Results:
        """Ask one question, as `indexer.search.search` does."""
        ...

    def opened(self, *, often: bool = True) -> "AbstractContextManager[Searching]":
        """Open it for many questions, or, if not `often`, for one."""
        ...

    def pages_of(self, results: Results) -> "AbstractContextManager[Pages]":
        """Open the texts to read more of hits."""
        ...


class Own:
    """The one collection of the data folder."""

    def __init__(self, places: Places, ranking: Ranking) -> None:
        self._places = places
        self._ranking = ranking

    def search(self, query: Node, **how: Any) -> Results:
        return search(self._places, query, ranking=self._ranking, **how)

    def opened(self, *, often: bool = True) -> "AbstractContextManager[Searching]":
        return opened(self._places, often=often)

    def pages_of(self, _: Results) -> StoredPages:
        return StoredPages(self._places.text)


@contextmanager
def searched(session: Session, names: Sequence[str], ranking: Ranking) -> Iterator[Searched]:
    """Return what is searched: one's own collection, or those named together. Bundles are made ready first."""
    if not names:
        yield Own(session.places, ranking)
        return
    from indexer.bundle.forgotten import forgotten_in
    from indexer.collections import family
    from indexer.federation.cache import indexed
    from indexer.federation.origins import prepared
    from indexer.federation.searching import Federation
    from search_cli.progress import progress

    with ExitStack() as stack:
        told = "interrupted; bundles that were indexed stay so, the same command goes on from there"
        with progress(quiet=session.quiet) as watched, on_ctrl_c(lambda: told):
            forgotten = forgotten_in(family(session.places))
            preparing = partial(indexed, progress=watched, forgotten=forgotten)
            origins = stack.enter_context(prepared(names, session.places, preparing))
            federation = Federation(origins, session.places, left_out=forgotten.subjects)
            federation.prepare(watched)
        yield federation
