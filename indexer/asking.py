"""Many questions, one after another, of an index that may be replaced meanwhile."""

from contextlib import ExitStack
from types import TracebackType

from indexer import search
from indexer.engine.interface import Order
from indexer.errors import DamagedIndex
from indexer.places import Places
from indexer.query import Node


class Asking:
    """The generation in force, opened once; opened anew only if it was swept away while it was being read.

    Raises NoIndex, DamagedIndex, as it is opened or asked.
    """

    def __init__(self, places: Places) -> None:
        self._places = places
        self._open = ExitStack()
        self._begin()

    def __enter__(self) -> "Asking":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._open.close()

    def ask(self, query: Node, *, order: Order = Order.RELEVANCE, limit: int = 10, pages: int = 3) -> search.Results:
        """Find what matches, and nothing that merely has most of the words. Raises QueryError."""
        while True:
            try:
                return self._searching.search(query, order=order, limit=limit, pages=pages, exact=True)
            except DamagedIndex:
                if search.in_force(self._places) == self._generation:
                    raise
                self._open.close()
                self._begin()

    def _begin(self) -> None:
        self._generation = search.in_force(self._places)
        self._searching = self._open.enter_context(search.opened(self._places))
