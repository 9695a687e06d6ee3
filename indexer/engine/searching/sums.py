"""Documents and pages by the sums of money on them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from indexer.engine.searching.index import Index
from indexer.engine.segments import Sums
from indexer.engine.segments.layout import CURRENCIES
from indexer.query import Amount

_GREATEST = (1 << 64) - 1


class Paying(NamedTuple):
    """Of a segment whose documents are numbered on from `base` the sums within bounds: from the first to the last.

    `fits` has a byte for each of them, 0 if it is of another currency; None if all will do. A page comes once for
    each of its sums.
    """

    base: int
    sums: Sums
    first: int
    last: int
    fits: bytes | None

    @property
    def documents(self) -> memoryview:
        return self.sums.documents[self.first : self.last]

    @property
    def pages(self) -> memoryview:
        return self.sums.pages[self.first : self.last]


def paying(index: Index, amount: Amount) -> Iterator[Paying]:
    """Yield what each segment has."""
    lowest = min(max(amount.lowest or 0, 0), _GREATEST)
    highest = _GREATEST if amount.highest is None else min(amount.highest, _GREATEST)
    for base, sums in index.sums():
        first, last = bisect_left(sums.values, lowest), bisect_right(sums.values, highest)
        if first < last:
            fits = None
            if amount.currency:
                wanted = CURRENCIES.index(amount.currency) + 1 if amount.currency in CURRENCIES else 255
                fits = bytes(sums.currencies[first:last]).translate(bytes(number == wanted for number in range(256)))
            yield Paying(base, sums, first, last, fits)
