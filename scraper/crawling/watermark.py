"""How far down a list that is newest first a run must read, and what it may claim to have read."""

from datetime import datetime, timedelta

from scraper.archive.runs import Watermark

OVERLAP = timedelta(days=1)
"""Read again below the watermark: entries appear late, and out of order, in a search index."""


def stop_at(mark: Watermark | None, since: datetime | None) -> datetime | None:
    """Return the time below which nothing need be read; None: read to the end.

    The watermark serves only if everything that is wanted now was wanted then: a run without `since` may
    not stop at the mark of a run that had one.
    """
    if mark is None or not _covers(mark.floor, since):
        return since
    known = mark.newest - OVERLAP
    return known if since is None else max(known, since)


def advanced(mark: Watermark | None, newest: datetime | None, since: datetime | None) -> Watermark | None:
    """Return the watermark after a run that read everything from `since` on; None if there is still none.

    It never goes back. A run that began above the old mark left a hole between the two, which a mark
    cannot express: the old one stays, and the next run fills the hole.
    """
    if newest is None:
        return mark
    if mark is None:
        return Watermark(newest, since)
    if since is not None and since > mark.newest:
        return mark
    floor = None if mark.floor is None or since is None else min(mark.floor, since)
    return Watermark(max(mark.newest, newest), floor)


def _covers(floor: datetime | None, since: datetime | None) -> bool:
    return floor is None or (since is not None and floor <= since)
