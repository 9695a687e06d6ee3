"""Where phrases stand, and words that are near each other, kept from matching for the pages of the hits."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from indexer.engine.searching.near import BEHIND, Lists, taking_part

Held = TypeVar("Held")


class NoRows(Generic[Held]):
    """Rows where there are none."""

    __slots__ = ("held",)

    def __init__(self, held: Held) -> None:
        self.held = held

    def places(self, _: int, /) -> list[list[int]]:
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
    """Where the parts stand near each other; `read` returns the positions of each part in a document."""

    __slots__ = ("_most", "_ordered", "_read", "held")

    def __init__(self, held: Held, read: Callable[[int], list[list[int]]], most: int, *, ordered: bool) -> None:
        self.held = held
        self._read = read
        self._most = most
        self._ordered = ordered

    def places(self, number: int) -> list[list[int]]:
        parts = self._read(number)
        if not all(parts):
            return []
        taking = [taking_part(parts, which, self._most, Lists(), ordered=self._ordered) for which in range(len(parts))]
        return [[2 * (point % BEHIND) for point in points] for points in taking]


def positions(places: Iterable[int], begin: int | None) -> list[int]:
    """Return the positions of places, ascending, each once; those behind `begin` far behind the others."""
    found = {place >> 1 for place in places if begin is None or place < begin}
    if begin is not None:
        found.update([(place >> 1) + BEHIND for place in places if place >= begin])
    return sorted(found)
