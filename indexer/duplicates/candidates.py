"""Which documents may say the same, by their prints alone: bands of signatures that are equal, as LSH has them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.duplicates.prints import ITEMS, LENGTH

ROWS = 3
"""Values in a band. With 42 bands, of texts with half of their runs in common 4 of 1,000 pairs are missed, of those
with 30 % a third."""
CROWD = 32
"""Of more documents with the same band, each is only held against so many that have the same figures and names."""
_ALIKE = 0.12
_COMMON = 0.5
_PIECE = 200_000
Numbers = NDArray[np.uint32]


class Prints(NamedTuple):
    """The prints of some documents, a row each; `fresh` are those not compared yet, `references` a number for each."""

    signatures: Numbers
    items: Numbers
    sizes: NDArray[np.int64]
    references: NDArray[np.int64]
    fresh: NDArray[np.bool_]


def candidates(prints: Prints) -> Iterator[tuple[int, list[int]]]:
    """Yield documents with those that may say the same, the likeliest first; one of each pair is fresh."""
    count = len(prints.sizes)
    tried = found = np.zeros(0, np.int64)
    for band in range(LENGTH // ROWS):
        fresh = [_not_in(tried, one * count + other) for one, other in _pairs(prints, band)]
        codes = [some[_likely(prints, some // count, some % count)] for some in fresh]
        if fresh:
            tried = np.union1d(tried, np.concatenate(fresh))  # look-alikes meet in all bands
            found = np.union1d(found, np.concatenate(codes))
    if not len(found):
        return
    ones, others = found // count, found % count
    alike = _shares(prints, ones, others)
    order = np.lexsort((-alike, ones))
    ones, others = ones[order], others[order]
    starts = [0, *(np.flatnonzero(ones[1:] != ones[:-1]) + 1).tolist()] if len(ones) else []
    for start, end in zip(starts, [*starts[1:], len(ones)], strict=True):
        yield int(ones[start]), others[start:end].tolist()


def _pairs(prints: Prints, band: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Yield pairs with the same band, the document with the smaller number first."""
    keys = prints.signatures[:, band * ROWS].astype(np.uint64)
    for row in range(band * ROWS + 1, band * ROWS + ROWS):
        keys = keys * np.uint64(0x9E3779B97F4A7C15) ^ prints.signatures[:, row]
    columns: list[NDArray[np.unsignedinteger[Any]]] = [prints.items[:, at] for at in (3, 2, 1, 0)]
    order = np.lexsort((*columns, keys))
    keys = keys[order]
    fresh = prints.fresh[order]
    for step in range(1, CROWD):
        same = np.flatnonzero((keys[step:] == keys[:-step]) & (fresh[step:] | fresh[:-step]))
        if not len(same) and not (keys[step:] == keys[:-step]).any():
            return
        for start in range(0, len(same), _PIECE):
            one, other = order[same[start : start + _PIECE]], order[same[start : start + _PIECE] + step]
            yield np.minimum(one, other), np.maximum(one, other)


def _not_in(some: NDArray[np.int64], codes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return what is not among some that are in order."""
    if not len(some):
        return codes
    there: NDArray[np.bool_] = some[np.minimum(np.searchsorted(some, codes), len(some) - 1)] == codes
    return codes[~there]


def _likely(prints: Prints, ones: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.bool_]:
    kept = _shares(prints, ones, others) >= _ALIKE
    kept[kept] = _agree(prints, ones[kept], others[kept])
    return kept


def _shares(prints: Prints, ones: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return for each pair what share of their runs is in both, as their signatures tell."""
    parts = [
        (prints.signatures[ones[at : at + _PIECE]] == prints.signatures[others[at : at + _PIECE]]).mean(axis=1)
        for at in range(0, len(ones), _PIECE)
    ]
    return np.concatenate(parts) if parts else np.zeros(0)


def _agree(prints: Prints, ones: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell of each pair whether enough of the figures and names of the one are in the other, or it is one request."""
    left, right = prints.items[ones], prints.items[others]
    common = np.zeros(len(ones), np.int64)
    for at in range(ITEMS):
        column = left[:, at]
        common += ((right == column[:, None]).any(axis=1)) & (column != 0)
    fewest = np.minimum((left != 0).sum(axis=1), (right != 0).sum(axis=1))
    kin = (prints.references[ones] == prints.references[others]) & (prints.references[ones] >= 0)
    return np.asarray((common >= _COMMON * fewest) | kin, np.bool_)
