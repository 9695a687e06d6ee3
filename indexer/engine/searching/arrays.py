"""Lists of postings as numpy's arrays: documents, counts, and places as one ascending run of keys."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from indexer.engine.searching.index import Listed
from indexer.engine.segments import Packed

Numbers: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]

PLACE_BITS = 32
"""A key is a document's number, and in the lower bits a place in it."""

_TYPES: dict[int, np.dtype[Any]] = {1: np.dtype("<u1"), 2: np.dtype("<u2"), 4: np.dtype("<u4")}

_TRUE = np.ones(1, bool)

_ONES = np.ones(10_000, np.uint8)  # most words of a pattern stand once wherever they stand: made once, not each time


class Listing:
    """The postings of one or more terms of one field, one list after another."""

    def __init__(self, lists: Sequence[Listed]) -> None:
        self._postings = [listed.postings for listed in lists]
        bases = [listed.base for listed in lists]
        self.ascending = len(set(bases)) == len(bases)
        """One term: its lists are of different segments."""
        sizes = np.array([postings.documents for postings in self._postings])
        self.numbers: Numbers = running(unpacked([postings.ids for postings in self._postings]), sizes)
        if any(bases):
            self.numbers += np.repeat(bases, sizes)
        self.counts: Numbers = unpacked([postings.counts for postings in self._postings]).astype(np.int64)

    @cached_property
    def _firsts(self) -> Numbers:
        return unpacked([postings.firsts for postings in self._postings]).astype(np.int64)

    @cached_property
    def _followers(self) -> "NDArray[Any]":
        return unpacked([postings.followers for postings in self._postings])

    @cached_property
    def _offsets(self) -> Numbers:
        return np.cumsum(self.counts - 1) - (self.counts - 1)

    def of(self, numbers: Numbers, documents: int) -> Numbers:
        """Return which entries are of some documents, given ascending; there are so many documents in all."""
        if self.ascending:
            at = np.searchsorted(self.numbers, numbers)
            at[at == len(self.numbers)] = 0
            found: Numbers = at[self.numbers[at] == numbers]
            return found
        wanted = np.zeros(documents, bool)
        wanted[numbers] = True
        return np.flatnonzero(wanted[self.numbers])

    def keys(self, entries: Numbers | None = None) -> Numbers:
        """Return the keys of some entries, or of all, one entry after another."""
        if entries is None:
            numbers, counts, firsts = self.numbers, self.counts, self._firsts
        else:
            numbers, counts, firsts = self.numbers[entries], self.counts[entries], self._firsts[entries]
        ends = np.cumsum(counts)
        starts = ends - counts
        total = int(ends[-1]) if len(ends) else 0
        if total == len(numbers):
            return (numbers << PLACE_BITS) + firsts
        steps = np.ones(total, np.int64)
        if entries is None:
            others = np.ones(total, bool)
            others[starts] = False
            steps[others] = self._followers
        else:
            # of an entry's first place there is no follower: what is read for it is another's, and overwritten
            steps[:] = self._followers[np.arange(total) + np.repeat(self._offsets[entries] - starts - 1, counts)]
        steps[starts] = firsts
        keys: Numbers = np.cumsum(steps)
        keys += np.repeat((numbers << PLACE_BITS) + firsts - keys[starts], counts)
        return keys


def unpacked(packs: Sequence[Packed]) -> "NDArray[Any]":
    """Return the integers of some lists, one after another."""
    arrays = [
        np.frombuffer(packed.buffer, _TYPES[packed.width]) if packed.width else _ones(packed.count) for packed in packs
    ]
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)


def _ones(count: int) -> "NDArray[Any]":
    return _ONES[:count] if count <= len(_ONES) else np.ones(count, np.uint8)


def running(steps: "NDArray[Any]", sizes: Numbers) -> Numbers:
    """Add up steps, anew for each list of such sizes."""
    sums = np.cumsum(steps, dtype=np.int64)
    if len(sizes) > 1:
        starts = np.cumsum(sizes) - sizes
        sums -= np.repeat(sums[starts] - steps[starts], sizes)
    return sums


def found_in(values: Numbers, wanted: Numbers) -> Bools:
    """Tell of each that is wanted whether it is among the values; both ascend."""
    if not len(values):
        return np.zeros(len(wanted), bool)
    at = np.searchsorted(values, wanted)
    at[at == len(values)] = 0
    found: Bools = values[at] == wanted
    return found


def ascending(values: Numbers) -> Numbers:
    """Return the values, each once. numpy.unique hashes them, which took ten times as long as to sort them."""
    return each_once(np.sort(values))[0]


def each_once(ascending: Numbers) -> tuple[Numbers, Numbers]:
    """Return the values, each once, and how often each is there."""
    if not len(ascending):
        return ascending, ascending
    borders = np.concatenate((_TRUE, ascending[1:] != ascending[:-1], _TRUE)).nonzero()[0]
    starts = borders[:-1]
    return ascending[starts], borders[1:] - starts


def foremost(numbers: Numbers, keys: Iterable[Numbers | Floats], count: int) -> Numbers:
    """Leave of documents those that may be the first by some keys, of which each has one for every document."""
    sure: list[Numbers] = []
    for key in keys:
        if len(numbers) <= count:
            break
        values = key[numbers]
        last = np.partition(values, count - 1)[count - 1]
        sure.append(numbers[values < last])
        count -= len(sure[-1])
        numbers = numbers[values == last]
    return np.concatenate([*sure, numbers])


def greatest(numbers: Numbers, values: Floats, count: int) -> list[int] | None:
    """Return the documents of the greatest values, greatest first; None if there is a choice between some alike."""
    if len(numbers) > count:
        parted = values.copy()
        parted.partition(len(values) - count)
        near = (values >= parted[len(values) - count]).nonzero()[0]
        numbers, values = numbers[near], values[near]
    by_value = dict(zip(values.tolist(), numbers.tolist(), strict=True))
    return [by_value[value] for value in sorted(by_value, reverse=True)] if len(by_value) == len(numbers) else None
