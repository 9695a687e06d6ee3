"""The budget of a run: so many pages, bytes or minutes, and then it ends in good order."""

from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.utils.asyncio import CallLaterResult, call_later

from scraper.archive.observations import USED_BYTES, USED_PAGES
from scraper.crawling.answers import NOT_MODIFIED
from scraper.crawling.recorded import RecordedSpider
from scraper.crawling.run_record import SPENT


class Budget:
    """Stops a run that has used up FOI_MAX_PAGES, FOI_MAX_BYTES or FOI_MAX_MINUTES.

    What is under way still comes in. Answers that nothing changed count for nothing, or a run after one that
    was cut short would spend all it has on looking again at what that one brought. Scrapy's CloseSpider
    counts those, and robots.txt, and no bytes.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        settings = crawler.settings
        self._pages, self._bytes = settings.getint("FOI_MAX_PAGES"), settings.getint("FOI_MAX_BYTES")
        self._minutes = settings.getfloat("FOI_MAX_MINUTES")
        self._had_pages = self._had_bytes = 0
        self._alarm: CallLaterResult | None = None
        if not (self._pages or self._bytes or self._minutes):
            raise NotConfigured
        crawler.signals.connect(self.begin, signals.spider_opened)
        crawler.signals.connect(self.count, signals.response_downloaded)
        crawler.signals.connect(self.end, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it, as Scrapy does."""
        return cls(crawler)

    def begin(self) -> None:
        """Start the clock."""
        if self._minutes:
            self._alarm = call_later(60 * self._minutes, self._stop, f"{self._minutes:g} minutes (--max-minutes)")

    def count(self, response: Response, request: Request) -> None:
        """Count an answer, as large as it came over the wire."""
        if "asked" not in request.meta or response.status == NOT_MODIFIED:
            return
        self._had_pages += 1
        self._had_bytes += len(response.body)
        spider = self._crawler.spider
        if isinstance(spider, RecordedSpider):
            spider.tally.add(USED_PAGES)
            spider.tally.add(USED_BYTES, len(response.body))
        if self._pages and self._had_pages >= self._pages:
            self._stop(f"{self._pages:,} pages (--max-pages)")
        elif self._bytes and self._had_bytes >= self._bytes:
            self._stop(f"{self._bytes:,} bytes (--max-bytes)")

    def end(self) -> None:
        """Stop the clock."""
        if self._alarm:
            self._alarm.cancel()

    def _stop(self, what: str) -> None:
        spider = self._crawler.spider
        if isinstance(spider, RecordedSpider):
            spider.stop(f"{SPENT}: {what}.", "run it again to go on")
