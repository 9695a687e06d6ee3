"""Conditional requests: what is held already is asked for only if it changed."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler

from scraper.archive.store import Archive

VALIDATORS = (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since"))


class Conditional:
    """Adds the ETag and Last-Modified of the latest capture to a request that has `conditional` in its meta.

    After a redirect they belong to the address that gave the bytes, so they go to that one only.
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
        held = archive.captures.latest(request.meta["asked"])
        for stored, sent in VALIDATORS:
            request.headers.pop(sent, None)
            value = held.header(stored) if held and held.final_url == request.url else ""
            if value:
                request.headers[sent] = value
