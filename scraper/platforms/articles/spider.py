"""The base of spiders on news articles: a list in one of several forms, then whatever pages it does not carry whole."""

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
from scraper.crawling.watermark import advanced, stop_at
from scraper.items import Publication, State
from scraper.platforms.articles.listed import Listed, ListPage
from scraper.platforms.articles.pages import ArticlePages
from scraper.reading import PageChanged

ALL = "all"


class ArticleSpider(ArticlePages):
    """Articles of one site, newest first.

    A subclass gives `home`, in `ways` the lists of the site, best first, and reads a part of each in `read_way`. The
    first way that can be read is the list; that the ones before it are switched off is no failure.
    """

    home = ""
    other_homes: tuple[str, ...] = ()
    shut_doors = frozenset({404, 410})
    """Answers that say of a list only that it is not there, or switched off, so that the next way may be tried."""

    def __init__(
        self, *args: Any, base_url: str = "", assets_hosts: str = "", since: str = "", limit: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        others = tuple(host.strip().lower() for host in assets_hosts.split(",") if host.strip())
        usual = tuple(urlsplit(home).netloc for home in self.other_homes) if not base_url else ()
        self.base_url = site_address(base_url, self.home)
        self.since, self.limit = first_day(since), most(limit)
        self.hosts = frozenset((urlsplit(self.base_url).netloc.lower(), *(others or usual)))
        self._way = 0
        self._keys: set[str] = set()
        self._newest: datetime | None = None
        self._oldest: datetime | None = None

    def ways(self) -> tuple[str, ...]:
        """Return the addresses of the site's lists, best first."""
        raise NotImplementedError

    def read_way(self, way: int, body: bytes, url: str) -> ListPage:
        """Read a part of a list. Raises PageChanged if it is not one."""
        raise NotImplementedError

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the head of the list, then for what earlier runs left open."""
        self._mark = self.archive.runs.watermark(self.name, self._selection())
        self._bound = stop_at(self._mark, self.since)
        for request in (*self._list(0), *self.again()):
            yield request

    def watermark(self) -> tuple[str, Watermark] | None:
        """Return the selection and how far it has been read; a date in the future counts as now."""
        newest = min(self._newest, self.record.started) if self._newest else None
        mark = advanced(self._mark, newest, self.since)
        return (self._selection(), mark) if mark else None

    def _list(self, way: int) -> Found:
        self._way = way
        yield from self.ask(self.ways()[way], self.read_list, LIST, conditional=False, way=way)

    def no_list(self, url: str, said: str, reason: str) -> Found:
        """Go on to the next way; only if there is none is the list not to be had."""
        if self.listed or self._way + 1 >= len(self.ways()):
            yield from super().no_list(url, said, reason)
            return
        self.logger.info("%s %s: %s", url, said, reason)
        yield from self._list(self._way + 1)

    def read_list(self, response: Response, way: int) -> Found:
        """Read a part of the list, and ask for its articles and for its next part."""
        self._way = max(self._way, way)
        url = response.meta["asked"]
        if response.status != OK:
            if response.status not in self.shut_doors:
                self._way = len(self.ways())
            yield from self.no_list(url, "does not give its list", why_status(response.status))
            return
        try:
            page = self.read_way(way, response.body, response.url)
        except PageChanged as exc:
            yield from self._no_such_list(url, exc)
            return
        self.listed = True
        self.archive.runs.solved(self.name, url)
        fresh = [entry for entry in page.entries if entry.key not in self._keys]
        for entry in fresh:
            if self.limit is not None and len(self._keys) >= self.limit:
                return  # cut short: not complete
            yield from self._entry(entry)
        if page.following and not self._reached(fresh):
            if fresh:
                yield from self.ask(page.following, self.read_list, LIST, conditional=False, way=way)
            else:
                yield self.failure(LIST, url, "the list repeats itself instead of going on")
            return
        if self._mark and self._oldest and self._oldest > self._mark.newest and not page.following:
            gap = f"{self._mark.newest:%Y-%m-%d %H:%M} and {self._oldest:%Y-%m-%d %H:%M}"
            yield self.failure(
                READ, url, f"it no longer reaches back to the last crawl: what came between {gap} is missed"
            )
        yield from self._end()

    def _no_such_list(self, url: str, error: PageChanged) -> Found:
        """A list that answers, and is none: the next way may do, and it is told all the same."""
        if not self.listed and self._way + 1 >= len(self.ways()):
            self.stop(f"{self.name} has changed its list: {error}.", "a new version of foi-index is needed")
            return
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
        for held in list(self.archive.publications.all(self.name)):
            known, link = held.publication, held.publication.documents[:1]
            if known.state is not State.LIVE or known.native_id in self._keys or not (link and known.published):
                continue
            if self._oldest and max(self._oldest, self._bound or self._oldest) <= known.published:
                yield from self.vanished(known)

    def vanished(self, publication: Publication) -> Found:
        """Look at the page of a publication that the list shows no longer."""
        yield from self.page(publication.native_id, publication.documents[0].url)

    def _selection(self) -> str:
        """Name what is read, for its watermark; a test site is not the site."""
        return ALL if self.base_url == self.home else f"{self.base_url} {ALL}"
