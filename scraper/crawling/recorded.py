"""A spider with an archive and books: how a crawl begins, is stopped, and ends on record."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

import scrapy
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.signals import item_error, spider_error
from twisted.python.failure import Failure as TwistedFailure

from scraper.archive.records import ArchiveError, Failure, Run
from scraper.archive.runs import Watermark
from scraper.archive.store import Archive
from scraper.crawling.ending import let_go
from scraper.crawling.findings import Answered
from scraper.crawling.run_record import Progress, RunRecord, now
from scraper.crawling.tally import Tally, scope_of
from scraper.sources import floor_of

LIST, READ, FETCH = "list", "read", "fetch"

Found = Iterator[object]
"""What callbacks give: Requests, findings (scraper/findings.py), Failures."""


class RecordedSpider(scrapy.Spider):
    """A spider whose run is entered in its archive, however it ends.

    It sets `complete` once its list was read to the end that was wanted.
    """

    complete = False
    ended = ""
    floor = 0.0
    """Seconds between two requests at least, where `scraper.sources` does not say it."""
    pause = 0.0
    """Seconds between two requests, unless somebody says otherwise."""

    archive: Archive
    record: RunRecord
    run: Run
    tally: Tally
    _asked_for: Mapping[str, Any]
    _own: ExitStack
    _stopping: "asyncio.Task[None] | None" = None

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Set the pause between requests that this source wants at least; its own settings may lengthen it."""
        super().update_settings(settings)
        settings.set(
            "DOWNLOAD_DELAY",
            max(cls.least_pause(), cls.pause, settings.getfloat("DOWNLOAD_DELAY")),
            priority="spider",
        )

    @classmethod
    def least_pause(cls) -> float:
        """Return the seconds between two requests that nobody may shorten."""
        return max(floor_of(getattr(cls, "name", "")), cls.floor)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Build the spider on the archive it is given, or else, under `scrapy crawl`, on that of FOI_DATA."""
        archive: Archive | None = kwargs.pop("archive", None)
        progress: Progress | None = kwargs.pop("progress", None)
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider._own = ExitStack()
        if archive is None:
            archive = spider._own.enter_context(Archive.open(_folder(crawler)))
            spider._own.enter_context(archive.writing(f"a crawl of {spider.name}"))
            spider._own.callback(spider.finish)
        spider.archive = archive
        spider.record = RunRecord(archive, spider.name, progress)
        spider.record.begin()
        spider.tally = Tally(archive, spider.name, spider.record.key)
        spider._asked_for = kwargs
        crawler.signals.connect(spider.broken, spider_error)
        crawler.signals.connect(spider.lost, item_error)
        return spider

    def watermark(self) -> tuple[str, Watermark] | None:
        """Return the selection and how far it has been read, for a run that is complete."""
        return None

    def failure(self, stage: str, url: str, reason: str) -> Failure:
        """Make the record of something that could not be done, now."""
        return Failure(self.name, stage, url, reason, now())

    def stop(self, note: str, advice: str = "run it again later") -> None:
        """End the crawl of this source: a sentence for people says why, and half a one what to do next.

        What is under way still comes in, what waits for its turn is not sent. The first reason counts.
        """
        if self.record.stopped:
            return
        self.record.stopped, self.record.advice = note, advice
        engine = self.crawler.engine
        self._stopping = asyncio.get_running_loop().create_task(engine.close_spider_async(reason="stopped"))
        let_go(engine.downloader)

    def broken(self, failure: TwistedFailure, response: Response | None) -> None:
        """Record a fault of our own in reading an answer: the run goes on, and does not count as whole."""
        if response is None:  # in what the run began with
            self.fault("about:start", failure)
            return
        self.fault(response.request.meta.get("asked", response.url) if response.request else response.url, failure)

    def lost(self, item: object, failure: TwistedFailure) -> None:
        """Record a fault of our own in keeping a finding."""
        self.fault(item.url if isinstance(item, Answered) and item.url else f"about:{type(item).__name__}", failure)

    def fault(self, url: str, failure: TwistedFailure) -> None:
        """Record a fault of our own; Scrapy would only log it."""
        self.logger.error("fault at %s", url, exc_info=failure.value)
        self.complete = False
        self.record.failed += 1
        try:
            with self.archive.transaction():
                self.archive.runs.fail(self.failure(READ, url, f"fault in the program: {failure.value!r}"))
                self.archive.frontier.answered(self.name, url, now())
        except ArchiveError as exc:
            self.stop(f"The archive cannot be written to: {exc}.")

    def closed(self, reason: str) -> None:
        """Note how Scrapy ended; close what was opened here."""
        self.ended = reason
        self._own.close()

    def finish(self) -> None:
        """Enter the end of the run, and how far the list has been read if it was read whole."""
        over = self.ended == "finished" and not self.record.stopped
        with self.archive.transaction():  # a run that is on record as whole must not be gone on with, nor the other way
            if over:
                self.archive.frontier.finished(self.name)
            else:
                self.archive.frontier.interrupted(self.name)
            if over and self.complete:
                self._list_was_read()
            mark = self.watermark() if over and self.complete else None
            sweep = bool(getattr(self, "sweeping", False))
            self.archive.observations.measured(
                self.record.key, scope_of(self._asked_for, sweep=sweep), self.tally.measures()
            )
            self.run = self.record.end(self.ended or "did not begin", mark)

    def _list_was_read(self) -> None:
        for failure in self.archive.runs.failures(self.name):
            if failure.stage == LIST:
                self.archive.runs.solved(self.name, failure.url)


def _folder(crawler: Crawler) -> Path:
    data = crawler.settings.get("FOI_DATA")
    if not data:
        raise ArchiveError("no data folder: give it with -s FOI_DATA=DIR, or in the environment")
    return Path(data) / "archive"
