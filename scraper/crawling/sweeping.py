"""A spider that looks again at what is held: for silent edits, replaced files, withdrawals and disappearances."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import takewhile
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from scraper.archive.publications import GIVE_UP_AFTER
from scraper.archive.records import Capture, Held
from scraper.crawling.answers import OK, capture_of
from scraper.crawling.findings import Entry, Fetched
from scraper.crawling.reasons import why_status
from scraper.crawling.recorded import READ, Found, RecordedSpider
from scraper.items import DocumentLink, Publication, State
from scraper.middlewares.address import allowed
from scraper.middlewares.refusals import REFUSED

GONE = 410
NOT_HERE = frozenset({404, GONE})

THERE = frozenset({State.LIVE, State.WITHDRAWN})
"""States that a publication's own page tells; the others come from its absence."""


class SweepingSpider(RecordedSpider, ABC):
    """A spider of which a run may be a sweep, by the argument `sweep`: it reads no list then."""

    hosts: frozenset[str] = frozenset()
    sweeping = False
    most: int | None = None
    """Publications looked at again at most in a sweep."""
    _unlooked: Counter[str]

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Build the spider. `sweep` and `limit` are taken here: a source's constructor need not know of sweeps."""
        sweep, limit = kwargs.pop("sweep", ""), kwargs.get("limit", "")
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.sweeping = bool(sweep)
        spider.most = int(limit) if limit else None
        spider._unlooked = Counter()
        return spider

    def sweep(self) -> Found:
        """Look again at publications that are held, at `most` of them, the one longest not looked at first."""
        left = self.most
        for publication in self.oldest_first():
            if left == 0:
                return
            asked = list(self.look_again(publication))
            yield from asked
            left = left - bool(asked) if left is not None else None

    def oldest_first(self) -> list[Publication]:
        """Return what is held of this source, the one longest not asked for first."""
        return self.archive.publications.longest_unseen(self.name, self.places)

    def places(self, publication: Publication) -> tuple[str, ...]:
        """Return the addresses at which a publication itself is asked for."""
        return (*(link.url for link in publication.documents[:1]), publication.url)

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
        """Record that a page is not there: a publication is gone at 410, or once GIVE_UP_AFTER crawls met a 404."""
        reason = why_status(capture.status)
        before = takewhile(lambda one: one.status in NOT_HERE, reversed(self.archive.captures.of_url(capture.url)))
        times = 1 + sum(1 for _ in before)
        if held and (capture.status == GONE or times >= GIVE_UP_AFTER):
            note = held.publication.note if held.publication.state is State.GONE else reason
            yield Entry(replace(held.publication, state=State.GONE, note=note), Fetched(capture))
            return
        yield Fetched(capture)
        yield self.failure(READ, capture.url, reason)

    def look_for(self, keys: list[str]) -> Found:
        """Ask, one after another, whether the pages of publications are there that were read elsewhere.

        What a feed carried whole is not read on its page, which says the same in other words; once the feed no
        longer shows it, its page tells whether it was taken down.
        """
        for number, key in enumerate(keys, 1):
            held = self.archive.publications.find(self.name, key)
            if held and allowed(held.publication.url, self.hosts):
                rest, url = keys[number:], held.publication.url
                asked = list(self.ask(url, self.looked_for, READ, conditional=False, key=key, rest=rest))
                yield from asked
                if asked:
                    return

    def looked_for(self, response: Response, key: str, rest: list[str]) -> Found:
        """Note whether a page is there, and ask for the next one unless this one was refused."""
        held = self.archive.publications.find(self.name, key)
        capture = capture_of(self.name, response.meta["asked"], response)
        if response.status in REFUSED:
            yield Fetched(capture)
            self._unlooked[why_status(response.status)] += 1 + len(rest)
            return
        if response.status in NOT_HERE:
            yield from self.absent(held, capture)
        elif response.status == OK and held and not self.leads_away(response.url):
            yield Entry(replace(held.publication, state=State.LIVE, note=""), Fetched(capture))
        else:
            yield Fetched(capture)
            reason = f"it leads to {response.url}: taken down?" if response.status == OK else why_status(capture.status)
            yield self.failure(READ, capture.url, reason)
        yield from self.look_for(rest)

    def leads_away(self, url: str) -> bool:  # noqa: ARG002  (sources use it)
        """Tell whether an address, that of an answer, is of no publication any more."""
        return False

    def not_looked_for(self, request: Request, error: BaseException, reason: str) -> Found:
        """Note that a page could not be looked for, which says nothing of it; robots.txt may allow the next one."""
        rest: list[str] = request.cb_kwargs["rest"]
        if isinstance(error, IgnoreRequest):
            self._unlooked[reason] += 1
            yield from self.look_for(rest)
        else:
            self._unlooked[reason] += 1 + len(rest)

    def finish(self) -> None:
        """Enter the end of the run, with what could not be looked for."""
        for reason, number in self._unlooked.items():
            self.record.remarks.append(f"{number:,} that its feed no longer shows could not be looked for: {reason}.")
        super().finish()

    @abstractmethod
    def read_again(self, url: str) -> Found:
        """Ask for a publication's page, by the address it was read from."""

    @abstractmethod
    def fetch(self, link: DocumentLink) -> Found:
        """Ask for a document."""

    @abstractmethod
    def ask(
        self,
        url: str,
        callback: Callable[..., Found],
        stage: str,
        *,
        conditional: bool,
        follow: bool = True,
        **more: object,
    ) -> Found:
        """Yield the request for an address."""
