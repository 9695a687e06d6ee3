"""A first look at two texts: whether more of their places are filled otherwise than in texts that say the same.

A place is what stands before and after a word: of two letters made from one template most are in both. To count what
fills them takes a hundredth of the time it takes to set two texts against each other word by word.
"""

import zlib
from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.duplicates.tokens import Sort, Token

Hashes = NDArray[np.uint64]
Near = Callable[[str, str], bool]
Words = dict[int, list[tuple[str, int]]]
"""What fills places, and how often."""
_MANY = np.uint64(0x9E3779B97F4A7C15)
_NUMBERS = np.array((Sort.FIGURE, Sort.YEAR, Sort.PERIOD), np.int8)
"""What counts as one thing where it stands beside a place: in the next copy it is another."""


_FEW = 400
"""Pairs of words that may stand for each other in one place: in tables of nothing but figures there are more, and which
stands for which is left to alignment."""


class Filled(NamedTuple):
    """Places with what fills them, each pair once, by number in order; `times` is how often, `at` the first token."""

    numbers: Hashes
    times: NDArray[np.int64]
    at: NDArray[np.intp]
    places: Hashes


class Fillings:
    """The places of a text, by the sorts of words that fill them."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        number = cache(lambda key: zlib.crc32(key.encode("utf-8", "surrogatepass")))
        self._hashes = np.fromiter((number(token.key) for token in tokens), np.uint64, len(tokens))
        self._sorts = np.fromiter((token.sort for token in tokens), np.int8, len(tokens))
        beside = np.zeros(len(tokens) + 2, np.uint64)
        beside[1:-1] = np.where(np.isin(self._sorts, _NUMBERS), np.uint64(1), self._hashes)
        self._places = _mixed(beside[:-2], beside[2:])
        self.of = cache(self._of)

    def _of(self, sorts: Collection[Sort]) -> Filled:
        at = np.flatnonzero(np.isin(self._sorts, np.array([*sorts], np.int8)))
        places = self._places[at]
        numbers, first, times = np.unique(_mixed(places, self._hashes[at]), return_index=True, return_counts=True)
        return Filled(numbers, times, at[first], places[first])

    def other(self, theirs: "Fillings", sorts: frozenset[Sort]) -> tuple[Words, Words]:
        """Return what fills places here that fills none there, and the reverse, by place: only places in both."""
        one, two = self.of(sorts), theirs.of(sorts)
        left, right = _more(one, two), _more(two, one)
        both = np.intersect1d(one.places[left > 0], two.places[right > 0])
        return self._words(one, left, both), theirs._words(two, right, both)

    def _words(self, filled: Filled, more: NDArray[np.int64], both: Hashes) -> Words:
        found: Words = {}
        chosen = np.flatnonzero((more > 0) & np.isin(filled.places, both))
        for place, at, times in zip(
            filled.places[chosen].tolist(), filled.at[chosen].tolist(), more[chosen].tolist(), strict=True
        ):
            found.setdefault(place, []).append((self._tokens[at].key, times))
        return found


def otherwise(one: Fillings, other: Fillings, sorts: frozenset[Sort], most: int, near: Near) -> bool:
    """Tell whether more than `most` places are filled otherwise, and not by what is near."""
    ours, theirs = one.other(other, sorts)
    count = 0
    for place, some in ours.items():
        count += _unlike(some, theirs[place], near)
        if count > most:
            return True
    return False


def _unlike(ours: Sequence[tuple[str, int]], theirs: Sequence[tuple[str, int]], near: Near) -> int:
    """Return how many of some words stand for others that they are not near to."""
    if len(ours) * len(theirs) > _FEW:
        return 0
    return min(
        sum(times for word, times in ours if not any(near(word, their) for their, _ in theirs)),
        sum(times for word, times in theirs if not any(near(our, word) for our, _ in ours)),
    )


def _more(one: Filled, two: Filled) -> NDArray[np.int64]:
    """Return how much more often each filling is in the one."""
    if not len(two.numbers):
        return one.times
    at = np.minimum(np.searchsorted(two.numbers, one.numbers), len(two.numbers) - 1)
    return one.times - np.where(two.numbers[at] == one.numbers, two.times[at], 0)


def _mixed(one: Hashes, other: Hashes) -> Hashes:
    mixed = (one * _MANY) ^ other
    return (mixed ^ (mixed >> np.uint64(29))) * _MANY
