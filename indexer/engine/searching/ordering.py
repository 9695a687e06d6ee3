"""What documents are sorted by, in which order."""

from collections.abc import Callable
from typing import Any

from indexer.engine.interface import Order
from indexer.engine.searching.index import Index
from indexer.engine.searching.kernel import Scores

NEVER = 10**7
"""A day after every date."""


def keys(index: Index, order: Order, scores: Scores | None) -> list[Callable[[int], Any]]:
    """Return the keys of an order, each for what is alike by those before."""
    days = index.column("day")

    def newest(number: int) -> int:
        return -days[number]  # 0, no date, comes last

    def oldest(number: int) -> int:
        return days[number] or NEVER

    match order:
        case Order.RELEVANCE:
            assert scores is not None, "they are what it is sorted by"  # noqa: S101
            return [lambda number: -scores[number], newest, index.key]
        case Order.NEWEST:
            return [newest, index.key]
        case Order.OLDEST:
            return [oldest, index.key]
        case Order.LARGEST:
            largest = index.column("largest")
            return [lambda number: -largest[number], newest, index.key]
