"""Refusals: a site that does not want this program is left alone, and never deceived about who is asking."""

from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from scraper.archive.store import Archive
from scraper.crawling.reasons import why_status
from scraper.crawling.recorded import RecordedSpider

REFUSED = frozenset({401, 403})
REFUSED_IN_A_ROW = 5
WELL = 400

ADVICE = "foi does not pose as a browser: ask the site to let it in, and say who you are with --contact"


class Challenged(IgnoreRequest):
    """An answer that is a test for browsers. It says nothing about what was asked for."""


class Refusals:
    """Stops a source whose host refuses several requests in a row, or wants a browser.

    One refusal alone is a site's word on one document: Alaveteli answers 403 for a message that was hidden,
    GOV.UK for what is not published yet. So is one at an address that was refused by an earlier run, which
    is asked for again each time. A refused list stops its source at once: that is the spider's to say, which
    knows whether there is another way to the list.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._in_a_row: dict[str, int] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it, as Scrapy does."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Count refusals host by host. Raises Challenged for an answer that only a browser could use."""
        spider = self._crawler.spider
        host = urlsplit(response.url).netloc
        asked = request.meta.get("asked")
        if not isinstance(spider, RecordedSpider) or not asked:  # robots.txt may be refused: that allows everything
            return response
        if "cf-mitigated" in response.headers:
            spider.stop(f"{host} lets in browsers only: it answered with a test for them.", ADVICE)
            raise Challenged("it wants a browser")
        if response.status in REFUSED and not _known(spider.archive, asked):
            self._in_a_row[host] = self._in_a_row.get(host, 0) + 1
            if self._in_a_row[host] >= REFUSED_IN_A_ROW:
                reason = why_status(response.status)
                spider.stop(f"{host} refused {REFUSED_IN_A_ROW} requests in a row: {reason}.", ADVICE)
        elif response.status < WELL:
            self._in_a_row.pop(host, None)
        return response


def _known(archive: Archive, url: str) -> bool:
    answers = archive.captures.of_url(url)
    return bool(answers) and answers[-1].status in REFUSED
