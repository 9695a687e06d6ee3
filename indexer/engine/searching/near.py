"""Which of some words stand near each other, as arithmetic on ascending positions; of one document or of all at once.

A position is counted on from its document's number times `APART`, so that nothing is near over a document's end.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Protocol, TypeVar

from indexer.errors import QueryError

APART = 1 << 31
"""Between the positions of two documents."""

BEHIND = 1 << 30
"""Added to the positions of a document's pages, where something near might reach over the gap before them."""

FAR = 1 << 61
"""Where something is that is nowhere."""

MOST_PARTS = 8
"""Parts that can be near each other if one word may be several of them: the sets to be looked at double with each."""

Points = TypeVar("Points")


class Arithmetic(Protocol[Points]):
    """What is done with positions, one by one."""

    def after(self, points: Points, values: Points) -> Points:
        """Return for each point the least of the values behind it, or FAR."""
        ...

    def before(self, points: Points, values: Points) -> Points:
        """Return for each point the greatest of the values before it, or -FAR."""
        ...

    def least(self, one: Points, two: Points) -> Points:
        """Return the lesser of each two."""
        ...

    def greatest(self, one: Points, two: Points) -> Points:
        """Return the greater of each two."""
        ...

    def same(self, one: Points, two: Points) -> bool:
        """Tell whether two parts stand at the same positions."""
        ...

    def apart(self, parts: Sequence[Points]) -> bool:
        """Tell whether no position is in two of the parts."""
        ...

    def in_windows(self, points: Points, parts: Sequence[tuple[Points, int]], most: int) -> Points:
        """Return the points in some window so long, its ends included, in which each part has so many positions."""
        ...

    def close(self, points: Points, spans: Sequence[tuple[Points, Points]], most: int) -> Points:
        """Return the points for which one of the spans, from the one to the other, is at most so long."""
        ...


def taking_part(
    parts: Sequence[Points], which: int, most: int, arithmetic: Arithmetic[Points], *, ordered: bool
) -> Points:
    """Return the positions of one part at which it stands near all others, each at a position of its own."""
    points = parts[which]
    if ordered:
        begins = ends = points
        for part in reversed(parts[:which]):
            begins = arithmetic.before(begins, part)
        for part in parts[which + 1 :]:
            ends = arithmetic.after(ends, part)
        return arithmetic.close(points, [(begins, ends)], most)
    different = _counted(parts, arithmetic)
    if arithmetic.apart([part for part, _ in different]):
        return arithmetic.in_windows(points, different, most)
    if len(parts) > MOST_PARTS:
        raise QueryError(
            f"{len(parts)} words are asked for near each other, and one may be several of them: at most {MOST_PARTS}"
            " can be then. Leave some out"
        )
    others = [part for index, part in enumerate(parts) if index != which]
    # for each set of the others, where the last of them stands if all stand behind, and the first if all before
    ends_of, begins_of = [points], [points]
    for chosen in range(1, 1 << len(others)):
        last, first = None, None
        for index, part in enumerate(others):
            if chosen >> index & 1:
                end = arithmetic.after(ends_of[chosen ^ 1 << index], part)
                begin = arithmetic.before(begins_of[chosen ^ 1 << index], part)
                last = end if last is None else arithmetic.least(last, end)
                first = begin if first is None else arithmetic.greatest(first, begin)
        assert last is not None and first is not None, "a set has a member"  # noqa: S101, PT018
        ends_of.append(last)
        begins_of.append(first)
    return arithmetic.close(points, list(zip(begins_of, reversed(ends_of), strict=True)), most)


def _counted(parts: Sequence[Points], arithmetic: Arithmetic[Points]) -> list[tuple[Points, int]]:
    """Return each part once, with how often it is asked for."""
    different: list[tuple[Points, int]] = []
    for part in parts:
        for index, (known, times) in enumerate(different):
            if arithmetic.same(known, part):
                different[index] = known, times + 1
                break
        else:
            different.append((part, 1))
    return different


class Lists:
    """Positions in lists."""

    def after(self, points: list[int], values: list[int]) -> list[int]:
        ends = [*values, FAR]
        return [ends[bisect_right(values, point)] for point in points]

    def before(self, points: list[int], values: list[int]) -> list[int]:
        begins = [-FAR, *values]
        return [begins[bisect_left(values, point)] for point in points]

    def least(self, one: list[int], two: list[int]) -> list[int]:
        return list(map(min, one, two))

    def greatest(self, one: list[int], two: list[int]) -> list[int]:
        return list(map(max, one, two))

    def same(self, one: list[int], two: list[int]) -> bool:
        return one == two

    def apart(self, parts: Sequence[list[int]]) -> bool:
        return len(set().union(*parts)) == sum(map(len, parts))

    def in_windows(self, points: list[int], parts: Sequence[tuple[list[int], int]], most: int) -> list[int]:
        starts = sorted(set().union(*(part for part, _ in parts)))
        ends = starts
        for part, times in parts:
            later = [*part, *[FAR] * times]
            ends = [max(end, later[bisect_left(part, at) + times - 1]) for at, end in zip(starts, ends, strict=True)]
        windows = [start for start, end in zip(starts, ends, strict=True) if end - start <= most]
        begins = self.before([point + 1 for point in points], windows)
        return [point for point, begin in zip(points, begins, strict=True) if point - begin <= most]

    def close(self, points: list[int], spans: Sequence[tuple[list[int], list[int]]], most: int) -> list[int]:
        return [
            point
            for index, point in enumerate(points)
            if any(ends[index] - begins[index] <= most for begins, ends in spans)
        ]
