"""What two archives saw of one publication, as one history in the order of time. Pure."""

from collections.abc import Iterator, Sequence
from datetime import datetime

Seen = tuple[datetime, str]
"""When a publication was seen, and its record then as it is kept."""


def merged(ours: Sequence[Seen], our_last: datetime, theirs: Sequence[Seen], their_last: datetime) -> list[Seen]:
    """Return the versions of a publication that two archives hold, oldest first; each has one at least.

    That its latest version was there still when it was last seen counts too: what another saw in between was later
    undone. Where both saw something at one moment ours is the later.
    """
    sights = [*theirs, (their_last, theirs[-1][1]), *ours, (our_last, ours[-1][1])]
    sights.sort(key=lambda sight: sight[0])
    return list(_changes(sights))


def _changes(sights: Sequence[Seen]) -> Iterator[Seen]:
    """Yield the first of each run of sights of one record."""
    before = None
    for seen, record in sights:
        if record != before:
            yield seen, record
        before = record
