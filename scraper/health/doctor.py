"""What is suspicious about each source, out of what the archive has on record of its runs. Reads only."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from scraper.archive.observations import Observed
from scraper.archive.store import Archive
from scraper.health import lists, pages
from scraper.health.judging import Suspicion, counts, judged
from scraper.health.staleness import stale

RULES = (*lists.RULES, *pages.RULES)


def examine(archive: Archive, source: str) -> tuple[Suspicion, ...]:
    """Return what is suspicious about a source, or else that it is stale."""
    found = alarms(archive, source)
    note = None if found else _stale(archive, source, archive.observations.of(source))
    return (note,) if note else found


def alarms(archive: Archive, source: str) -> tuple[Suspicion, ...]:
    """Return what is suspicious about a source."""
    return judged(archive.observations.of(source), RULES, archive.observations.accepted(source))


def _stale(archive: Archive, source: str, runs: Sequence[Observed]) -> Suspicion | None:
    read = [run for run in runs if counts(run) and "list parts" in run.measures]
    return stale(source, _times(archive, source), read[-1].run.started) if read else None


def _times(archive: Archive, source: str) -> Iterator[datetime]:
    for held in archive.publications.all(source):
        yield held.publication.updated or held.publication.published or held.first_seen
