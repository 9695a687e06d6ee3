"""Reading requests of an Alaveteli site: the JSON says whether anything changed, the page what was written."""

from dataclasses import replace

from scrapy.http import Response

from scraper.archive.records import ArchiveError, Held, digest_of
from scraper.crawling.answers import OK, capture_of, not_modified
from scraper.crawling.findings import Entry, Fetched, StillThere
from scraper.crawling.recorded import READ, Found
from scraper.items import DocumentLink, Publication, State
from scraper.platforms.alaveteli.payloads import NOINDEX, facts, read_request, without_page
from scraper.platforms.alaveteli.privacy import page_kept, payload_kept
from scraper.platforms.alaveteli.site import Site, is_waiting
from scraper.platforms.alaveteli.thread import read_thread, with_thread
from scraper.reading import PageChanged
from scraper.source import SourceSpider

FORBIDDEN = 403
TAKEN_DOWN = {404: "no longer there (404): deleted, or not public any more", 410: "deleted at its source (410)"}


class RequestThreads(SourceSpider):
    """The half of an Alaveteli spider that reads requests, and asks for the files in them."""

    site: Site

    def read(self, slug: str, *, look: bool = False) -> Found:
        """Ask for a request's JSON, which is small, and says when anything happened to it.

        `look`: its page is looked at in any case, for what is hidden, masked or replaced leaves no trace in it.
        """
        url = self.site.payload(slug)
        yield from self.ask(url, self.payload, READ, conditional=self._whole(slug), slug=slug, look=look)

    def payload(self, response: Response, slug: str, *, look: bool = False) -> Found:
        """Read a request's JSON, and ask for its page if anything is new."""
        held = self._held(slug)
        capture = capture_of(self.name, self.site.payload(slug), response)
        if held and not_modified(response):
            yield StillThere(self.name, held.publication.native_id, Fetched(capture))
            if look:
                yield from self._look(without_page(held.publication))
            return
        if response.status != OK:
            yield from self._not_shown(response, held, Fetched(capture))
            return
        try:
            publication = read_request(response.body, self.site, source=self.name, url=capture.url)
            kept = Fetched(capture, payload_kept(response.body, capture.url))
        except PageChanged as exc:
            yield self.changed(capture.url, exc)
            return
        self.understood()
        held = self.archive.publications.find(self.name, publication.native_id)
        if publication.state is State.LIVE and not _noindex(response):
            if held and facts(held.publication) == facts(publication):
                yield StillThere(self.name, publication.native_id, kept)
                if look:
                    yield from self._look(publication)
                return
            yield kept
            yield from self.ask(publication.url, self.thread, READ, conditional=False, publication=publication)
        else:
            yield from self._concealed(publication, held, Fetched(capture))

    def _look(self, publication: Publication) -> Found:
        yield from self.ask(publication.url, self.thread, READ, conditional=True, publication=publication)

    def thread(self, response: Response, publication: Publication) -> Found:
        """Read a request's page, and ask for the files in its messages."""
        held = self.archive.publications.find(self.name, publication.native_id)
        capture = capture_of(self.name, publication.url, response)
        if held and not_modified(response):
            yield StillThere(self.name, publication.native_id, Fetched(capture))
            yield from self._files(held.publication)
            return
        if response.status != OK:
            yield from self._not_shown(response, held, Fetched(capture))
            return
        try:
            thread = read_thread(response.body, self.site, capture.url)
        except PageChanged as exc:
            yield self.changed(capture.url, exc)
            return
        self.understood()
        if thread.noindex or _noindex(response):
            yield from self._concealed(publication, held, Fetched(capture))
            return
        whole, body = with_thread(publication, thread), page_kept(response.body)
        latest = self.archive.captures.latest(capture.url)
        if held and held.publication == whole and latest and latest.digest == digest_of(body):
            yield StillThere(self.name, whole.native_id, Fetched(capture, body))
        else:
            yield Entry(whole, Fetched(capture, body))
        yield from self._files(whole)

    def _files(self, publication: Publication) -> Found:
        for link in publication.documents[1:]:
            yield from self.fetch(link)

    def _held(self, slug: str) -> Held | None:
        return self.archive.publications.by_url(self.name, self.site.request(slug))

    def _whole(self, slug: str) -> bool:
        """Return whether the JSON held is that of the request held: a crawl may have ended between the two."""
        held, url = self._held(slug), self.site.payload(slug)
        latest = self.archive.captures.latest(url)
        if held is None or held.publication.state is not State.LIVE or latest is None or latest.digest is None:
            return False
        try:
            body = self.archive.blobs.read(latest.digest)
            return facts(held.publication) == facts(read_request(body, self.site, source=self.name, url=url))
        except (ArchiveError, PageChanged):
            return False

    def _concealed(self, publication: Publication, held: Held | None, fetched: Fetched) -> Found:
        """Keep that there is such a request, and why nothing of it is kept; what was kept before is not shown."""
        documents = held.publication.documents if held else ()
        note = publication.note or NOINDEX
        yield Entry(replace(publication, state=State.HIDDEN, note=note, documents=documents), fetched)

    def _not_shown(self, response: Response, held: Held | None, fetched: Fetched) -> Found:
        """Say what became of a request that is not shown. A refusal with nothing in it is the site's own."""
        hidden = response.status == FORBIDDEN and not response.body.strip()
        if held and (hidden or response.status in TAKEN_DOWN):
            state = State.HIDDEN if hidden else State.GONE
            note = TAKEN_DOWN.get(response.status, "hidden at its source (403)")
            yield Entry(replace(held.publication, state=state, note=note), fetched)
        else:
            yield fetched
            yield self.failure(READ, fetched.capture.url, self.refusal(response))

    def unlike(self, link: DocumentLink, response: Response) -> str:
        """Say why an answer is not the file: the site may be masking it, or lead to the request instead."""
        if is_waiting(response.url):
            return "its site is still masking it; asked for again by the next crawl"
        if response.url != link.url and self.site.slug_of(response.url):
            return "its address leads to the request: renamed, or no longer given out"
        return super().unlike(link, response)

    def fetch_again(self, publication: Publication, link: DocumentLink) -> Found:
        """Ask for a document that was left open; a request's own page is read, not only kept."""
        if publication.state is not State.LIVE:
            return  # hidden meanwhile, or it asks to be left out of indexes
        slug = self.site.slug_of(link.url)
        yield from self.read(slug) if slug and link.url == publication.url else self.fetch(link)

    def places(self, publication: Publication) -> tuple[str, ...]:
        """Return the address of a request's JSON, which is asked for first."""
        slug = self.site.slug_of(publication.url)
        return (self.site.payload(slug),) if slug else ()

    def look_again(self, publication: Publication) -> Found:
        """Ask for a request, then for its page, then for the files listed there: those of a hidden one are refused."""
        slug = self.site.slug_of(publication.url)
        if slug:
            yield from self.read(slug, look=True)

    def reads(self, url: str) -> bool:
        """Return whether an address is of a request; files come with the request that lists them."""
        return self.site.slug_of(url) is not None

    def read_url(self, url: str) -> Found:
        """Ask for the request at an address, and look at its page."""
        slug = self.site.slug_of(url)
        if slug:
            yield from self.read(slug, look=True)

    def read_again(self, url: str) -> Found:
        """Ask for a request that could not be read, at its page or its JSON."""
        slug = self.site.slug_of(url)
        if slug:
            yield from self.read(slug)


def _noindex(response: Response) -> bool:
    """Return whether an answer asks to be left out of indexes. Source: the X-Robots-Tag of backpage requests."""
    said = b" ".join(response.headers.getlist("X-Robots-Tag")).lower()
    return b"noindex" in said or b"none" in said.replace(b",", b" ").split()
