"""Stale is not broken: a list that reads well and has had nothing new for longer than its source usually takes."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise

from scraper.health.judging import Suspicion

GAPS = 5
"""Pauses between days with something new that must be known before one can be called long."""
LATEST = 40
LONGER = 2
AT_LEAST = timedelta(days=14)


def stale(source: str, times: Iterable[datetime], now: datetime) -> Suspicion | None:
    """Say that a source has published nothing for longer than it usually takes; no alarm, for it may have stopped.

    `times` are those of its publications, in any order; `now` is when its list was last read.
    """
    days = sorted({time.date() for time in times if time <= now})[-LATEST:]
    gaps = [later - earlier for earlier, later in pairwise(days)]
    if len(gaps) < GAPS:
        return None
    quiet, longest = now.date() - days[-1], max(gaps)
    if quiet <= max(LONGER * longest, AT_LEAST):
        return None
    return Suspicion(
        source,
        "stale",
        f"its list reads well, and has had nothing new for {quiet.days:,} days",
        f"{longest.days:,} days at most between two publications before, of the last {len(days)} days with any",
        advice="nothing, if its authority publishes seldom or has stopped",
        since=datetime.combine(days[-1], datetime.min.time(), now.tzinfo),
        alarm=False,
    )
