"""Reading articles' own pages: what each answer means for the article that is held."""

from abc import abstractmethod
from datetime import datetime

from scrapy.http import Response

from scraper.archive.records import ArchiveError, Capture, Digest, Held, digest_of
from scraper.article_page import read_article_page
from scraper.crawling.answers import OK, capture_of, not_modified
from scraper.crawling.findings import Entry, Fetched, StillThere
from scraper.crawling.recorded import READ, Found
from scraper.crawling.sweeping import GONE, NOT_HERE
from scraper.items import DocumentLink, Publication, State
from scraper.middlewares.address import allowed
from scraper.reading import PageChanged
from scraper.source import SourceSpider


class ArticlePages(SourceSpider):
    """The half of a spider on articles that reads their pages, and asks for the files they link to."""

    @abstractmethod
    def key_of(self, url: str) -> str:
        """Return the lasting identity of the article at an address, "" if it is no article's address."""

    @abstractmethod
    def read_page(self, body: bytes, asked: str, answered: str, key: str, time: datetime | None) -> Publication:
        """Read an article's page. Raises PageChanged if it is none.

        `asked` and `answered` are its addresses before and after redirects, `time` is what the list said. The page
        itself is the publication's first document, at the address that was asked for.
        """

    def addresses(self, key: str, url: str) -> tuple[str, ...]:  # noqa: ARG002  (sources use it)
        """Return where an article's page may be, best first, from one of its addresses."""
        return (url,)

    def page(self, key: str, url: str, time: datetime | None = None) -> Found:
        """Ask for an article's page: where it was had before, else at the best of its addresses."""
        held = self.archive.publications.find(self.name, key)
        known = [link.url for link in held.publication.documents[:1] if self.key_of(link.url) == key] if held else []
        yield from self._ask(key, (*known, *self.addresses(key, url))[0], time)

    def _ask(self, key: str, url: str, time: datetime | None) -> Found:
        said = time.isoformat() if time else ""
        yield from self.ask(url, self.article, READ, conditional=self.sure(key, url), key=key, said=said)

    def sure(self, key: str, url: str) -> bool:
        """Tell whether an article is held as it is shown, and from this address, so that 304 says all.

        What came back after it was gone may come back unchanged: 304 would leave it gone.
        """
        held = self.archive.publications.find(self.name, key)
        return held is not None and held.publication.state is State.LIVE and own_address(held.publication) == url

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
            yield from self._not_here(key, held, capture, time)
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

    def _not_here(self, key: str, held: Held | None, capture: Capture, time: datetime | None) -> Found:
        """Try the next of its addresses; an article is absent if it is at none."""
        places = self.addresses(key, capture.url)
        after = places[places.index(capture.url) + 1 :] if capture.url in places else ()
        if after and not (held and capture.status == GONE):
            yield Fetched(capture)
            yield from self._ask(key, after[0], time)
        else:
            yield from self.absent(held, capture)

    def held_at(self, url: str) -> Held | None:
        """Return the article that is held with its page at an address, whatever it is called."""
        return self.archive.publications.with_page(self.name, url) or self.archive.publications.by_url(self.name, url)

    def leads_away(self, url: str) -> bool:
        """Tell whether an address is no article's."""
        return not self.key_of(url)

    def reads(self, url: str) -> bool:
        """Return whether an address is of an article, at one of the site's hosts."""
        return allowed(url, self.hosts) and bool(self.key_of(url))

    def read_url(self, url: str) -> Found:
        """Ask for the article at an address, the way its page is asked for from a list; see `read_again`."""
        key = self.key_of(url)
        held = self.archive.publications.find(self.name, key)
        if held and is_part(held.publication):
            yield from self.look_for([key])
        else:
            yield from self.page(key, url)

    def fetch_again(self, publication: Publication, link: DocumentLink) -> Found:
        """Ask for a document that was left open; an article's own page is read, not only kept."""
        if "#" in link.url:  # within a list: it comes with that
            return
        if link == publication.documents[0]:
            yield from self._ask(publication.native_id, link.url, None)
        else:
            yield from self.fetch(link)

    def read_again(self, url: str) -> Found:
        """Ask for an article's page that could not be read. A list that could not is asked for anyway.

        Of an article that its feed carried whole the page is only looked for: in other words it would be an edit.
        """
        held, key = self.held_at(url), self.key_of(url)
        if held and is_part(held.publication):
            yield from self.look_for([held.publication.native_id] if key else [])
        elif key:
            yield from self._ask(held.publication.native_id if held else key, url, None)


def own_address(publication: Publication) -> str:
    """Return the address of a publication's own page, "" if it has none."""
    return next((link.url for link in publication.documents[:1]), "")


def is_part(publication: Publication) -> bool:
    """Tell whether an article is held as an item of a feed, and not by an address of its own."""
    return "#" in own_address(publication)
