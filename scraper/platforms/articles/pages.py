"""Reading articles' own pages: what each answer means for the article that is held."""

from dataclasses import replace
from datetime import datetime

from scrapy.http import Response

from scraper.archive.records import ArchiveError, Digest, Held, digest_of
from scraper.article_page import read_article_page
from scraper.crawling.answers import OK, capture_of, not_modified
from scraper.crawling.findings import Entry, Fetched, StillThere
from scraper.crawling.reasons import why_status
from scraper.crawling.recorded import READ, Found
from scraper.crawling.sweeping import NOT_HERE
from scraper.items import DocumentLink, Publication, State
from scraper.reading import PageChanged
from scraper.source import SourceSpider

GONE = 410


class ArticlePages(SourceSpider):
    """The half of a spider on articles that reads their pages, and asks for the files they link to."""

    def key_of(self, url: str) -> str:
        """Return the lasting identity of the article at an address, "" if it is no article's address."""
        raise NotImplementedError

    def read_page(self, body: bytes, asked: str, answered: str, key: str, time: datetime | None) -> Publication:
        """Read an article's page. Raises PageChanged if it is none.

        `asked` and `answered` are its addresses before and after redirects, `time` is what the list said. The page
        itself is the publication's first document, at the address that was asked for.
        """
        raise NotImplementedError

    def addresses(self, key: str, url: str) -> tuple[str, ...]:  # noqa: ARG002  (sources use it)
        """Return where an article's page may be, best first, from one of its addresses."""
        return (url,)

    def page(self, key: str, url: str, time: datetime | None = None) -> Found:
        """Ask for an article's page: where it was had before, else at the best of its addresses."""
        held = self.archive.publications.find(self.name, key)
        known = [link.url for link in held.publication.documents[:1] if self.key_of(link.url) == key] if held else []
        yield from self._ask(key, (*known, *self.addresses(key, url))[0], time)

    def _ask(self, key: str, url: str, time: datetime | None) -> Found:
        held = self.archive.publications.find(self.name, key)
        # What came back after it was gone may come back unchanged: 304 would leave it gone.
        sure = held is not None and held.publication.state is State.LIVE
        said = time.isoformat() if time else ""
        yield from self.ask(url, self.article, READ, conditional=sure, key=key, said=said)

    def article(self, response: Response, key: str, said: str) -> Found:
        """Read an article's page, and ask for its files if it is new or changed."""
        held = self.archive.publications.find(self.name, key)
        asked = response.meta["asked"]
        capture = capture_of(self.name, asked, response)
        time = datetime.fromisoformat(said) if said else None
        if held and not_modified(response):
            yield StillThere(self.name, key, Fetched(capture))
        elif response.status == OK and not self.key_of(response.url):
            yield Fetched(capture)
            yield self.failure(READ, asked, f"it leads to {response.url}, which is no article: taken down?")
        elif response.status == OK:
            try:
                publication = self.read_page(response.body, asked, response.url, key, time)
            except PageChanged as exc:
                yield self.changed(asked, exc)
                return
            self.understood()
            yield from self.kept(publication, held, Fetched(capture, response.body))
        elif response.status in NOT_HERE:
            yield from self._not_here(response.status, key, held, Fetched(capture), time)
        else:
            yield Fetched(capture)
            yield self.failure(READ, asked, self.refusal(response))

    def kept(self, publication: Publication, held: Held | None, fetched: Fetched) -> Found:
        """Keep an article that is new or changed. Words count: what stands around them changes at every load."""
        body = fetched.body or b""
        latest = self.archive.captures.latest(fetched.capture.url)
        if held and held.publication == publication and latest and latest.digest:
            if latest.digest == digest_of(body):
                yield StillThere(self.name, publication.native_id, fetched)
                return
            if self._same_words(latest.digest, body):
                self.archive.runs.solved(self.name, fetched.capture.url)
                yield StillThere(self.name, publication.native_id, Fetched(fetched.capture))
                return
        yield Entry(publication, fetched)
        for link in publication.documents[1:]:
            yield from self.fetch(link)

    def _same_words(self, before: Digest, body: bytes) -> bool:
        try:
            old, new = read_article_page(self.archive.blobs.read(before)), read_article_page(body)
        except ArchiveError:  # only its text is held, from a bundle
            return False
        return old is not None and new is not None and old.text == new.text

    def _not_here(self, status: int, key: str, held: Held | None, fetched: Fetched, time: datetime | None) -> Found:
        """Try the next of its addresses; an article that is held is gone once it was not there twice in a row."""
        asked, reason = fetched.capture.url, why_status(status)
        places = self.addresses(key, asked)
        after = places[places.index(asked) + 1 :] if asked in places else ()
        earlier = self.archive.captures.of_url(asked)
        if after and not held:
            yield fetched
            yield from self._ask(key, after[0], time)
        elif held and (status == GONE or (earlier and earlier[-1].status in NOT_HERE)):
            self.archive.runs.solved(self.name, asked)
            yield Entry(replace(held.publication, state=State.GONE, note=reason), fetched)
        else:
            yield fetched
            yield self.failure(READ, asked, reason)

    def fetch_again(self, publication: Publication, link: DocumentLink) -> Found:
        """Ask for a document that was left open; an article's own page is read, not only kept."""
        if "#" in link.url:  # within a list: it comes with that
            return
        if link == publication.documents[0]:
            yield from self._ask(publication.native_id, link.url, None)
        else:
            yield from self.fetch(link)

    def read_again(self, url: str) -> Found:
        """Ask for an article's page that could not be read. A list that could not is asked for anyway."""
        key = self.key_of(url)
        if key:
            yield from self._ask(key, url, None)
