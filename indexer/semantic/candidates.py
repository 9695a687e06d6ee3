"""Which of the documents nearest in meaning meet what is exact in a query: the index is asked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from indexer.engine.interface import Match, Searcher
from indexer.query import Label, Node, Or, all_of

FEW = 1_000
"""So many documents or fewer that meet what is exact are listed; of more, the nearest are asked about in turn."""

BATCH, MOST = 200, 25_600
"""How many are asked about at first, and twice as many each time after that; and how many at once at most."""


@dataclass(frozen=True, slots=True)
class Near:
    """A document near in meaning, and how near: 1 at most."""

    match: Match
    likeness: float


def one_of(digests: Iterable[str]) -> Node:
    """Return a query that these documents match, and no others. Raises ValueError if there are none."""
    labels = tuple(Label("digest", digest) for digest in digests)
    return labels[0] if len(labels) == 1 else Or(labels)


def nearest(searcher: Searcher, exact: Sequence[Node], order: Iterable[tuple[str, float]], wanted: int) -> list[Near]:
    """Return the first so many documents of an order that meet all that is exact."""
    found: list[Near] = []
    for near in _meeting(searcher, exact, iter(order)):
        found.append(near)
        if len(found) == wanted:
            break
    return found


def _meeting(searcher: Searcher, exact: Sequence[Node], order: Iterator[tuple[str, float]]) -> Iterator[Near]:
    total = searcher.search(all_of(*exact), limit=0).total if exact else None
    if total is not None and total <= FEW:
        matches = {match.digest: match for match in searcher.search(all_of(*exact), limit=FEW).matches} if total else {}
        yield from (Near(matches[digest], likeness) for digest, likeness in order if digest in matches)
        return
    size = BATCH
    while some := list(islice(order, size)):
        asked = all_of(*exact, one_of(digest for digest, _ in some))
        matches = {match.digest: match for match in searcher.search(asked, limit=len(some)).matches}
        yield from (Near(matches[digest], likeness) for digest, likeness in some if digest in matches)
        size = min(2 * size, MOST)
