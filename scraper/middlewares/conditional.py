"""Conditional requests: what is held already is asked for only if it changed."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler

from scraper.archive.store import Archive

VALIDATORS = (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since"))


class Conditional:
    """Adds the ETag and Last-Modified of the latest capture to a request that has `conditional` in its meta.

    After a redirect they belong to the address that gave the bytes, so they go to that one only. Many sites
    leave them out of an answer of 304: then those that came with the bytes still hold, as RFC 9111, 4.3.4 has it.
    Without that every other crawl downloaded everything again.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it, as Scrapy does."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Set the validators for this very address, and drop those that a redirect carried along."""
        if not request.meta.get("conditional"):
            return
        archive: Archive = getattr(self._crawler.spider, "archive")  # noqa: B009  (Spider does not declare it)
        asked: str = request.meta["asked"]
        latest = archive.captures.latest(asked)
        answers = [latest, archive.captures.brought(asked, latest.digest)] if latest and latest.digest else []
        held = [answer for answer in answers if answer and answer.final_url == request.url]
        for stored, sent in VALIDATORS:
            request.headers.pop(sent, None)
            value = next((value for answer in held if (value := answer.header(stored))), "")
            if value.isascii() and value.isprintable() and value:  # an imported capture may claim anything
                request.headers[sent] = value
