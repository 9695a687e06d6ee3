"""The kinds of array that are written, and ways of counting through them."""

from collections.abc import Iterator
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

U8: TypeAlias = NDArray[np.uint8]
U32: TypeAlias = NDArray[np.uint32]
U64: TypeAlias = NDArray[np.uint64]
I64: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]
Numbers: TypeAlias = NDArray[Any]


def starts(lengths: Numbers) -> I64:
    """Return where each of so many runs, one after another, begins; one number more, where the last ends."""
    begins = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=begins[1:])
    return begins


def ranges(first: Numbers, lengths: Numbers) -> I64:
    """Return the numbers from each first on, so many of each, one after another."""
    begins = starts(lengths)
    found = np.repeat(np.asarray(first, np.int64) - begins[:-1], lengths)
    found += np.arange(begins[-1])
    return found


def passes(counts: I64, most: int) -> Iterator[tuple[int, int]]:
    """Divide numbers that occur so often into ranges that occur at most so often, or of one number, in order.

    What does not occur is in one of them or in none.
    """
    before = starts(counts)
    first = 0
    while before[first] < before[-1]:
        first = int(np.searchsorted(before, before[first], side="right")) - 1
        last = max(first + 1, int(np.searchsorted(before, before[first] + most, side="right")) - 1)
        yield first, last
        first = last
