"""A spider that looks again at what is held: for silent edits, replaced files, withdrawals and disappearances."""

from dataclasses import replace
from itertools import takewhile
from typing import Any, Self

from scrapy.crawler import Crawler

from scraper.archive.publications import GIVE_UP_AFTER
from scraper.archive.records import Capture, Held
from scraper.crawling.findings import Entry, Fetched
from scraper.crawling.reasons import why_status
from scraper.crawling.recorded import READ, Found, RecordedSpider
from scraper.items import DocumentLink, Publication, State
from scraper.middlewares.address import allowed

NOT_HERE = frozenset({404, 410})

THERE = frozenset({State.LIVE, State.WITHDRAWN})
"""States that a publication's own page tells; the others come from its absence."""


class SweepingSpider(RecordedSpider):
    """A spider of which a run may be a sweep, by the argument `sweep`: it reads no list then."""

    hosts: frozenset[str] = frozenset()
    sweeping = False
    most: int | None = None
    """Publications looked at again at most in a sweep."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Build the spider. `sweep` and `limit` are taken here: a source's constructor need not know of sweeps."""
        sweep, limit = kwargs.pop("sweep", ""), kwargs.get("limit", "")
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.sweeping = bool(sweep)
        spider.most = int(limit) if limit else None
        return spider

    def sweep(self) -> Found:
        """Look again at publications that are held, at `most` of them, the one longest not looked at first."""
        left = self.most
        for publication in self.archive.publications.longest_unseen(self.name):
            if left == 0:
                return
            asked = list(self.look_again(publication))
            yield from asked
            left = left - bool(asked) if left is not None else None

    def look_again(self, publication: Publication) -> Found:
        """Ask whether a publication and its files still are as they are held. Its page is its first document."""
        page = publication.documents[0].url if publication.documents else publication.url
        if not allowed(page, self.hosts):
            return
        yield from self.read_again(page)
        if publication.state in THERE:
            for link in publication.documents[1:]:
                yield from self.fetch(link)

    def absent(self, held: Held | None, capture: Capture) -> Found:
        """Record that a page is not there (404, 410): a publication is gone once GIVE_UP_AFTER crawls say so."""
        reason = why_status(capture.status)
        before = takewhile(lambda one: one.status in NOT_HERE, reversed(self.archive.captures.of_url(capture.url)))
        times = 1 + sum(1 for _ in before)
        if held and times >= GIVE_UP_AFTER:
            note = held.publication.note if held.publication.state is State.GONE else reason
            yield Entry(replace(held.publication, state=State.GONE, note=note), Fetched(capture))
            return
        yield Fetched(capture)
        yield self.failure(READ, capture.url, reason)

    def read_again(self, url: str) -> Found:
        """Ask for a publication's page, by the address it was read from."""
        raise NotImplementedError

    def fetch(self, link: DocumentLink) -> Found:
        """Ask for a document."""
        raise NotImplementedError
