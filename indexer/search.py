"""The one question the index answers, in the terms of the person who asks: query in, results out."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from indexer import generations
from indexer.engine.interface import Engine, Order
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.errors import DamagedIndex
from indexer.places import Places
from indexer.query import Node
from indexer.results import FACETS, Hit, HitPage, Listing, Ranking, Results, lexical
from indexer.searching import Searching
from indexer.stored import StoredPages

__all__ = [
    "FACETS",
    "Hit",
    "HitPage",
    "Listing",
    "Ranking",
    "Results",
    "Searching",
    "in_force",
    "lexical",
    "opened",
    "search",
]


def search(
    places: Places,
    query: Node,
    *,
    order: Order = Order.RELEVANCE,
    limit: int = 10,
    offset: int = 0,
    pages: int = 3,
    facets: Sequence[str] = (),
    why: bool = False,
    asked: str = "",
    exact: bool = False,
    stated: bool = False,
    fold: bool = False,
    engine: Engine | None = None,
    ranking: Ranking = lexical,
) -> Results:
    """Ask one question, as `Searching.search` does. Raises NoIndex, DamagedIndex, or QueryError."""
    while True:
        before = in_force(places)
        try:
            with opened(places, often=False, engine=engine, ranking=ranking) as searching:
                return searching.search(
                    query,
                    order=order,
                    limit=limit,
                    offset=offset,
                    pages=pages,
                    facets=facets,
                    why=why,
                    asked=asked,
                    exact=exact,
                    stated=stated,
                    fold=fold,
                )
        except DamagedIndex:
            if in_force(places) == before:
                raise  # else it was replaced and swept away while it was being read: ask the next


@contextmanager
def opened(
    places: Places, *, often: bool = True, engine: Engine | None = None, ranking: Ranking = lexical
) -> Iterator[Searching]:
    """Open the generation in force for many questions, or, if not `often`, for one. Raises NoIndex, DamagedIndex."""
    engine = engine or WhooshEngine()
    generation = generations.current(places.index)
    if generation.engine != engine.version:
        raise DamagedIndex("the index was made by another version of foi-index; run `foi index`")
    with (
        engine.open(generation.folder / generations.ENGINE, often=often) as searcher,
        StoredPages(places.text) as store,
    ):
        yield Searching(searcher, store, ranking, places)


def in_force(places: Places) -> str:
    """Return the name of the generation that is in force now, "" if there is none."""
    try:
        return (places.index / generations.CURRENT).read_text(encoding="ascii")
    except FileNotFoundError:
        return ""
