"""What changed at the sources: every change of every publication, without those of bytes alone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from indexer.text import TextStore
from indexer.versions.wording import Wording, judged
from scraper.archive.records import Held
from scraper.archive.store import Archive
from scraper.archive.timeline import Change, ChangeKind, Mark, Version

SILENT = frozenset({ChangeKind.BYTES, ChangeKind.ARRIVED})
"""No changes of the source's: other bytes with the same text, and files it had before that could be got only now."""


@dataclass(frozen=True, slots=True)
class Told:
    """A change, the publication it is of, and the version it led to."""

    held: Held
    version: Version
    change: Change


def history(archive: Archive, wording: Wording, held: Held) -> list[Version]:
    """Return every version of a publication, oldest first, each change as what it is."""
    return [
        replace(version, changes=tuple(judged(change, wording.same) for change in version.changes))
        for version in archive.history.of(held)
    ]


def changes(
    archive: Archive,
    store: TextStore,
    since: datetime | Mark,
    now: Mark,
    progress: Callable[[], None] = lambda: None,
) -> list[Told]:
    """Return what changed since then, up to now, oldest first. Only pages and files that differ are compared."""
    found: list[Told] = []
    with Wording(archive, store) as wording:
        for key in archive.history.touched(since):
            held = archive.publications.get(key)
            if held:
                found += _of(archive, wording, held, since, now)
            progress()
    return sorted(found, key=lambda told: (told.change.time, told.held.key, told.change.mark.capture))


def _of(archive: Archive, wording: Wording, held: Held, since: datetime | Mark, now: Mark) -> Iterator[Told]:
    for version in archive.history.of(held):
        for change in version.changes:
            if change.kind in SILENT or not _within(change, since, now):
                continue
            told = judged(change, wording.same)
            if told.kind not in SILENT:
                yield Told(held, version, told)


def _within(change: Change, since: datetime | Mark, now: Mark) -> bool:
    """Tell whether a change is one since then; what was entered while we looked is left for the next time."""
    if change.mark.entry > now.entry or change.mark.capture > now.capture:
        return False
    if isinstance(since, Mark):
        return change.mark.entry > since.entry or change.mark.capture > since.capture
    return change.time >= since
