"""One update from its lock to its record: crawl what is due, index, run the watches, and find out what is new."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import click

from indexer import generations
from indexer.errors import IndexerError, IndexLocked, NoIndex
from indexer.places import Places
from indexer.progress import Progress
from scraper.archive.lock import Locked, lock
from scraper.archive.records import Failure
from scraper.archive.store import Archive
from scraper.health.doctor import alarms
from search_cli import config, marks
from search_cli.context import Session
from search_cli.terminal import many
from search_cli.updating.archives import Counted, nothing, opened
from search_cli.updating.budget import Budget
from search_cli.updating.child import Child
from search_cli.updating.crawling import Crawls
from search_cli.updating.indexing import Outcome, index
from search_cli.updating.log import logger
from search_cli.updating.news import News, last_told, news
from search_cli.updating.records import LOCK, Record, now
from search_cli.updating.schedule import Scheduled, scheduled
from search_cli.updating.stop import Heeding, Stop, Stopped
from search_cli.watches import Reported, run_watches


class UpdateLocked(Exception):
    """Another update is under way. The text says which."""


@contextmanager
def alone(places: Places) -> Iterator[None]:
    """Hold the lock of updates. Raises UpdateLocked."""
    try:
        with lock(places.data / LOCK, "foi update"):
            yield
    except Locked as error:
        raise UpdateLocked(f"another update is under way: {error}") from None


@dataclass(slots=True)
class Found:
    """What an update found out, for telling: what is new, and what stood in its way without being a failure."""

    planned: list[Scheduled] = field(default_factory=list)
    news: News | None = None
    watched: Reported = field(default_factory=Reported)
    locked: str = ""
    left: int = 0

    @property
    def is_new(self) -> bool:
        """Whether there is anything to tell a person who waits for news."""
        return bool(self.news and self.news.told) or bool(self.watched.new)


@dataclass(slots=True)
class Work:
    """The stages of an update, one after another; `record` has what became of them, however far it came."""

    session: Session
    budget: Budget
    record: Record
    stop: Stop
    bar: Progress
    child: Child
    everything: bool = False
    found: Found = field(default_factory=Found)

    def run(self) -> Found:
        """Do all of it. Raises Stopped if somebody ended it, ArchiveError or IndexerError if nothing can be done."""
        places, began = self.session.places, now()
        with opened(places, create=False) as archive:
            self.found.planned, faults = scheduled(self.session.tables, archive, began)
        for fault in faults:
            self.record.fail(config.FILE, fault.why)
        due = [one for one in self.found.planned if self.everything or one.ready(began)]
        self.record.due = [one.source for one in due]
        logger.info("due: %s", ", ".join(self.record.due) or "nothing")
        with opened(places, create=bool(due)) as archive:
            if archive is None:
                return self.found
            since, fresh = self._since(archive, began)
            failures = archive.runs.failures()
        self._crawl(due)
        self.stop.check()
        if fresh or self.record.crawled or self._behind(since):
            indexed = self._index()
            self.stop.check()
            self._guarded("the crawls", lambda: self._examine(failures))
            if indexed.whole:
                self._guarded("what is new", lambda: self._news(since))
        self._guarded("watches", self._watch)
        return self.found

    def _guarded(self, what: str, stage: Callable[[], None]) -> None:
        """Go through a stage; if it fails, that is on record, and the others are gone through all the same."""
        try:
            stage()
        except Stopped:
            raise
        except Exception as fault:  # noqa: BLE001 - a full disk, a damaged file, a fault of our own
            logger.exception("%s: failed", what)
            self.record.fail(what, fault.format_message() if isinstance(fault, click.ClickException) else str(fault))

    def told(self) -> None:
        """Keep what was told. Raises OSError; it is told again then."""
        if self.found.watched.new:
            self.found.watched.printed()
        if self.found.news:
            marks.write(self.session.places.data, self.found.news.reached, marks.UPDATED)

    def _since(self, archive: Archive, began: datetime) -> tuple[marks.LastTime, bool]:
        """Return up to where the last update told, and whether there was none: then all from here on is news."""
        since = last_told(self.session.places, archive, began)
        fresh = since.time == began
        if fresh:
            marks.write(self.session.places.data, since, marks.UPDATED)
        return since, fresh

    def _crawl(self, due: list[Scheduled]) -> None:
        crawls = Crawls(
            self.session.places, self.session.tables, self.budget, self.child, self.record,
            lambda source: self.bar.begin(f"crawling {source}", 0, "answer"),
        )  # fmt: skip
        self.child.tick = Counted(self.session.places, self.bar)
        crawls.run(due)
        self.child.tick = nothing
        self.found.locked, self.found.left = crawls.locked, crawls.left

    def _behind(self, since: marks.LastTime) -> bool:
        """Tell whether something came by other ways, or the last update did not get to the end of the index."""
        places = self.session.places
        try:
            generations.current(places.index)
        except IndexerError:
            return True
        with Archive.open(places.archive) as archive:
            return archive.history.mark() != since.mark

    def _index(self) -> Outcome:
        self.bar.begin("indexing", 0)
        indexed = index(self.session.places, self.child, self.record)
        self.found.locked = self.found.locked or indexed.locked
        return indexed

    def _examine(self, before: list[Failure]) -> None:
        """Enter what crawls could not get that they could before, and which sources look broken now."""
        known, failed = {(one.source, one.url) for one in before}, {one.what for one in self.record.failures}
        with Archive.open(self.session.places.archive) as archive:
            for source in [one.source for one in self.record.crawled if one.source not in failed]:
                new = [one for one in archive.runs.failures(source) if (one.source, one.url) not in known]
                if new:
                    self.record.fail(source, f"{many(len(new), 'address')} could not be had, or read; foi status")
                kinds = ", ".join(one.kind for one in alarms(archive, source))
                if kinds:
                    self.record.fail(source, f"it looks broken ({kinds}): foi doctor {source}")

    def _watch(self) -> None:
        """Run the watches on the index in force. Also where nothing came: a mail may wait that could not be sent."""
        if not self.session.tables.get(config.WATCHES):
            return
        try:
            self.found.watched = run_watches(self.session, progress=Heeding(self.bar, self.stop))
        except NoIndex:
            return  # the index has failed, which was told
        except IndexLocked as error:
            self.found.locked = self.found.locked or str(error)
            return
        for text in self.found.watched.failed:
            what, _, why = text.partition(": ")
            self.record.fail(what, why or what)
        self.record.alerts = self.found.watched.new

    def _news(self, since: marks.LastTime) -> None:
        heeding = Heeding(self.bar, self.stop)
        heeding.begin("comparing", 0)
        with Archive.open(self.session.places.archive) as archive:
            self.found.news = news(self.session.places, archive, since, datetime.now(UTC), heeding.step)
        self.record.new, self.record.changed = self.found.news.new, self.found.news.changed
