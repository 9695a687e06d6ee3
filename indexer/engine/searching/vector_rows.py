"""Phrases and words near each other, in numpy: over all documents at once."""

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

import numpy as np

from indexer.engine.searching.arrays import PLACE_BITS, Bools, Numbers, ascending, found_in
from indexer.engine.searching.near import FAR
from indexer.engine.searching.vector_pages import Pages

Held = TypeVar("Held")


class Keys(NamedTuple):
    """Keys of places, ascending; `wholes` are those at which the whole of a broken word stands."""

    all: Numbers
    wholes: Numbers


class VectorRows(Generic[Held]):
    """The keys of complete rows, part by part. If no word is broken, those of a row are at the same index."""

    __slots__ = ("_parts", "held", "unbroken")

    def __init__(self, held: Held, parts: Sequence[Numbers], *, unbroken: bool) -> None:
        self.held = held
        self.unbroken = unbroken
        self._parts = parts

    def places(self, number: int) -> list[list[int]]:
        borders = (number << PLACE_BITS, (number + 1) << PLACE_BITS)
        spans = [np.searchsorted(part, borders) for part in self._parts]
        return [
            (part[first:last] - borders[0]).tolist()
            for part, (first, last) in zip(self._parts, spans, strict=True)
            if first < last
        ]

    def heads(self, within: Bools) -> tuple[Numbers, Numbers]:
        """Return which rows are in some documents, and the keys at which they begin."""
        rows = within[self._parts[0] >> PLACE_BITS].nonzero()[0]
        return rows, self._parts[0][rows]

    def add_touched(self, rows: Numbers, pages: Pages, counts: Numbers) -> None:
        """Count some rows on each page that they touch beside the one on which they begin."""
        before = pages.borders.searchsorted(self._parts[0][rows], "right")
        for part in self._parts[1:]:
            page = pages.borders.searchsorted(part[rows], "right")
            if (over := page != before).any():
                counts += np.bincount(page[over] - 1, minlength=len(counts))
            before = page


def in_a_row(parts: Sequence[Keys], within: Bools) -> tuple[list[Numbers], bool]:
    """Return the keys of each part that are in complete rows, each part straight after the one before.

    And whether no word in them is broken. It goes from the part with the fewest keys to both ends: the time is that
    of the rarest word.
    """
    every = [part.all for part in parts]
    rows = [_unbroken(every, within)]
    for which, part in enumerate(parts):
        if len(part.wholes) and len(some := part.wholes[within[part.wholes >> PLACE_BITS]]):
            rows.append(_reached(every, which, some))
    rows = [row for row in rows if len(row[0])]
    if not rows:
        return _none(every), True
    if len(rows) == 1 and not any((part & 1).any() for part in rows[0]):
        return rows[0], True
    return _complete([ascending(np.concatenate(some)) for some in zip(*rows, strict=True)]), False


def _none(parts: Sequence[Numbers]) -> list[Numbers]:
    return [part[:0] for part in parts]


def _unbroken(parts: Sequence[Numbers], within: Bools) -> list[Numbers]:
    """Return the rows in which no word is the whole of a broken one: each place is two after the one before."""
    by_size = sorted(range(len(parts)), key=lambda index: len(parts[index]))
    rarest = by_size[0]
    heads = parts[rarest]
    heads = heads[within[heads >> PLACE_BITS] & (heads & 1 == 0)] - 2 * rarest
    for index in by_size[1:]:
        heads = heads[found_in(parts[index], heads + 2 * index)]
    return [heads + 2 * index for index in range(len(parts))]


def _reached(parts: Sequence[Numbers], which: int, keys: Numbers) -> list[Numbers]:
    """Return the keys of all parts that are reached from some of one part, forwards and backwards."""
    reached = list(parts)
    reached[which] = keys
    for index in range(which + 1, len(parts)):
        ends = _ends(reached[index - 1])
        follow = ascending(np.concatenate((ends, ends + 1)))
        reached[index] = follow[found_in(parts[index], follow)]
    for index in range(which - 1, -1, -1):
        here = reached[index + 1] & ~1
        before = ascending(np.concatenate((here - 2, here - 3)))
        reached[index] = before[found_in(parts[index], before)]
    return reached if all(map(len, reached)) else _none(parts)


def _complete(parts: list[Numbers]) -> list[Numbers]:
    """Leave of the keys those in complete rows: forwards, then backwards."""
    for index in range(1, len(parts)):
        parts[index] = parts[index][np.isin(parts[index] & ~1, _ends(parts[index - 1]))]
    for index in range(len(parts) - 2, -1, -1):
        parts[index] = parts[index][np.isin(_ends(parts[index]), parts[index + 1] & ~1)]
    return parts


def _ends(keys: Numbers) -> Numbers:
    """Return where the next word stands: a whole reaches over two positions."""
    return (keys & ~1) + 2 + 2 * (keys & 1)


class Vectors:
    """Positions in ascending arrays."""

    def after(self, points: Numbers, values: Numbers) -> Numbers:
        ends = np.append(values, FAR)
        return ends[np.searchsorted(values, points, "right")]

    def before(self, points: Numbers, values: Numbers) -> Numbers:
        begins = np.concatenate(([-FAR], values))
        return begins[np.searchsorted(values, points, "left")]

    def least(self, one: Numbers, two: Numbers) -> Numbers:
        return np.minimum(one, two)

    def greatest(self, one: Numbers, two: Numbers) -> Numbers:
        return np.maximum(one, two)

    def same(self, one: Numbers, two: Numbers) -> bool:
        return np.array_equal(one, two)

    def apart(self, parts: Sequence[Numbers]) -> bool:
        if len(parts) == 2:
            fewer, more = sorted(parts, key=len)
            return not found_in(more, fewer).any()
        every = np.sort(np.concatenate(parts))
        return not (every[1:] == every[:-1]).any()

    def in_windows(self, points: Numbers, parts: Sequence[tuple[Numbers, int]], most: int) -> Numbers:
        starts = np.sort(np.concatenate([part for part, _ in parts]))
        ends = starts
        for part, times in parts:
            later = np.append(part, [FAR] * times)
            ends = np.maximum(ends, later[part.searchsorted(starts) + times - 1])
        windows = starts[ends - starts <= most]
        begins = np.concatenate(([-FAR], windows))[windows.searchsorted(points, "right")]
        found: Numbers = points[points - begins <= most]
        return found

    def close(self, points: Numbers, spans: Sequence[tuple[Numbers, Numbers]], most: int) -> Numbers:
        fits = np.zeros(len(points), bool)
        for begins, ends in spans:
            fits |= ends - begins <= most
        return points[fits]


def around(points: Sequence[Numbers], most: int) -> list[Numbers]:
    """Leave of each part's positions those with one of each other part so near, though it may be the same."""
    points = list(points)
    for one in sorted(range(len(points)), key=lambda index: len(points[index])):
        for other in range(len(points)):
            if other != one:
                points[other] = _close_to(points[one], points[other], most)
    return points


def _close_to(few: Numbers, points: Numbers, most: int) -> Numbers:
    """Return the points that are so near to any of a few."""
    if 4 * len(few) < len(points):
        opened = np.bincount(points.searchsorted(few - most), minlength=len(points) + 1)
        closed = np.bincount(points.searchsorted(few + most, "right"), minlength=len(points) + 1)
        return points[(opened - closed).cumsum()[:-1] > 0]
    at = few.searchsorted(points)
    behind = np.append(few, FAR)[at] - points <= most
    before = points - np.concatenate(([-FAR], few))[at] <= most
    return points[behind | before]
