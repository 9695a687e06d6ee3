"""Writes the index: entries become segments, segments are merged. Loads numpy; searching loads nothing of this."""

from collections.abc import Iterable
from pathlib import Path

from indexer.engine.interface import Entry
from indexer.engine.segments import listing
from indexer.engine.writing.forms import Forms
from indexer.engine.writing.gathered import Gathered
from indexer.engine.writing.inverting import write_segment


def write(folder: Path, entries: Iterable[Entry], removed: Iterable[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    segments = listing.read(folder) if (folder / listing.LISTING).exists() else []
    gathered = Gathered(Forms())
    for entry in entries:
        gathered.add(entry)
    if gathered.documents:
        listed = listing.Listed(f"{len(segments):06d}", gathered.documents)
        write_segment(listed.path(folder), gathered)
        segments.append(listed)
    listing.write(folder, segments)
