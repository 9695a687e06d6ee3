"""The one spider of all configured sources: its list newest first, the page of each entry, then its documents."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urldefrag, urlsplit

from scrapy import Request
from scrapy.http import Response

from scraper.archive.records import ArchiveError, Held, digest_of
from scraper.archive.runs import Watermark
from scraper.crawling.answers import OK, capture_of, not_modified
from scraper.crawling.findings import Entry, Fetched, Listed, StillThere
from scraper.crawling.reasons import why_status
from scraper.crawling.recorded import LIST, READ, Found
from scraper.crawling.sweeping import NOT_HERE, THERE
from scraper.crawling.watermark import advanced, stop_at
from scraper.items import DocumentLink, LinkKind, Publication, State
from scraper.middlewares.address import allowed
from scraper.platforms.configured.declaration import Declaration, Type
from scraper.platforms.configured.elements import ENDINGS
from scraper.platforms.configured.listed import Ask, ListPart
from scraper.platforms.configured.pages import as_listed, first_asks, read_list, read_page
from scraper.reading import PageChanged, day
from scraper.source import SourceSpider

FIX = "correct its declaration (`foi sources check` shows what is read)"


class ConfiguredSpider(SourceSpider):
    """A source as its declaration says. It is made with `name` and `declared`."""

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
    def _lists_only(self) -> bool:
        """Whether entries are read in their list, and nowhere else."""
        return self.declared.page is None or bool(self.declared.feed_text)

    def sweep(self) -> Found:
        """Look again at what is held; where the list is all there is of an entry, the list is read, to its end."""
        yield from super().sweep()
        if self._lists_only:
            self._mark = self.archive.runs.watermark(self.name, self._selection)
            yield from self._heads()

    def look_again(self, publication: Publication) -> Found:
        """Ask for an entry's page and its files; of one that is in a list only, for the files."""
        if not self._lists_only:
            yield from super().look_again(publication)
        elif publication.state in THERE:
            for link in publication.documents[bool(self.declared.feed_text) :]:
                if allowed(link.url, self.hosts):
                    yield from self.fetch(link)

    def reads(self, url: str) -> bool:
        """Return whether an address may be of an entry: at one of the hosts, as `links` says, and no file."""
        fits = self.declared.page is not None and allowed(url, self.declared.hosts) and not self.declared.feed_text
        is_file = urlsplit(url).path.lower().endswith(ENDINGS)
        return fits and not is_file and (not self.declared.links or bool(self.declared.links.find(url)))

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
            part = read_list(self.declared, response.body, Ask(response.url, post), number, _type(response))
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
            yield from self._entry(item, texts.get(item.url, ""), response)
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

    def _known(self, item: Publication) -> bool:
        """Whether an entry that is held need not be looked at again; of a sitemap, also if it has no date."""
        time = item.updated or item.published
        if time or self.declared.type is not Type.SITEMAP:
            return bool(time and self._bound and time < self._bound)
        return self._mark is not None

    def _held(self, item: Publication) -> Held | None:
        return self.archive.publications.find(self.name, item.native_id) or self.archive.publications.by_url(
            self.name, item.url
        )

    def _entry(self, item: Publication, text: str, response: Response) -> Found:
        time = item.updated or item.published
        if time and (self._newest is None or time > self._newest):
            self._newest = time
        if time and self._since and time < self._since:
            return
        held = self._held(item)
        live = held is not None and held.publication.state is State.LIVE  # what came back is read, however old
        if live and self._known(item):
            return
        if text:
            yield from self._whole(item, text, response, held)
        elif self.declared.page is None:
            yield from self._listed(item, held)
        elif allowed(item.url, self.hosts):
            yield from self._read(item)
        else:
            yield self.failure(READ, item.url, "listed, but on another site, which is not followed")

    def _listed(self, item: Publication, held: Held | None) -> Found:
        yield Listed(item, self.record.started)
        if not held or held.publication.documents != item.documents:
            for link in item.documents:
                yield from self.fetch(link)

    def _whole(self, item: Publication, text: str, response: Response, held: Held | None) -> Found:
        """Keep the text a feed has of an entry as its document; the page itself is not asked for."""
        body = f"<!DOCTYPE html>\n<html><body>\n{text}\n</body></html>\n".encode("utf-8", "replace")
        publication = replace(item, documents=(DocumentLink(item.url, kind=LinkKind.PAGE), *item.documents))
        latest = self.archive.captures.latest(item.url)
        if held and held.publication == publication and latest and latest.digest == digest_of(body):
            if self.sweeping:
                yield StillThere(self.name, item.native_id, Fetched(capture_of(self.name, item.url, response), body))
            return
        yield Entry(publication, Fetched(capture_of(self.name, item.url, response), body))
        for link in item.documents:
            yield from self.fetch(link)

    def _read(self, item: Publication) -> Found:
        held = self._held(item)
        sure = held is not None and held.publication.state is State.LIVE
        yield from self.ask(item.url, self.read_entry, READ, conditional=sure, listed=item)

    def read_entry(self, response: Response, listed: Publication) -> Found:
        """Read an entry's page, and ask for its documents if it is new or changed."""
        held = self._held(listed)
        capture = capture_of(self.name, listed.url, response)
        latest = self.archive.captures.latest(listed.url)
        body, kind = response.body, _type(response)
        if not_modified(response) and latest and latest.digest:
            body, kind = self.archive.blobs.read(latest.digest), latest.header("Content-Type")
        elif response.status in NOT_HERE and held:
            yield from self.absent(held, capture)
            return
        elif response.status != OK:
            yield Fetched(capture)
            yield self.failure(READ, listed.url, self.refusal(response))
            return
        try:
            publication = read_page(self.declared, listed, body, response.url, kind)
        except PageChanged as exc:
            yield self.changed(listed.url, exc)
            return
        self.understood()
        if held and sorted(publication.references) == sorted(held.publication.references):
            publication = replace(publication, references=held.publication.references)
        if self._since and publication.published and publication.published < self._since and not held:
            return
        yield from self._kept(publication, held, Fetched(capture, None if not_modified(response) else body))

    def _kept(self, publication: Publication, held: Held | None, fetched: Fetched) -> Found:
        latest = self.archive.captures.latest(fetched.capture.url)
        same = fetched.body is None or (latest is not None and latest.digest == digest_of(fetched.body))
        if held and held.publication == publication and same:
            yield StillThere(self.name, publication.native_id, fetched)
            return
        yield Entry(publication, fetched)
        for link in publication.documents[1:]:
            yield from self.fetch(link)

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
                    yield from self._vanished(publication)
        elif self.complete and self.sweeping and self.declared.feed_text:
            rest = (one for one in self.oldest_first() if not {one.native_id, one.url} & self._seen)
            yield from self.look_for([one.native_id for one in rest][: self.most])

    def _vanished(self, publication: Publication) -> Found:
        if self.declared.page is None:
            yield Listed(replace(publication, state=State.WITHDRAWN, note="no longer listed"), self.record.started)
        elif allowed(publication.url, self.hosts):
            yield from self._read(publication)

    def fetch_again(self, publication: Publication, link: DocumentLink) -> Found:
        """Ask for a document that was left open; a publication's own page is read, not only kept."""
        if link.url == publication.url and self.declared.page is not None and not self.declared.feed_text:
            yield from self._read(publication)
        else:
            yield from self.fetch(link)

    def read_again(self, url: str) -> Found:
        """Ask for an entry's page that could not be read, or is looked at again.

        What its list says of it is known only from what is held.
        """
        held = self.archive.publications.by_url(self.name, url)
        if self.declared.page is None or urldefrag(url)[0] in self.declared.start:
            return
        if self.declared.feed_text:
            yield from self.look_for([held.publication.native_id] if held else [])
            return
        blank = Publication(self.name, url, self.declared.kind, title="", url=url, authority=self.declared.authority)
        yield from self._read(self._as_listed(held.publication) if held else blank)

    def _as_listed(self, publication: Publication) -> Publication:
        """Return an entry without what its page said of it: what the page says no longer would stay for ever."""
        latest = self.archive.captures.latest(publication.url)
        if latest is None or latest.digest is None:
            return publication
        try:
            body = self.archive.blobs.read(latest.digest)
            return as_listed(self.declared, publication, body, latest.final_url, latest.header("Content-Type"))
        except (ArchiveError, PageChanged):
            return publication


def _type(response: Response) -> str:
    return (response.headers.get("Content-Type") or b"").decode("latin-1")
