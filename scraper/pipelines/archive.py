"""The last step: everything found goes into the archive, each finding whole or not at all."""

from typing import Self

from scrapy.crawler import Crawler

from scraper.archive.records import ArchiveError, Failure
from scraper.archive.store import Archive
from scraper.crawling.findings import Answered, Entry, Fetched, Listed, StillThere
from scraper.crawling.recorded import RecordedSpider
from scraper.crawling.run_record import RunRecord, now


class Store:
    """Writes findings into the spider's archive, and its counts."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it, as Scrapy does."""
        return cls(crawler)

    def process_item(self, item: object) -> object:
        """Store one finding, or all that one answer brought; stop the crawl if the archive cannot take it."""
        spider = self._crawler.spider
        if not isinstance(spider, RecordedSpider):
            raise TypeError(f"{spider!r} is not a RecordedSpider")
        findings = item.findings if isinstance(item, Answered) else (item,)
        try:
            with spider.archive.transaction():
                for finding in findings:
                    keep(finding, spider.archive, spider.record)
                if isinstance(item, Answered):
                    move_on(item, spider.archive)
        except (ArchiveError, OSError) as exc:
            spider.stop(f"The archive cannot be written to: {exc}.")
        for _ in findings:
            spider.record.report()
        return item


def move_on(item: Answered, archive: Archive) -> None:
    """Enter what an answer led to, and that its address has had it."""
    for waiting in item.waiting:
        archive.frontier.put(waiting)
    if item.url:
        archive.frontier.answered(item.source, item.url, now())


def keep(item: object, archive: Archive, record: RunRecord) -> None:
    """Store one finding and count it."""
    match item:
        case Entry(publication, fetched):
            record.publications += archive.publications.put(publication, fetched.capture.time)
            archive.runs.solved(publication.source, fetched.capture.url)
            _capture(fetched, archive, record)
        case Listed(publication, time):
            record.publications += archive.publications.put(publication, time)
        case StillThere(source, native_id, fetched):
            archive.publications.seen(source, native_id, fetched.capture.time)
            _capture(fetched, archive, record)
        case Fetched():
            _capture(item, archive, record)
        case Failure():
            archive.runs.fail(item)
            record.failed += 1
        case _:
            raise TypeError(f"{type(item).__name__} is nothing a spider may hand over")


def _capture(fetched: Fetched, archive: Archive, record: RunRecord) -> None:
    capture = archive.captures.put(fetched.capture, fetched.body)
    if capture.digest:
        record.documents += not capture.revisit
        record.unchanged += capture.revisit
        archive.runs.solved(capture.source, capture.url)
