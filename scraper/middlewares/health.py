"""Health: answers that are not what they pretend to be are turned away; what the others look like is counted."""

from collections.abc import AsyncIterator
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from scraper.archive.records import Failure
from scraper.crawling.answers import OK
from scraper.crawling.recorded import FETCH, LIST, READ, RecordedSpider
from scraper.health.signs import CAPTCHA, NOT_FOUND, SAID, sign_of, title_of
from scraper.middlewares.refusals import ADVICE

TESTS = 3
"""Tests for browsers in a run, after which the source is left alone: one may be a page that is about them."""


class NotThePage(IgnoreRequest):
    """An answer of status 200 that is something else than what was asked for. The text says what."""


class Impostors:
    """A downloader middleware: a login, a test for browsers, or an error that calls itself a success is no page.

    A reader that wants no more than a heading took "Page not found" for the title of a release. Where a file was
    asked for, the page that came instead says that it was withdrawn: that is for the spider to see.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._tests = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it, as Scrapy does."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Look at an answer. Raises NotThePage if it is something else."""
        spider = self._crawler.spider
        if not isinstance(spider, RecordedSpider) or response.status != OK or "asked" not in request.meta:
            return response
        sign = sign_of(response.body)
        if not sign or (sign == NOT_FOUND and request.meta["stage"] != READ):
            return response
        title = title_of(response.body)
        said = SAID[sign] + (f" ({title!r})" if title else "")
        if response.url != request.meta["asked"]:
            said += f" at {response.url}"
        if sign != CAPTCHA:
            spider.tally.note("sign", request.meta["asked"], said)
        else:
            self._tests += 1
            spider.tally.note(CAPTCHA, request.meta["asked"], said)
            if request.meta["stage"] == LIST or self._tests == TESTS:
                spider.stop(f"{urlsplit(response.url).netloc} lets in browsers only: {said}.", ADVICE)
        raise NotThePage(said)


class Counted:
    """A spider middleware: counts answers that were read well, and the fields of JSON."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it, as Scrapy does."""
        return cls(crawler)

    async def process_spider_output(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Yield everything as it is."""
        well = response.status == OK
        async for one in result:
            well = well and not isinstance(one, Failure)
            yield one
        spider = self._crawler.spider
        stage = response.meta.get("stage") if response.request else None
        if not isinstance(spider, RecordedSpider) or not stage or response.status != OK:
            return
        if stage == FETCH:
            spider.tally.add("files well", int(well))
            return
        if stage == READ:
            spider.tally.add("pages well", int(well))
        spider.tally.payload(stage, response.url, response.body)
