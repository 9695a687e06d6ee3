"""The crawls of an update: one source after another, each in a process of its own."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from indexer.places import Places
from scraper.archive.observations import USED_BYTES, USED_PAGES
from scraper.archive.records import Run
from search_cli.status import ExitStatus
from search_cli.updating.archives import opened
from search_cli.updating.budget import Budget, own_limits
from search_cli.updating.child import Child, Ended
from search_cli.updating.log import logger
from search_cli.updating.records import Crawled, Record
from search_cli.updating.schedule import Scheduled

GRACE_SECONDS = 300.0
"""What a crawl may take to come to its end after its minutes are over, before it is held to hang."""

_OVER = frozenset({ExitStatus.DONE, ExitStatus.PARTLY, ExitStatus.SPENT})


@dataclass(slots=True)
class Crawls:
    """Crawls sources, and enters in the record how each went. `begin` is told of each source before it is crawled."""

    places: Places
    tables: Mapping[str, Any]
    budget: Budget
    child: Child
    record: Record
    begin: Callable[[str], None]
    locked: str = ""
    left: int = 0

    def run(self, due: Iterable[Scheduled]) -> None:
        """Crawl until all are done, the budget is spent, or somebody else is found to crawl."""
        waiting = list(due)
        while waiting:
            spent = self.budget.spent
            if spent or self.child.stop.by or self.locked:
                why = (spent and f"{spent} is spent") or self.child.stop.by or self.locked
                logger.info("not crawled: %s (%s)", ", ".join(one.source for one in waiting), why)
                self.left = len(waiting)
                return
            self._one(waiting.pop(0).source)

    def _one(self, source: str) -> None:
        self.begin(source)
        before = _newest(self.places)
        own = own_limits(self.tables, source)
        words = ["crawl", source, *self.budget.flags(own)]
        logger.info("foi %s", " ".join(words))
        minutes = min(self.budget.left, own.get("max-minutes", self.budget.left))
        ended = self.child.run(words, 60 * minutes + GRACE_SECONDS)
        key, run, pages, size = _run_of(self.places, source, before)
        self.budget.take(pages, size) if key else None
        crawled = crawled_of(source, ended, run, stopped=bool(self.child.stop.by))
        logger.info(
            "%s: %s in %.0f s, status %d. %s", source, crawled.outcome, ended.seconds, ended.status, crawled.note
        )
        if ended.status == ExitStatus.LOCKED:
            self.locked = ended.error
            self.left += 1
            return
        self.record.crawled.append(crawled)
        if crawled.outcome in ("failed", "late", "killed"):
            self.record.fail(source, crawled.note)


def crawled_of(source: str, ended: Ended, run: Run | None, *, stopped: bool = False) -> Crawled:
    """Return how a crawl went, out of how its process ended and of what it entered, if it came to that.

    `stopped`: we were told to end, and ended it. One that was only just beginning, or over, dies of that.
    """
    counts = {}
    if run:
        counts = {name: getattr(run, name) for name in ("publications", "documents", "unchanged", "failed")}
    outcome = _outcome(ended, run, stopped=stopped)
    note = run.note if run and run.note and not ended.late else ended.error if outcome == "failed" else ""
    if ended.late:
        note = f"it hung: its time was long over after {ended.seconds / 60:.0f} minutes, and it was ended"
    elif outcome == "killed":
        note = f"its process was killed (signal {-ended.status})"
    return Crawled(source, outcome, round(ended.seconds, 1), **counts, note=note)


def _outcome(ended: Ended, run: Run | None, *, stopped: bool) -> str:
    if ended.late:
        return "late"
    if stopped and ended.status not in _OVER:
        return "interrupted"
    match ended.status:
        case ExitStatus.DONE | ExitStatus.PARTLY:
            return run.outcome if run else "failed"
        case ExitStatus.SPENT:
            return "spent"
        case ExitStatus.INTERRUPTED:
            return "interrupted"
        case ExitStatus.LOCKED:
            return "locked"
    return "killed" if ended.status < 0 else "failed"


def _newest(places: Places) -> int:
    with opened(places, create=False) as archive:
        return archive.runs.newest() if archive else 0


def _run_of(places: Places, source: str, before: int) -> tuple[int, Run | None, int | None, int | None]:
    """Return the run a crawl entered, by its key, and the pages and bytes it used; 0 if it entered none."""
    with opened(places, create=False) as archive:
        found = archive.runs.since(before, source) if archive else None
        if not archive or not found:
            return 0, None, 0, 0
        key, run = found
        over = run.finished is not None
        pages, size = archive.runs.measure(key, USED_PAGES), archive.runs.measure(key, USED_BYTES)
        return key, run, (pages or 0) if over else pages, (size or 0) if over else size
