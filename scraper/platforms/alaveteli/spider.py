"""The base of spiders on Alaveteli sites: lists in slices, a JSON for each request, its page, then its files."""

from collections.abc import AsyncIterator
from typing import Any

from scrapy import Request
from scrapy.http import Response

from scraper.archive.runs import Watermark
from scraper.crawling.answers import OK
from scraper.crawling.reasons import why_status
from scraper.crawling.recorded import LIST, Found
from scraper.crawling.watermark import advanced, stop_at
from scraper.platforms.alaveteli.lists import PAGES, Selection
from scraper.platforms.alaveteli.payloads import read_feed
from scraper.platforms.alaveteli.site import Site
from scraper.platforms.alaveteli.sliced import SlicedLists
from scraper.reading import PageChanged

FEEDS = "Its feeds were asked, as --feeds allows: the site documents them, and its robots.txt closes them to crawlers."


class AlaveteliSpider(SlicedLists):
    """Requests on one site. A subclass says which, and to which bodies unless asked."""

    home = ""
    usual_bodies: tuple[str, ...] = ()

    def __init__(
        self,
        *args: Any,
        base_url: str = "",
        organisations: str = "",
        since: str = "",
        limit: str = "",
        feeds: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not (base_url or self.home):
            raise ValueError(f"{self.name} needs the address of a site: --base-url https://foi.example.org")
        self.site = Site.at(base_url or self.home)
        self.hosts = frozenset({self.site.host})
        self.selection = Selection.parse(organisations, since, limit, self.usual_bodies)
        self.feeds = bool(feeds)
        self._mark: Watermark | None = None

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the head of each list, or of its feed, then for what earlier runs left open."""
        self._mark = self.archive.runs.watermark(self.name, self.selection.key(self.site))
        self.bound = stop_at(self._mark, self.selection.since)
        heads = [*self._heads()]  # all are known to be open before the first is read
        for request in (*heads, *self.again()):
            yield request

    def watermark(self) -> tuple[str, Watermark] | None:
        """Return the selection and how far it has been read: to when the run began, as lists have no times."""
        mark = advanced(self._mark, self.record.started, self.selection.since)
        return (self.selection.key(self.site), mark) if mark else None

    def _heads(self) -> Found:
        for body in self.selection.bodies or ("",):
            yield from self._feed(body, 1) if self.feeds and self.bound else self.slices([self.whole_list(body)])

    def _feed(self, body: str, page: int) -> Found:
        self.record.remarks.append(FEEDS)
        self.open.add(f"feed {body}")
        url = self.site.feed(body, page)
        for request in self.ask(url, self.read_feed, LIST, conditional=False, body=body, page=page):
            if isinstance(request, Request):
                request.meta["dont_obey_robotstxt"] = True  # this address, by somebody's word, on record
            yield request

    def read_feed(self, response: Response, body: str, page: int) -> Found:
        """Read a page of a feed; where it ends before what is known, the list is read."""
        if response.status != OK:
            if page == 1:
                yield self.failure(LIST, response.url, f"no feed, the list was read: {why_status(response.status)}")
            yield from self._instead(body)
            return
        try:
            events = read_feed(response.body, self.site, response.url)
        except PageChanged as exc:
            yield from self.unreadable(response.url, exc)
            return
        self.listed = True
        self.tally.part(response.url, [(event.slug, event.time) for event in events])
        fresh = [event for event in events if self.bound is None or event.time >= self.bound]
        yield from self.wanted(event.slug for event in fresh)
        if self.enough():
            return
        if len(fresh) < len(events):
            yield from self.read_out(f"feed {body}")
        elif not events or page == PAGES:
            yield from self._instead(body)
        else:
            yield from self._feed(body, page + 1)

    def _instead(self, body: str) -> Found:
        yield from self.slices([self.whole_list(body)])
        yield from self.read_out(f"feed {body}")
