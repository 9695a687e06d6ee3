"""Where phrases stand, and words that are near each other, kept from matching for the pages of the hits."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from indexer.engine.searching.near import APART, BEHIND, Arithmetic, Lists, taking_part

Held = TypeVar("Held")


class NoRows(Generic[Held]):
    """Rows where there are none."""

    __slots__ = ("held",)

    def __init__(self, held: Held) -> None:
        self.held = held

    def places(self, number: int) -> list[list[int]]:
        return []


class PhraseRows(Generic[Held]):
    """The places of complete rows, by document and part."""

    __slots__ = ("_rows", "held")

    def __init__(self, held: Held, rows: Mapping[int, Sequence[set[int]]]) -> None:
        self.held = held
        self._rows = rows

    def places(self, number: int) -> list[list[int]]:
        return [sorted(places) for places in self._rows.get(number, ())]


class NearRows(Generic[Held]):
    """The positions of the parts, of which only some take part."""

    __slots__ = ("_most", "_ordered", "_parts", "held")

    def __init__(self, held: Held, parts: "Sequence[Sequence[int]]", most: int, ordered: bool) -> None:
        self.held = held
        self._parts = parts
        self._most = most
        self._ordered = ordered

    def firsts(self, arithmetic: "Arithmetic[Sequence[int]]") -> Sequence[int]:
        """Return the positions of the first part that take part."""
        return taking_part(self._parts, 0, self._most, arithmetic, ordered=self._ordered)

    def places(self, number: int) -> list[list[int]]:
        here = [
            list(map(int, part[bisect_left(part, number * APART) : bisect_left(part, (number + 1) * APART)]))
            for part in self._parts
        ]
        if not all(here):
            return []
        taking = [taking_part(here, which, self._most, Lists(), ordered=self._ordered) for which in range(len(here))]
        return [[2 * (point % BEHIND) for point in points] for points in taking]
