"""The base of spiders on news articles: a list in one of several forms, then whatever pages it does not carry whole."""

from abc import abstractmethod
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from scrapy.http import Response

from scraper.archive.records import Capture, digest_of
from scraper.archive.runs import Watermark
from scraper.crawling.answers import OK
from scraper.crawling.asked import first_day, most, site_address
from scraper.crawling.findings import Fetched
from scraper.crawling.reasons import why_status
from scraper.crawling.recorded import LIST, READ, Found
from scraper.crawling.run_record import now
from scraper.crawling.sweeping import NOT_HERE
from scraper.crawling.watermark import advanced, stop_at
from scraper.items import Publication, State
from scraper.middlewares.address import allowed
from scraper.platforms.articles.listed import Listed, ListPage, NothingListed
from scraper.platforms.articles.pages import ArticlePages, is_part, own_address
from scraper.reading import PageChanged

ALL = "all"
UNREACHABLE = "cannot be reached"


class ArticleSpider(ArticlePages):
    """Articles of one site, newest first.

    A subclass gives `home`, in `ways` the lists of the site, best first, and reads a part of each in `read_way`. The
    first way that can be read is the list; that the ones before it are switched off is no failure.
    """

    home = ""
    other_homes: tuple[str, ...] = ()
    feed_way = 0
    """Which of the ways is a feed, and reads as one."""
    latest_only = False
    """Whether the list shows the latest articles and no others: it may have moved on past what was last seen."""

    def __init__(
        self, *args: Any, base_url: str = "", assets_hosts: str = "", since: str = "", limit: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.base_url = site_address(base_url, self.home)
        scheme = urlsplit(self.base_url).scheme
        others = tuple(f"{scheme}://{host.strip().lower()}" for host in assets_hosts.split(",") if host.strip())
        self.homes = (self.base_url, *(others or (() if base_url else self.other_homes)))
        self.since, self.limit = first_day(since), most(limit)
        self.hosts = frozenset(urlsplit(home).netloc.lower() for home in self.homes)
        self._mark: Watermark | None = None
        self._bound: datetime | None = None
        self._way = 0
        self._keys: set[str] = set()
        self._newest: datetime | None = None
        self._oldest: datetime | None = None

    @abstractmethod
    def ways(self) -> tuple[str, ...]:
        """Return the addresses of the site's lists, best first."""

    @abstractmethod
    def read_way(self, way: int, body: bytes, url: str) -> ListPage:
        """Read a part of a list. Raises PageChanged if it is not one."""

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the head of the list, then for what earlier runs left open."""
        self._mark = self.archive.runs.watermark(self.name, self._selection())
        self._bound = stop_at(self._mark, self.since)
        for request in (*self._list(0), *self.again()):
            yield request

    def sweep(self) -> Found:
        """Look again at articles: at those that came out of a feed there, at the others on their pages."""
        feeds = {own_address(one).partition("#")[0] for one in self.oldest_first() if is_part(one)}
        for feed in sorted(feeds):
            if allowed(feed, self.hosts):
                yield from self.ask(feed, self.read_feed, LIST, conditional=False)
        yield from super().sweep()

    def look_again(self, publication: Publication) -> Found:
        """Ask for an article and its files; of one that is looked at in its feed, for the files."""
        if not is_part(publication):
            yield from super().look_again(publication)
        elif publication.state is State.LIVE:
            for link in publication.documents[1:]:
                yield from self.fetch(link)

    def read_feed(self, response: Response) -> Found:
        """Compare articles with what their feed has now, and look for the pages of those it no longer shows."""
        url = response.meta["asked"]
        if response.status not in {OK, *NOT_HERE}:
            yield from self.no_list(url, "does not give its feed", why_status(response.status))
            return
        try:
            entries = self.read_way(self.feed_way, response.body, response.url).entries if response.status == OK else ()
        except PageChanged as exc:
            self.stop(f"{self.name} has changed its feed: {exc}.", self.cure)
            return
        for entry in entries:
            held = self.archive.publications.find(self.name, entry.key)
            if held and entry.publication and own_address(held.publication) == own_address(entry.publication):
                capture = Capture(self.name, entry.url, entry.url, now(), OK)
                yield from self.kept(entry.publication, held, Fetched(capture, entry.body))
        shown = {entry.key for entry in entries}
        of_feed = (one for one in self.oldest_first() if own_address(one).startswith(f"{url}#"))
        yield from self.look_for([one.native_id for one in of_feed if one.native_id not in shown][: self.most])

    def watermark(self) -> tuple[str, Watermark] | None:
        """Return the selection and how far it has been read; a date in the future counts as now."""
        newest = min(self._newest, self.record.started) if self._newest else None
        mark = advanced(self._mark, newest, self.since)
        return (self._selection(), mark) if mark else None

    def is_switched_off(self, way: int, status: int) -> bool:  # noqa: ARG002  (sources use it)
        """Tell whether an answer says of a list only that there is none, so that the next way may be tried."""
        return status in NOT_HERE

    def is_past_end(self, way: int, status: int) -> bool:  # noqa: ARG002  (sources use it)
        """Tell whether an answer says that the list had no further part."""
        return False

    def _list(self, way: int) -> Found:
        self._way = way
        yield from self.ask(self.ways()[way], self.read_list, LIST, conditional=False, way=way, rest=[])

    def no_list(self, url: str, said: str, reason: str) -> Found:
        """Go on to the next way; only if there is none is the list not to be had. A sweep wants no other list."""
        if self.listed or self.sweeping or self._way + 1 >= len(self.ways()):
            yield from super().no_list(url, said, reason)
            return
        self.logger.info("%s %s: %s", url, said, reason)
        following = self._way + 1
        if said == UNREACHABLE:  # nor can the other lists of that host
            others = (n for n, way in enumerate(self.ways()) if n > self._way and not _same_host(way, url))
            following = next(others, len(self.ways()))
        if following < len(self.ways()):
            yield from self._list(following)
        else:
            yield from super().no_list(url, said, reason)

    def read_list(self, response: Response, way: int, rest: list[str]) -> Found:
        """Read a part of the list, and ask for its articles and for its next part; `rest` are parts that follow."""
        self._way = max(self._way, way)
        url = response.meta["asked"]
        if response.status != OK:
            yield from self._no_answer(url, way, response.status, rest)
            return
        try:
            page = self.read_way(way, response.body, response.url)
        except PageChanged as exc:
            yield from self._no_such_list(url, way, exc, rest)
            return
        self.listed = True
        self.tally.part(url, [(entry.key, entry.time) for entry in page.entries])
        self.tally.once("way", url, str(way))
        self.archive.runs.solved(self.name, url)
        fresh = [entry for entry in page.entries if entry.key not in self._keys]
        for entry in fresh:
            if self.limit is not None and len(self._keys) >= self.limit:
                return  # cut short: not complete
            yield from self._entry(entry)
        older = bool(page.following) and not self._reached(fresh)
        if older and not fresh:
            yield self.failure(LIST, url, "the list repeats itself instead of going on")
            return
        yield from self._gap(url)
        yield from self._after([page.following, *rest] if older else [*page.parts, *rest], way)

    def _gap(self, url: str) -> Found:
        if self.latest_only and self._mark and self._oldest and self._oldest > self._mark.newest:
            gap = f"{self._mark.newest:%Y-%m-%d %H:%M} and {self._oldest:%Y-%m-%d %H:%M}"
            reason = f"it no longer reaches back to the last crawl: what came between {gap} is missed"
            yield self.failure(READ, url, reason)

    def _after(self, rest: list[str], way: int) -> Found:
        """Ask for the next part of the list, or end it."""
        if rest:
            yield from self.ask(rest[0], self.read_list, LIST, conditional=False, way=way, rest=rest[1:])
        else:
            yield from self._end()

    def _no_answer(self, url: str, way: int, status: int, rest: list[str]) -> Found:
        if self.listed and self.is_past_end(way, status):
            yield from self._after(rest, way)
            return
        if not self.is_switched_off(way, status):
            self._way = len(self.ways())  # a refusal is not worked around
        yield from self.no_list(url, "does not give its list", why_status(status))

    def _no_such_list(self, url: str, way: int, error: PageChanged, rest: list[str]) -> Found:
        """A list that answers, and is none: the next way may do. Unless it was only empty, it is told all the same."""
        empty = isinstance(error, NothingListed)
        if self.listed and empty:
            yield from self._after(rest, way)
        elif not self.listed and self._way + 1 >= len(self.ways()):
            self.stop(f"{self.name} has changed its list: {error}.", "a new version of foi-index is needed")
        else:
            if not empty:
                yield self.failure(READ, url, str(error))
            if not self.listed:
                yield from self._list(self._way + 1)

    def _entry(self, entry: Listed) -> Found:
        self._keys.add(entry.key)
        if entry.time:
            self._newest = max(self._newest or entry.time, entry.time)
            self._oldest = min(self._oldest or entry.time, entry.time)
            if self.since and entry.time < self.since:
                return
        if entry.publication:
            yield from self._whole(entry, entry.publication)
        elif not self._is_old(entry):
            yield from self.page(entry.key, entry.url, entry.time)

    def _is_old(self, entry: Listed) -> bool:
        return bool(self._bound and entry.time and entry.time < self._bound)

    def _whole(self, entry: Listed, publication: Publication) -> Found:
        """Keep an article that its list carried whole: also an old one, since what was edited shows here only."""
        held = self.archive.publications.find(self.name, publication.native_id)
        latest = self.archive.captures.latest(entry.url)
        same = held and held.publication == publication and latest and latest.digest == digest_of(entry.body)
        if not (same and self._is_old(entry)):
            capture = Capture(self.name, entry.url, entry.url, now(), OK)
            yield from self.kept(publication, held, Fetched(capture, entry.body))

    def _reached(self, fresh: list[Listed]) -> bool:
        """Tell whether a part of the list ends below what must be read; without times, whether all of it is held.

        Its last entry tells: an old one may be pinned to the top.
        """
        timed = [entry for entry in fresh if entry.time]
        if timed:
            return self._is_old(timed[-1])
        return bool(self._mark and fresh) and all(self.archive.publications.find(self.name, e.key) for e in fresh)

    def _end(self) -> Found:
        """Ask for the articles that should have been listed and were not."""
        self.complete = True
        floors = [time for time in (self._bound, self._oldest if self.latest_only else None) if time]
        for held in list(self.archive.publications.all(self.name)):
            known, time = held.publication, held.publication.updated or held.publication.published
            listed = known.native_id in self._keys or (time is not None and any(time < floor for floor in floors))
            if known.state is State.LIVE and known.documents and time and not listed:
                yield from self.vanished(known)

    def vanished(self, publication: Publication) -> Found:
        """Look at the page of a publication that the list shows no longer."""
        yield from self.page(publication.native_id, publication.documents[0].url)

    def _selection(self) -> str:
        """Name what is read, for its watermark; a test site is not the site."""
        return ALL if self.base_url == self.home else f"{self.base_url} {ALL}"


def _same_host(one: str, other: str) -> bool:
    return urlsplit(one).netloc == urlsplit(other).netloc
