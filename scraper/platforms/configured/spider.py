"""The one spider of all configured sources: the page of each entry of its list, then its documents."""

from dataclasses import replace
from urllib.parse import urldefrag, urlsplit

from scrapy.http import Response

from scraper.archive.records import ArchiveError, Held, digest_of
from scraper.crawling.answers import OK, capture_of, not_modified
from scraper.crawling.findings import Entry, Fetched, Listed, StillThere
from scraper.crawling.recorded import READ, Found
from scraper.crawling.sweeping import NOT_HERE, THERE
from scraper.items import DocumentLink, LinkKind, Publication, State
from scraper.middlewares.address import allowed
from scraper.platforms.configured.declaration import Type
from scraper.platforms.configured.elements import ENDINGS
from scraper.platforms.configured.pages import as_listed, read_page
from scraper.platforms.configured.walking import ListWalker, content_type
from scraper.reading import PageChanged


class ConfiguredSpider(ListWalker):
    """A source as its declaration says."""

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

    def _known(self, item: Publication) -> bool:
        """Whether an entry that is held need not be looked at again; of a sitemap, also if it has no date."""
        time = item.updated or item.published
        if time or self.declared.type is not Type.SITEMAP:
            return bool(time and self._bound and time < self._bound)
        return self._mark is not None

    def entry(self, item: Publication, text: str, response: Response) -> Found:
        """Read an entry's page if the list does not say all there is of it, unless it is known."""
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
        body, kind = response.body, content_type(response)
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

    def vanished(self, publication: Publication) -> Found:
        """Ask for the page of an entry that is listed no longer; one that has no page is withdrawn."""
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
