"""Writes the index: entries become segments, segments are merged. Loads numpy; searching loads nothing of this."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack, suppress
from itertools import chain
from pathlib import Path

from indexer.engine.interface import MEMORY_MB, Entry
from indexer.engine.segments import listing, opened_segment
from indexer.engine.segments.layout import check_machine
from indexer.engine.segments.listing import Listed
from indexer.engine.writing import deleting
from indexer.engine.writing.memory import share
from indexer.engine.writing.tiers import to_merge
from indexer.engine.writing.written import Written
from indexer.record import changed

SMALL = 4_000_000
"""Characters of text up to which no process is started: it takes a third of a second to begin."""


def write(
    folder: Path, entries: Iterable[Entry], removed: Iterable[str], memory_mb: int = MEMORY_MB, workers: int = 2
) -> None:
    """Remove documents, and add entries, each in place of the one of its digest; of two in one run the later holds.

    Begins an index if the folder has none. Files are added, none is changed. If it fails, the index is as it was.
    Raises DamagedIndex, OSError (a full disk), and IndexerError if one of its processes was ended from outside.
    """
    check_machine()
    folder.mkdir(parents=True, exist_ok=True)
    old = listing.read(folder) if (folder / listing.LISTING).exists() else []
    there = set(folder.iterdir())
    try:
        gone = deleting.encoded(list(removed))
        written = _written(folder, entries, _next(there), memory_mb, workers)
        now = _without_deleted(folder, old, gone, written)
        listing.write(folder, _merged(folder, now[: len(old)], now[len(old) :]))
    except BaseException:
        _remove(set(folder.iterdir()) - there)
        raise
    kept = {segment.path(folder) for segment in listing.read(folder)}
    _remove({path for path in folder.glob(f"*{listing.SUFFIX}") if path not in kept})


def _written(folder: Path, entries: Iterable[Entry], name: str, memory_mb: int, workers: int) -> list[Written]:
    """Write the entries into new segments, of which nobody knows yet."""
    first: list[Entry] = []
    size = 0
    rest = iter(entries)
    for entry in rest:
        first.append(entry)
        size += sum(map(len, entry.pages)) + len(entry.heading)
        if size > SMALL and workers > 1:
            from indexer.engine.writing.workers import write_by

            return write_by(workers, folder, chain(first, rest), name, memory_mb)
    from indexer.engine.writing.builder import Builder

    builder = Builder(folder, f"{name}x", share(memory_mb, 1))
    for order, entry in enumerate(first):
        builder.add(order, entry)
    return builder.end()


def _without_deleted(folder: Path, old: Sequence[Listed], gone: set[bytes], written: Sequence[Written]) -> list[Listed]:
    """Return all segments, old and new, with what is deleted in each now."""
    with ExitStack() as stack:
        new = [opened_segment(stack, folder, one.listed) for one in written]
        doubles = deleting.replaced(new, written)
        if old:
            gone |= deleting.digests_of(new)
        now = []
        for listed in old if gone else ():
            segment = opened_segment(stack, folder, listed)
            now.append(changed(listed, deleted=listed.deleted | deleting.holding(segment, gone)))
        fresh = [changed(one.listed, deleted=frozenset(double)) for one, double in zip(written, doubles, strict=True)]
        return [*(now or old), *fresh]


def _merged(folder: Path, old: Sequence[Listed], new: Sequence[Listed]) -> list[Listed]:
    """Merge what is to be merged; return the segments that are left."""
    chosen = to_merge(old, new)
    kept = [segment for segment in [*old, *new] if segment.live and segment not in chosen]
    if not chosen:
        return kept
    from indexer.engine.writing.merging import merge

    return [*kept, merge(folder, chosen, _next(set(folder.iterdir())))]


def _next(there: Iterable[Path]) -> str:
    """Return a name that no file begins with."""
    numbers = [int(path.name[:6]) for path in there if path.suffix == listing.SUFFIX and path.name[:6].isdigit()]
    return f"{max(numbers, default=0) + 1:06d}"


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(FileNotFoundError):
            path.unlink()
