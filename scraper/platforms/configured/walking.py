"""How every configured source's list is walked: newest first, part by part, down to what is known already."""

from abc import abstractmethod
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

from scrapy import Request
from scrapy.http import Response

from scraper.archive.records import Held
from scraper.archive.runs import Watermark
from scraper.crawling.answers import OK
from scraper.crawling.reasons import why_status
from scraper.crawling.recorded import LIST, Found
from scraper.crawling.sweeping import NOT_HERE
from scraper.crawling.watermark import advanced, stop_at
from scraper.items import Publication, State
from scraper.platforms.configured.declaration import Declaration
from scraper.platforms.configured.listed import Ask, ListPart
from scraper.platforms.configured.pages import first_asks, read_list
from scraper.reading import PageChanged, day
from scraper.source import SourceSpider

FIX = "correct its declaration (`foi sources check` shows what is read)"


class ListWalker(SourceSpider):
    """The half of a configured source that reads its lists. It is made with `name` and `declared`."""

    cure = FIX

    def __init__(self, *args: Any, declared: Declaration, since: str = "", limit: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.declared = declared
        self.hosts = declared.hosts | declared.file_hosts
        self._since = day(since, "%Y-%m-%d") if since else None
        self._limit = int(limit) if limit else None
        self._seen: set[str] = set()
        self._before: frozenset[str] = frozenset()
        self._newest: datetime | None = None
        self._mark: Watermark | None = None
        self._bound: datetime | None = None
        self._lists = self._items = self._open = 0
        self._cut = False
        self._stopped_early = False
        """Whether a list was left where everything below is known, and not at its end."""

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the head of every list; what earlier runs left open comes after, for lists say more of it."""
        self._mark = self.archive.runs.watermark(self.name, self._selection)
        self._bound = stop_at(self._mark, self._since)
        for request in self._heads():
            yield request

    def _heads(self) -> Found:
        first = self.declared.paging.first if self.declared.paging else 1
        for at in first_asks(self.declared):
            yield from self._list(at, first)

    @property
    def _selection(self) -> str:
        return " ".join(self.declared.start)

    def watermark(self) -> tuple[str, Watermark] | None:
        """Return how far the lists have been read: lists without dates, to the beginning of this run."""
        newest = min(self._newest, self.record.started) if self._newest else self.record.started
        mark = advanced(self._mark, newest, self._since)
        return (self._selection, mark) if mark else None

    def ask(self, url: str, *args: Any, **more: Any) -> Found:
        """Ask for an address; a part of a list that is asked for with POST is sent its JSON."""
        for request in super().ask(url, *args, **more):
            if isinstance(request, Request) and more.get("post"):
                yield request.replace(method="POST", body=more["post"], headers={"Content-Type": "application/json"})
            else:
                yield request

    def _list(self, at: Ask, number: int) -> Found:
        for request in self.ask(at.url, self.read_list, LIST, conditional=False, number=number, post=at.post):
            self._open += 1
            yield request

    def read_list(self, response: Response, number: int, post: str = "") -> Found:
        """Read a part of a list, and ask for its entries and for its next part."""
        self._open = max(0, self._open - 1)
        url = response.meta["asked"]
        if response.status in NOT_HERE and self.listed and self.declared.paging:
            yield from self._end()  # beyond the last page
            return
        if response.status != OK:
            self._cut = True
            yield from self.no_list(url, "does not give its list", why_status(response.status))
            return
        self._lists += 1
        try:
            part = read_list(self.declared, response.body, Ask(response.url, post), number, content_type(response))
        except PageChanged as exc:
            self._cut = True
            if self.listed:
                yield self.failure(LIST, url, f"the rest of the list could not be read: {exc}")
            else:
                self.stop(f"The list of {self.name} is not as declared: {exc}.", FIX)
            return
        self.listed = True
        self.tally.part(url, [(item.native_id, item.updated or item.published) for item in part.items])
        yield from self._entries(part, url, response, number)

    def _entries(self, part: ListPart, url: str, response: Response, number: int) -> Found:
        if part.flaws:
            self._cut = True  # read from here again next time
            yield self.failure(LIST, url, f"{len(part.flaws)} of its entries could not be read: {part.flaws[0]}")
        ids = frozenset(item.native_id for item in part.items)
        fresh = [item for item in part.items if item.native_id not in self._seen]
        texts = dict(part.texts)
        for item in fresh:
            if self._full():
                self._cut = True
                yield from self._end()
                return
            self._seen.update((item.native_id, item.url))
            self._items += 1
            yield from self.entry(item, texts.get(item.url, ""), response)
        if self._full() and part.more:
            self._cut = True
            yield from self._end()
            return
        repeated, self._before = bool(ids) and ids == self._before, ids
        if self._reached(part.items):
            self._stopped_early = True
            yield from self._end()
        elif part.items and not fresh and not repeated:
            self._cut = True
            yield self.failure(LIST, url, "the list repeats itself instead of going on")
            yield from self._end()
        elif not part.more or repeated:
            yield from self._end()
        elif self._lists >= self.declared.limits.lists:
            self._cut = True
            yield self.failure(LIST, url, f"cut off after {self._lists} parts of the list, as its limits say")
            yield from self._end()
        else:
            for at in part.more:
                yield from self._list(at, number + (self.declared.paging.step if self.declared.paging else 1))

    def _full(self) -> bool:
        most = self.declared.limits.items
        limit = None if self.sweeping else self._limit  # in a sweep it is how much besides lists is asked for
        return self._items >= (most if limit is None else min(most, limit))

    def _reached(self, items: tuple[Publication, ...]) -> bool:
        """Whether everything from here on is known: each entry of this part is, and newer ones come first."""
        if not self.declared.newest_first or not items:
            return False
        return all(self._old(item) for item in items)

    def _old(self, item: Publication) -> bool:
        time = item.updated or item.published
        if self._bound and time:
            return time < self._bound
        return self._mark is not None and self._bound is not None and self._held(item) is not None

    def _held(self, item: Publication) -> Held | None:
        return self.archive.publications.find(self.name, item.native_id) or self.archive.publications.by_url(
            self.name, item.url
        )

    def _end(self) -> Found:
        """After the last part of the last list: what is left open, and what a whole list no longer shows."""
        if self._open:
            return
        self.complete = not self._cut
        if self.complete and not self._stopped_early:
            self.tally.add("list end", self._items)
        yield from self.again()
        to_its_end = self._bound is None or not self.declared.newest_first
        if self.complete and to_its_end and self.declared.type.lists_all:
            for held in list(self.archive.publications.all(self.name)):
                publication = held.publication
                if publication.state is State.LIVE and not {publication.native_id, publication.url} & self._seen:
                    yield from self.vanished(publication)
        elif self.complete and self.sweeping and self.declared.feed_text:
            rest = (one for one in self.oldest_first() if not {one.native_id, one.url} & self._seen)
            yield from self.look_for([one.native_id for one in rest][: self.most])

    @abstractmethod
    def entry(self, item: Publication, text: str, response: Response) -> Found:
        """Take an entry of a list, with what the list has of its text."""

    @abstractmethod
    def vanished(self, publication: Publication) -> Found:
        """Take what is held and stood in no list, once all have been read to their end."""


def content_type(response: Response) -> str:
    """Return what an answer says of its type."""
    return (response.headers.get("Content-Type") or b"").decode("latin-1")
