"""The kinds of array that are written, and two ways of counting through them."""

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
