"""What every export is given, and what it says of what it wrote."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from indexer.chosen import Chosen
from indexer.places import Places


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted of what is chosen. `told` is the choice in words, for people; `places` has tags and notes.

    `key` is what a bundle is signed with.
    """

    places: Places
    files: bool = False
    tags: bool = False
    told: str = "everything"
    key: Path | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """How much was written: how many of each thing, by the noun for one of it, and bytes in all."""

    counts: Mapping[str, int]
    size: int


class Write(Protocol):
    """Writes what is chosen to a place, whole or not at all. The same holdings give the same bytes."""

    def __call__(self, chosen: Chosen, target: Path, wish: Wish, progress: Callable[[], None]) -> Written:
        """Write it; `progress` is called for each document. Raises ExportError if it cannot be written."""
        ...
