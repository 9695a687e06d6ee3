"""The address guard: nothing is asked of a host the source does not name, however the crawl came by it."""

from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

USUAL_PORTS = {"http": ":80", "https": ":443"}


class AddressRefused(IgnoreRequest):
    """An address outside the source. The text says which host."""


class AddressGuard:
    """Lets through the web addresses of the spider's `hosts`, redirects included.

    Scrapy's own offsite filter also lets subdomains through, and every request marked `dont_filter`,
    which is all of ours: the filter of doubles would lose a redirect to an address already asked for.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it, as Scrapy does."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise AddressRefused for an address that is none of the source's."""
        hosts: frozenset[str] = getattr(self._crawler.spider, "hosts", frozenset())
        if not allowed(request.url, hosts):
            raise AddressRefused(f"it leads to {urlsplit(request.url).netloc or request.url}, which is not followed")


def allowed(url: str, hosts: frozenset[str]) -> bool:
    """Return whether an address is of the web and at one of these hosts (with the port, if not the usual)."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    usual = USUAL_PORTS.get(parts.scheme)
    return usual is not None and parts.netloc.lower().removesuffix(usual) in hosts
