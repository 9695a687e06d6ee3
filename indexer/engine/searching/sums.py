"""Documents and pages by the sums of money on them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from indexer.engine.searching.index import Index
from indexer.query import Amount

CURRENCIES = {"GBP": 1, "EUR": 2, "USD": 3}
"""Their numbers in a segment; 0 is none."""

_GREATEST = (1 << 64) - 1


class Paying(NamedTuple):
    """Documents of a segment, numbered on from `base`, and the pages on which they have a sum within bounds.

    A page comes once for each of its sums.
    """

    base: int
    documents: memoryview
    pages: memoryview
    fits: bytes | None
    """A byte for each of them, 0 if it is of another currency; None if all will do."""


def paying(index: Index, amount: Amount) -> Iterator[Paying]:
    """Yield what each segment has."""
    lowest = min(max(amount.lowest or 0, 0), _GREATEST)
    highest = _GREATEST if amount.highest is None else min(amount.highest, _GREATEST)
    for segment, base in index.based():
        sums = segment.sums()
        first, last = bisect_left(sums.values, lowest), bisect_right(sums.values, highest)
        if first < last:
            fits = None
            if amount.currency:
                wanted = CURRENCIES.get(amount.currency, 255)
                table = bytes(number == wanted for number in range(256))
                fits = bytes(sums.currencies[first:last]).translate(table)
            yield Paying(base, sums.documents[first:last], sums.pages[first:last], fits)
