"""Adding vectors to a generation: of documents that have none yet, in new parts beside those taken over."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from indexer.engine.interface import Entry
from indexer.errors import DamagedIndex
from indexer.semantic.embedding import Embedder, Rows
from indexer.semantic.vectors import Part, read, write_list, write_part

LARGE = 100_000
"""Rows: a part of so many is written at once, 26 MB."""

MOST_SMALL = 8
"""How many parts of less than half of that there may be before they are put together."""


class Writing:
    """The vectors of a generation that is being made, in its folder: what it took over is there already."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._folder = folder
        self._embedder = embedder
        folder.mkdir(exist_ok=True)
        self._parts = taken_over(folder, embedder)
        self._last = max((int(file.name[:6]) for file in folder.glob("[0-9]*.npy")), default=0)
        self._waiting: list[tuple[str, Rows]] = []
        self._rows = 0
        self._new: set[str] = set()
        self._written: list[str] = []

    def passing(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Yield the entries as they come, and keep the vectors of each."""
        for entry in entries:
            self._add(entry.digest, self._embedder.rows(entry))
            yield entry

    def finish(self, removed: Collection[str]) -> None:
        """Write what is left, and the list of the parts. Files of no part are taken out."""
        left = {part.name: self._left(part, removed) for part in self._parts}
        worn = _worn(self._parts, left)
        for part in worn:
            digests = part.digests()
            for number in sorted(left[part.name]):
                self._add(digests[number], part.rows[part.span(number)])
        self._flush()
        kept = [part for part in self._parts if part not in worn]
        gone = {part.name: sorted(set(range(len(part.documents))) - left[part.name]) for part in kept}
        write_list(self._folder, self._embedder.name, gone | {name: [] for name in self._written})
        for file in self._folder.glob("[0-9]*.npy"):
            if file.name[:6] not in gone and file.name[:6] not in self._written:
                file.unlink()

    def _left(self, part: Part, removed: Collection[str]) -> set[int]:
        """Return which of a part's documents are there still, and were not made anew."""
        return {number for digest, number in part.live().items() if digest not in removed and digest not in self._new}

    def _add(self, digest: str, rows: Rows) -> None:
        self._new.add(digest)
        self._waiting.append((digest, rows))
        self._rows += len(rows)
        if self._rows >= LARGE:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            self._last += 1
            self._written.append(f"{self._last:06}")
            write_part(self._folder, self._written[-1], self._waiting)
            self._waiting, self._rows = [], 0


def taken_over(folder: Path, embedder: Embedder) -> tuple[Part, ...]:
    """Return the parts in a folder, if they are whole and of this embedder; if not, all vectors are made anew."""
    try:
        before = read(folder)
    except DamagedIndex:
        return ()
    return before.parts if before and before.embedder == embedder.name else ()


def _worn(parts: Iterable[Part], left: Mapping[str, Collection[int]]) -> list[Part]:
    """Return the parts to be written anew: a quarter of which is gone, and the small ones, if they are many."""
    worn = [part for part in parts if 4 * len(left[part.name]) < 3 * len(part.documents)]
    small = [part for part in parts if part not in worn and 2 * len(part.rows) < LARGE]
    return worn + (small if len(small) >= MOST_SMALL else [])
