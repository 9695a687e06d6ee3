"""Reading the lists of an Alaveteli site: page by page, and in parts where they are full."""

from collections.abc import Generator, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from scrapy.http import Response

from scraper.archive.records import Failure
from scraper.crawling.answers import OK
from scraper.crawling.reasons import why_status
from scraper.crawling.recorded import LIST, Found
from scraper.platforms.alaveteli.lists import NEVER, PAGES, ListPage, Selection, Slice, read_list, vanished
from scraper.platforms.alaveteli.requests import RequestThreads
from scraper.reading import PageChanged

NOT_THERE = 404


class SlicedLists(RequestThreads):
    """The half of an Alaveteli spider that reads lists, and asks for the requests on them.

    `open` names the parts not read to their end yet. It is set where requests are made, and emptied where
    answers are read: one that is lost leaves the run incomplete, and nothing else.
    """

    selection: Selection
    bound: datetime | None = None
    """When what is wanted begins; None: with the site."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open: set[str] = set()
        self._slugs: set[str] = set()

    def whole_list(self, body: str) -> Slice:
        """Return all there is to read of a list. A day more: the site's day may begin before ours."""
        return Slice(body, after=(self.bound - timedelta(days=1)).date() if self.bound else None)

    def slices(self, slices: Iterable[Slice]) -> Found:
        """Ask for the heads of these parts of lists."""
        for part in slices:
            yield from self._list(part, 1)

    def _list(self, part: Slice, page: int, *, cut: bool = True) -> Found:
        url = part.url(self.site, page)
        for request in self.ask(url, self.read_list, LIST, conditional=False, part=str(part), page=page, cut=cut):
            self.open.add(str(part))
            yield request

    def read_list(self, response: Response, part: str, page: int, *, cut: bool) -> Found:
        """Read a page of a list, ask for its requests, and for what the list has besides this page.

        A list that is full has links to its last page, or, in other themes, only a twentieth page. `cut`: it is
        then read again in parts.
        """
        if response.status == NOT_THERE and page > 1:
            yield from self.read_out(part)
            return
        shown = yield from self._shown(response)
        if shown is None:
            return
        self.listed = True
        self.tally.part(response.url, [(slug, None) for slug in shown.slugs])
        yield from self.wanted(shown.slugs)
        whole = Slice.parse(part)
        if whole.after:
            self.tally.add("list windows")
        if self.enough():
            return  # cut short: not complete
        full = cut and (shown.last >= PAGES or page >= PAGES)
        if full and whole == self.whole_list(whole.body):
            url = replace(whole, after=NEVER, before=NEVER).url(self.site, 1)
            yield from self.ask(url, self.read_probe, LIST, conditional=False, part=part, page=page)
        elif full:
            yield from self._cut(whole, response.url, page)
        elif page < min(shown.last, PAGES):
            yield from self._list(whole, page + 1, cut=cut)
        else:
            yield from self.read_out(part)

    def read_probe(self, response: Response, part: str, page: int) -> Found:
        """Learn whether a list pays heed to dates: none has a request from before there was a site.

        One that does would be cut into days for nothing, twenty pages each.
        """
        shown = yield from self._shown(response)
        if shown is None:
            return
        if shown.slugs:
            yield self._rest_unseen(Slice.parse(part), response.url)
            yield from self._rest(Slice.parse(part), page)
        else:
            yield from self._cut(Slice.parse(part), response.url, page)

    def _shown(self, response: Response) -> Generator[object, None, ListPage | None]:
        if response.status != OK:
            yield from self.no_list(response.url, "does not give its list", why_status(response.status))
            return None
        try:
            return read_list(response.body, self.site, response.url)
        except PageChanged as exc:
            yield from self.unreadable(response.url, exc)
            return None

    def _cut(self, part: Slice, url: str, page: int) -> Found:
        """Cut a list that is full in two, or by how requests stand; what cannot be cut is read as far as it goes.

        `page` is how far it was read.
        """
        halves = part.halves(self.record.started.date())
        if halves:
            yield from self.slices(halves)
            yield from self.read_out(str(part))
            return
        views = part.views()
        yield from self.slices(views)
        if not views:
            yield self._rest_unseen(part, url)
        yield from self._rest(part, page)

    def _rest(self, part: Slice, page: int) -> Found:
        if page < PAGES:
            yield from self._list(part, page + 1, cut=False)
        else:
            yield from self.read_out(str(part))

    def _rest_unseen(self, part: Slice, url: str) -> Failure:
        self.open.add(f"rest of {part}")  # the run is not complete, and never will be
        return self.failure(LIST, url, "over 500 requests, and the list cannot be cut further: the rest is not shown")

    def unreadable(self, url: str, error: PageChanged) -> Found:
        """Say that a list changed its shape, which ends the crawl unless part of it was read."""
        if self.listed:
            yield self.failure(LIST, url, str(error))
        else:
            self.stop(f"{self.site.host} has changed its list: {error}.", "a new version of foi-index is needed")

    def wanted(self, slugs: Iterable[str]) -> Found:
        """Ask for these requests, each once, and no more of them than are wanted."""
        for slug in slugs:
            if slug in self._slugs or self.enough():
                continue
            self._slugs.add(slug)
            yield from self.read(slug)

    def enough(self) -> bool:
        """Return whether there are as many as are wanted."""
        return self.selection.limit is not None and len(self._slugs) >= self.selection.limit

    def read_out(self, part: str) -> Found:
        """Note that a list was read to its end. With the last the whole was, and what it lacks is asked for."""
        self.open.discard(part)
        self.complete = not self.open
        if self.complete:
            held = [entry.publication for entry in self.archive.publications.all(self.name)]
            yield from self.wanted(vanished(held, self._slugs, self.site, self.bound, every=not self.selection.bodies))
