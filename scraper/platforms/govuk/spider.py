"""The base of spiders on GOV.UK: a search newest first, a content item for each result, then its documents."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

from scrapy.http import Response

from scraper.archive.runs import Watermark
from scraper.crawling.answers import OK
from scraper.crawling.reasons import why_status
from scraper.crawling.recorded import LIST, READ, Found
from scraper.crawling.watermark import advanced, stop_at
from scraper.platforms.govuk.items import ContentItems
from scraper.platforms.govuk.payloads import Result, read_search
from scraper.platforms.govuk.search import OVERLAP, Selection, message_of, search_url, vanished
from scraper.platforms.govuk.site import Site
from scraper.reading import PageChanged, Record

MISUNDERSTOOD = 422


class GovukSpider(ContentItems):
    """Publications of one sort. A subclass says which, and of which organisations unless asked."""

    wide = True
    wanted: tuple[str, str]
    """The Search API's filter for them, and its value."""
    usual_organisations: tuple[str, ...] = ()

    def __init__(
        self,
        *args: Any,
        base_url: str = "",
        assets_hosts: str = "",
        organisations: str = "",
        since: str = "",
        limit: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.site = Site.at(base_url, tuple(host.strip() for host in assets_hosts.split(",") if host.strip()))
        self.hosts = self.site.hosts
        self.selection = Selection.parse(organisations, since, limit, self.usual_organisations)
        self._links: set[str] = set()
        self._titles: set[str] = set()
        self._newest: datetime | None = None
        self._mark: Watermark | None = None
        self._bound: datetime | None = None

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the head of the list, then for what earlier runs left open."""
        self._mark = self.archive.runs.watermark(self.name, self.selection.key(self.site))
        self._bound = stop_at(self._mark, self.selection.since)
        for request in (*self._list(0), *self.again()):
            yield request

    def reads(self, url: str) -> bool:
        """Return whether an address is of a page; files come with the page that lists them."""
        return self.site.path_of(url) is not None and self.site.file(url) is None

    def read_url(self, url: str) -> Found:
        """Ask for the publication at the address a person would open; its type says of which source it is."""
        path = self.site.path_of(url)
        if path:
            yield from self.read(path, by_type=True)

    def watermark(self) -> tuple[str, Watermark] | None:
        """Return the selection and how far it has been read; a date in the future counts as now."""
        newest = min(self._newest, self.record.started) if self._newest else None
        mark = advanced(self._mark, newest, self.selection.since)
        return (self.selection.key(self.site), mark) if mark else None

    def _list(self, start: int) -> Found:
        url = search_url(self.site, self.wanted, self.selection, start)
        yield from self.ask(url, self.read_list, LIST, conditional=False, start=start)

    def read_list(self, response: Response, start: int) -> Found:
        """Read a part of the list, and ask for its content items and for its next part."""
        url = response.url
        if response.status == MISUNDERSTOOD:
            self.stop(
                f"{self.site.host} did not understand what was asked, a fault of ours: {message_of(response.body)}.",
                "please report it",
            )
            return
        if response.status != OK:
            yield from self.no_list(url, "does not give its list", why_status(response.status))
            return
        try:
            results, total = read_search(Record.parse(response.body, url).data, url)
        except PageChanged as exc:
            self.stop(f"{self.site.host} has changed its list: {exc}.", "a new version of foi-index is needed")
            return
        self.listed = True
        self.tally.part(url, [(result.link, result.updated) for result in results])
        fresh = [result for result in results if result.link not in self._links]
        for result in fresh:
            if self._bound and result.updated and result.updated < self._bound:
                yield from self._end()
                return
            if self.selection.limit is not None and len(self._links) >= self.selection.limit:
                return  # cut short: not complete
            yield from self._result(result)
        after = start + len(results)
        if after >= total or not results:
            yield from self._end()
        elif not fresh:
            yield self.failure(LIST, url, "the list repeats itself instead of going on")
        else:
            yield from self._list(after - OVERLAP if len(results) > OVERLAP else after)

    def _result(self, result: Result) -> Found:
        self._links.add(result.link)
        wanted = self.selection.organisations
        self._titles.update(title for slug, title in result.organisations if slug in wanted)
        if result.updated and (self._newest is None or result.updated > self._newest):
            self._newest = result.updated
        path = self.site.path_of(result.link)
        if path:
            yield from self.read(path)
        else:
            yield self.failure(READ, result.link, "listed, but on another site, which is not followed")

    def _end(self) -> Found:
        self.complete = True
        held = (entry.publication for entry in list(self.archive.publications.all(self.name)))
        wanted = self.selection.organisations
        bodies = frozenset((*wanted, *self._titles)) if wanted else frozenset()
        for path in vanished(held, self._links, self.site, self._bound, bodies):
            yield from self.read(path)
