"""The frontier: what is to be asked for is entered before it is asked, and let go of with what its answer brought."""

from collections.abc import AsyncIterator
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from scraper.crawling.waiting import together, waiting_of
from scraper.source import SourceSpider


class KeepFrontier:
    """A spider middleware: takes up what killed runs left, and hands on what an answer brought as one finding.

    One finding is one transaction: the findings are kept, what they lead to waits, and the address has had its
    answer, all together or not at all.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it, as Scrapy does."""
        return cls(crawler)

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Yield what waits from earlier runs, then what this one begins with: the list, or the sweep."""
        spider = self._crawler.spider
        if not isinstance(spider, SourceSpider):
            async for one in start:
                yield one
            return
        for one in spider.resume():
            yield one
        if spider.sweeping:
            for one in spider.sweep():
                yield _entered(spider, one)
        else:
            async for one in start:
                yield _entered(spider, one)

    async def process_spider_output(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Yield all that one answer brought as one finding, then its requests."""
        spider = self._crawler.spider
        if not isinstance(spider, SourceSpider):
            async for one in result:
                yield one
            return
        found: list[object] = []
        try:
            async for one in result:
                found.append(one)  # noqa: PERF401  (what came before an exception counts)
        except Exception:
            for one in together(spider, "", found):  # `broken` lets go of the address, and says why
                yield one
            raise
        asked = response.request.meta.get("asked", "") if response.request else ""
        for one in together(spider, asked, found):
            yield one


class Lease:
    """A downloader middleware: notes which addresses are being asked for, so that a deadly one is known."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it, as Scrapy does."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Lease the address to this run, once."""
        spider = self._crawler.spider
        if isinstance(spider, SourceSpider) and "asked" in request.meta:
            spider.archive.frontier.lease(spider.name, request.meta["asked"], spider.record.key)


def _entered(spider: SourceSpider, one: object) -> object:
    waiting = waiting_of(spider, one) if isinstance(one, Request) else None
    if waiting:
        spider.archive.frontier.put_soon(waiting)
    return one
