"""When a source is to be crawled next, out of how its latest crawls ended. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import takewhile

from scraper.archive.records import Run
from scraper.archive.runs import KILLED
from scraper.crawling.run_record import INTERRUPTED, SPENT
from search_cli.updating.every import Every

AT_ONCE = datetime.min.replace(tzinfo=UTC)
FIRST_WAIT = timedelta(minutes=15)
"""After a failure; each further one in a row doubles it, up to the usual time between two crawls."""
WRONG_CLOCK = timedelta(minutes=5)
"""A crawl that lies further ahead than that was entered by a clock that was wrong, or ours is."""
_CUT_SHORT = (INTERRUPTED.partition(".")[0], KILLED.partition(";")[0])


class How(StrEnum):
    """How a crawl ended, as far as the next one is concerned."""

    WHOLE = "whole"
    MORE = "more"
    CUT = "cut"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Tried:
    """A crawl of a source: when it began and ended, and how."""

    started: datetime
    ended: datetime
    how: How


def tried(run: Run) -> Tried:
    """Judge a run that is over. One that is entered as running was killed: nobody crawls beside whoever asks."""
    ended = run.finished or run.started
    match run.outcome:
        case "done" | "partly":
            return Tried(run.started, ended, How.WHOLE)
        case "running":
            return Tried(run.started, ended, How.CUT)
    if run.note.startswith(SPENT):
        return Tried(run.started, ended, How.MORE)
    return Tried(run.started, ended, How.CUT if run.note.startswith(_CUT_SHORT) else How.FAILED)


def due(schedule: Every, latest: Sequence[Tried], now: datetime) -> datetime:
    """Return when a source is due, given its crawls, the latest first. However many were missed, it is due once.

    One that was never crawled is due at once, and so is one that goes on where a budget was spent, or that was cut
    short for the first time. What failed is tried again sooner than usual, and ever later.
    """
    if not latest or max(latest[0].started, latest[0].ended) > now + WRONG_CLOCK:
        return AT_ONCE
    last = latest[0]
    usual = schedule.after(last.started)
    bad = len(list(takewhile(lambda one: one.how in (How.CUT, How.FAILED), latest)))
    if last.how is How.MORE or (last.how is How.CUT and bad == 1):
        return last.ended.replace(microsecond=0)  # as `now` is: else it was not due for the rest of that second
    if not bad:
        return usual
    again = last.ended + min(schedule.period, FIRST_WAIT * (1 << min(bad - 1, 16)))
    return min(usual, again) if usual > last.ended else again
