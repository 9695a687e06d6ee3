"""Opening the vectors of the generation in force, to rank by them."""

from collections.abc import Callable

from indexer import generations
from indexer.errors import IndexerError
from indexer.places import Places
from indexer.semantic import model, vectors
from indexer.semantic.embedding import Embedder
from indexer.semantic.nearest import Nearest
from indexer.semantic.stage import FOLDER


class NoVectors(IndexerError):
    """The index cannot be ranked by meaning yet: why, and what to do."""


def opening(places: Places) -> Callable[[], Nearest]:
    """Return what opens them. It raises NoModel, NoVectors, NoIndex or DamagedIndex."""

    def opened() -> Nearest:
        embedder = Embedder(model.load())
        found = vectors.read(generations.current(places.index).folder / FOLDER)
        if found is None:
            raise NoVectors("the index was made without vectors; run `foi index --semantic`")
        if found.embedder != embedder.name:
            raise NoVectors("the index has the vectors of another model; run `foi index --semantic`")
        return Nearest(found, embedder)

    return opened
