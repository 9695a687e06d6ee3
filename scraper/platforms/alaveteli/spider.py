"""The base of spiders on Alaveteli sites: lists in slices, a JSON for each request, its page, then its files."""

from collections.abc import AsyncIterator, Generator, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from scrapy import Request
from scrapy.http import Response

from scraper.archive.records import Failure
from scraper.archive.runs import Watermark
from scraper.crawling.answers import OK
from scraper.crawling.reasons import why_status
from scraper.crawling.recorded import LIST, Found
from scraper.crawling.watermark import advanced, stop_at
from scraper.platforms.alaveteli.lists import NEVER, PAGES, ListPage, Selection, Slice, read_list, vanished
from scraper.platforms.alaveteli.payloads import read_feed
from scraper.platforms.alaveteli.requests import RequestThreads
from scraper.platforms.alaveteli.site import Site
from scraper.reading import PageChanged

NOT_THERE = 404
FEEDS = "Its feeds were asked, as --feeds allows: the site documents them, and its robots.txt closes them to crawlers."


class AlaveteliSpider(RequestThreads):
    """Requests on one site. A subclass says which, and to which bodies unless asked."""

    home = ""
    usual_bodies: tuple[str, ...] = ()
    custom_settings = {"DOWNLOAD_DELAY": 2.0}  # run by small charities, on small machines

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
        self._slugs: set[str] = set()
        self._open: set[str] = set()

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the head of each list, or of its feed, then for what earlier runs left open."""
        self._mark = self.archive.runs.watermark(self.name, self.selection.key(self.site))
        self._bound = stop_at(self._mark, self.selection.since)
        for body in self.selection.bodies or ("",):
            begin = self._feed(body, 1) if self.feeds and self._bound else self._slices([self._whole_list(body)])
            for request in begin:
                yield request
        for request in self.again():
            yield request

    def watermark(self) -> tuple[str, Watermark] | None:
        """Return the selection and how far it has been read: to when the run began, as lists have no times."""
        mark = advanced(self._mark, self.record.started, self.selection.since)
        return (self.selection.key(self.site), mark) if mark else None

    def _whole_list(self, body: str) -> Slice:
        """Return all there is to read of a list. A day more: the site's day may begin before ours."""
        return Slice(body, after=(self._bound - timedelta(days=1)).date() if self._bound else None)

    def _slices(self, slices: Iterable[Slice]) -> Found:
        for part in slices:
            yield from self._list(part, 1)

    def _list(self, part: Slice, page: int) -> Found:
        url = part.url(self.site, page)
        for request in self.ask(url, self.read_list, LIST, conditional=False, part=str(part), page=page):
            self._open.add(str(part))
            yield request

    def read_list(self, response: Response, part: str, page: int) -> Found:
        """Read a page of a list, ask for its requests, and for what the list has besides this page."""
        if response.status == NOT_THERE and page > 1:
            yield from self._ended(part)
            return
        shown = yield from self._shown(response)
        if shown is None:
            return
        self.listed = True
        yield from self._wanted(shown.slugs)
        whole = Slice.parse(part)
        if self._enough():
            return  # cut short: not complete
        if shown.last >= PAGES and page == 1 and whole == self._whole_list(whole.body):
            url = replace(whole, after=NEVER, before=NEVER).url(self.site, 1)
            yield from self.ask(url, self.read_probe, LIST, conditional=False, part=part)
        elif shown.last >= PAGES and page == 1:
            yield from self._cut(whole, response.url)
        elif page < min(shown.last, PAGES):
            yield from self._list(whole, page + 1)
        else:
            yield from self._ended(part)

    def read_probe(self, response: Response, part: str) -> Found:
        """Learn whether a list pays heed to dates: none has a request from before there was a site.

        One that does would be cut into days for nothing, twenty pages each.
        """
        shown = yield from self._shown(response)
        if shown is None:
            return
        if shown.slugs:
            yield self._rest_unseen(Slice.parse(part), response.url)
            yield from self._list(Slice.parse(part), 2)
        else:
            yield from self._cut(Slice.parse(part), response.url)

    def _shown(self, response: Response) -> Generator[object, None, ListPage | None]:
        if response.status != OK:
            yield from self.no_list(response.url, "does not give its list", why_status(response.status))
            return None
        try:
            return read_list(response.body, self.site, response.url)
        except PageChanged as exc:
            yield from self._unreadable(response.url, exc)
            return None

    def _cut(self, part: Slice, url: str) -> Found:
        """Cut a list that is full in two, or by how requests stand; what cannot be cut is read as far as it goes."""
        halves = part.halves(self.record.started.date())
        if halves:
            yield from self._slices(halves)
            yield from self._ended(str(part))
            return
        views = part.views()
        yield from self._slices(views)
        if not views:
            yield self._rest_unseen(part, url)
        yield from self._list(part, 2)

    def _rest_unseen(self, part: Slice, url: str) -> Failure:
        self._open.add(f"rest of {part}")  # the run is not complete, and never will be
        return self.failure(LIST, url, "over 500 requests, and the list cannot be cut further: the rest is not shown")

    def _feed(self, body: str, page: int) -> Found:
        self.record.remark = FEEDS
        self._open.add(f"feed {body}")
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
            yield from self._unreadable(response.url, exc)
            return
        self.listed = True
        fresh = [event for event in events if self._bound is None or event.time >= self._bound]
        yield from self._wanted(event.slug for event in fresh)
        if self._enough():
            return
        if len(fresh) < len(events):
            yield from self._ended(f"feed {body}")
        elif not events or page == PAGES:
            yield from self._instead(body)
        else:
            yield from self._feed(body, page + 1)

    def _instead(self, body: str) -> Found:
        yield from self._slices([self._whole_list(body)])
        yield from self._ended(f"feed {body}")

    def _unreadable(self, url: str, error: PageChanged) -> Found:
        """A list that changed its shape ends the crawl; of one that was read in part, the rest is missing."""
        if self.listed:
            yield self.failure(LIST, url, str(error))
        else:
            self.stop(f"{self.site.host} has changed its list: {error}.", "a new version of foi-index is needed")

    def _wanted(self, slugs: Iterable[str]) -> Found:
        for slug in slugs:
            if slug in self._slugs or self._enough():
                continue
            self._slugs.add(slug)
            yield from self.read(slug)

    def _enough(self) -> bool:
        return self.selection.limit is not None and len(self._slugs) >= self.selection.limit

    def _ended(self, part: str) -> Found:
        """Note that a list was read to its end. With the last the whole was, and what it lacks is asked for."""
        self._open.discard(part)
        self.complete = not self._open
        if self.complete:
            held = [entry.publication for entry in self.archive.publications.all(self.name)]
            yield from self._wanted(
                vanished(held, self._slugs, self.site, self._bound, every=not self.selection.bodies)
            )
