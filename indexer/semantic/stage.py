"""What `foi index` does about vectors: whether any are wanted, whose are lacking, and making those."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from indexer import generations
from indexer.engine.interface import Entry
from indexer.errors import DamagedIndex, NoIndex
from indexer.places import Places

if TYPE_CHECKING:
    from indexer.semantic.embedding import Embedder

FOLDER = "semantic"
"""The vectors' folder in a generation."""

PACKAGE = "wordllama"

Passing = Callable[[Iterable[Entry]], Iterable[Entry]]


class Meaning:
    """The vectors of the generations one run makes; none at all if none are wanted.

    They are wanted if `wish` says so or, where it is None, if the index has some and the extra is there still; if it is
    not, those there are stay until something else changes. Raises NoModel if they are wished for and cannot be made.
    """

    def __init__(self, places: Places, *, wish: bool | None) -> None:
        self._unwanted = wish is False
        self._embedder = _embedder(always=bool(wish)) if wish or (wish is None and _has_some(places)) else None

    @property
    def folders(self) -> tuple[str, ...]:
        """What a generation takes over from the one before, besides the engine's files."""
        return (FOLDER,) if self._embedder else ()

    def lacking(self, base: generations.Generation | None) -> frozenset[str] | None:
        """Return the documents of the base that need vectors; None if the base has the vectors it should have."""
        if not base:
            return None
        if not self._embedder:
            return frozenset() if self._unwanted and _in(base) else None
        from indexer.semantic.writing import taken_over

        parts = taken_over(base.folder / FOLDER, self._embedder)
        there = {digest for part in parts for digest in part.live()}
        lacking = frozenset(base.entries().keys() - there)
        return lacking if lacking or not _in(base) else None

    @contextmanager
    def writing(self, folder: Path, removed: Collection[str]) -> Iterator[Passing]:
        """Make the vectors of the entries that pass, and drop those of what was removed: written at the end."""
        if not self._embedder:
            yield lambda entries: entries
            return
        from indexer.semantic.writing import Writing

        writing = Writing(folder / FOLDER, self._embedder)
        yield writing.passing
        writing.finish(removed)


def _embedder(*, always: bool) -> "Embedder | None":
    if not find_spec(PACKAGE) and not always:
        return None
    from indexer.semantic import model
    from indexer.semantic.embedding import Embedder

    return Embedder(model.load())


def _has_some(places: Places) -> bool:
    try:
        return _in(generations.current(places.index))
    except (NoIndex, DamagedIndex):
        return False


def _in(generation: generations.Generation) -> bool:
    return any(name.startswith(f"{FOLDER}/") for name in generation.files)
