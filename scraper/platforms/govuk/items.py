"""Reading content items of GOV.UK: what each answer means for the publication that is held, and what to ask next."""

from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from scrapy.http import Response

from scraper.archive.records import Held, digest_of
from scraper.crawling.answers import OK, capture_of, not_modified
from scraper.crawling.findings import Entry, Fetched, StillThere
from scraper.crawling.recorded import READ, Found
from scraper.crawling.sweeping import GONE, NOT_HERE, THERE
from scraper.items import DocumentLink, Kind, LinkKind, Publication, State
from scraper.platforms.govuk.payloads import NEWS, read_content_item
from scraper.platforms.govuk.site import Site
from scraper.reading import PageChanged, Record
from scraper.source import SourceSpider

REDIRECTS = frozenset({301, 302, 303, 307, 308})
CHASES = 2
"""Redirects followed from one publication: content moves once, seldom twice."""

ENDED = {"gone": "deleted at its source", "redirect": "moved away at its source"}


BY_TYPE = ("govuk-foi", "govuk-news")
"""The sources a page that is given by its address may be of: news is of the second, all else of the first."""


class ContentItems(SourceSpider):
    """The half of a GOV.UK spider that reads content items, of certain document types, and asks for their documents."""

    site: Site
    document_types: frozenset[str]
    kind = Kind.RELEASE
    """What a publication is if its document type does not say that it is news."""

    def _held(self, path: str, *, by_type: bool) -> Held | None:
        sources = dict.fromkeys((self.name, *(BY_TYPE if by_type else ())))
        found = (self.archive.publications.by_url(source, self.site.page(path)) for source in sources)
        return next((held for held in found if held), None)

    def read(self, path: str, hops: int = 0, *, by_type: bool = False) -> Found:
        """Ask for the content item at a path; `hops` redirects led there.

        `by_type`: nobody but the content item says of which source it is, and it is entered under that one.
        """
        held = self._held(path, by_type=by_type)
        # What came back to the address it had before may come back unchanged: 304 would leave it gone.
        sure = held is not None and held.publication.state in THERE
        url = self.site.api(path)
        yield from self.ask(url, self.item, READ, conditional=sure, follow=False, path=path, hops=hops, by_type=by_type)

    def item(self, response: Response, path: str, hops: int, *, by_type: bool = False) -> Found:
        """Read a content item, and ask for its documents if it is new or changed."""
        held = self._held(path, by_type=by_type)
        capture = capture_of(self.name, self.site.api(path), response)
        if held and not_modified(response):
            yield StillThere(held.publication.source, held.publication.native_id, Fetched(capture))
        elif response.status in REDIRECTS:
            target = (response.headers.get("Location") or b"").decode("latin-1")
            yield from self._moved(path, held, Fetched(capture), urljoin(response.url, target), hops, by_type=by_type)
        elif response.status in {OK, GONE}:
            try:
                yield from self._content(response, path, held, Fetched(capture, response.body), hops, by_type=by_type)
            except PageChanged as exc:
                yield self.changed(capture.url, exc)
        elif response.status in NOT_HERE:
            yield from self.absent(held, capture)
        else:
            yield Fetched(capture)
            yield self.failure(READ, capture.url, self.refusal(response))

    def _content(
        self, response: Response, path: str, held: Held | None, fetched: Fetched, hops: int, *, by_type: bool
    ) -> Found:
        url = fetched.capture.url
        if response.status == GONE:
            yield from self._gone(held, Fetched(fetched.capture), _note(response, self.site, url))
            return
        payload = Record.parse(response.body, url)
        kind = payload.maybe("document_type")
        source = source_of(kind) if by_type else self.name
        publication = read_content_item(payload.data, self.site, source=source, url=url, usual=self.kind)
        self.understood()
        if publication.state is State.GONE:
            yield from self._gone(held, Fetched(fetched.capture), publication.note)
        elif publication.state is State.REDIRECTED:
            yield from self._moved(path, held, Fetched(fetched.capture), publication.note, hops, by_type=by_type)
        elif publication.url != self.site.page(path):  # an alias: keep it under its own address only
            yield from self._moved(path, held, Fetched(fetched.capture), publication.url, hops, by_type=by_type)
        elif hops == 0 or by_type or kind in self.document_types:
            yield from self._kept(publication, held, fetched)

    def _kept(self, publication: Publication, held: Held | None, fetched: Fetched) -> Found:
        latest = self.archive.captures.latest(fetched.capture.url)
        same = held is not None and held.publication == publication
        if same and latest and latest.digest == digest_of(fetched.body or b""):
            yield StillThere(publication.source, publication.native_id, fetched)
            return
        yield Entry(publication, fetched)
        for link in publication.documents[1:]:
            yield from self.fetch(link)

    def _gone(self, held: Held | None, fetched: Fetched, note: str) -> Found:
        if held:
            yield Entry(replace(held.publication, state=State.GONE, note=note), fetched)
        else:
            yield fetched
            yield self.failure(READ, fetched.capture.url, f"deleted at its source: {note}".rstrip(": "))

    def _moved(self, path: str, held: Held | None, fetched: Fetched, target: str, hops: int, *, by_type: bool) -> Found:
        there = self.site.path_of(target)
        address = target.replace(self.site.api(""), self.site.base_url, 1)
        if held:
            yield Entry(replace(held.publication, state=State.REDIRECTED, note=address), fetched)
        else:
            yield fetched
        if there is None or there == path or hops == CHASES:
            if not held:
                yield self.failure(READ, fetched.capture.url, f"moved to {address}, which is not followed")
            return
        yield from self.read(there, hops + 1, by_type=by_type)

    def unlike(self, link: DocumentLink, response: Response) -> str:
        """Say why an answer is not the document; an HTML attachment may have been deleted or moved away."""
        flaw = super().unlike(link, response)
        if flaw or link.kind is not LinkKind.PAGE:
            return flaw
        try:
            item = Record.parse(response.body, link.url)
            state = item.text("schema_name")
        except PageChanged as exc:
            return str(exc)
        return ENDED.get(state, "" if item.maybe("title") else f"{link.url} has no title")

    def fetch_again(self, publication: Publication, link: DocumentLink) -> Found:
        """Ask for a document that was left open; a publication's own content item is read, not only kept."""
        path = self.site.path_of(publication.url)
        own = path is not None and link.url == self.site.api(path)
        yield from self.read(path) if own and path else self.fetch(link)

    def read_again(self, url: str) -> Found:
        """Ask for a content item that could not be read."""
        path = self.site.path_of(url) if urlsplit(url).path.startswith("/api/content/") else None
        if path:
            yield from self.read(path)


def source_of(document_type: str) -> str:
    """Return of which source a page is that is given by its address."""
    return BY_TYPE[document_type in NEWS]


def _note(response: Response, site: Site, url: str) -> str:
    """Return what an answer of 410 says about why; often it says nothing."""
    try:
        return read_content_item(Record.parse(response.body, url).data, site, source="", url=url).note
    except PageChanged:
        return ""
