"""Single pages and files that no source reads: kept as they are, with what a page says of itself."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, Self
from urllib.parse import urldefrag

from scrapy.crawler import Crawler
from scrapy.http import Response

from scraper.archive.captures import name_of
from scraper.archive.media_type import media_type
from scraper.articles import posted_at, read_article
from scraper.crawling.answers import OK, PAGES, capture_of, not_modified
from scraper.crawling.findings import Entry, Fetched, StillThere
from scraper.crawling.recorded import READ, Found
from scraper.crawling.sweeping import NOT_HERE
from scraper.items import DocumentLink, Kind, LinkKind, Publication, State
from scraper.platforms.configured.addresses import web_address
from scraper.platforms.configured.dates import read_date
from scraper.platforms.configured.elements import ENDINGS, Html, parsed, text_of, visible
from scraper.platforms.configured.pages import title_of
from scraper.reading import PageChanged
from scraper.source import SourceSpider
from scraper.sources import SINGLE

SOURCE = SINGLE
DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@name='DC.Date' or @name='dcterms.issued' or @name='date']/@content",
    "//main//time/@datetime",
    "//time/@datetime",
)
OUTLET = "//meta[@property='og:site_name']/@content"


class SinglePages(SourceSpider):
    """Keeps the addresses it is given. Only their hosts are asked: a redirect elsewhere is refused and said."""

    name = SOURCE

    def __init__(self, *args: Any, given: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hosts = frozenset(web_address(url) for url in given)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Build the spider; a sweep may ask the hosts of what is held."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        if spider.sweeping:
            held = spider.archive.publications.all(SOURCE)
            spider.hosts = frozenset(web_address(one.publication.url) for one in held)
        return spider

    def read_url(self, url: str) -> Found:
        """Ask for an address, only if it changed; what came back after it was gone may come back unchanged."""
        plain = urldefrag(url)[0]
        held = self.archive.publications.find(self.name, plain)
        live = held is not None and held.publication.state is State.LIVE
        yield from self.ask(plain, self.keep, READ, conditional=live, address=plain)

    def read_again(self, url: str) -> Found:
        """Ask for an address that could not be read, or is looked at again."""
        yield from self.read_url(url)

    def keep(self, response: Response, address: str) -> Found:
        """Keep a page or a file, or say why there is none."""
        url = address
        held = self.archive.publications.find(self.name, url)
        capture = capture_of(self.name, url, response)
        if held and not_modified(response):
            yield StillThere(self.name, url, Fetched(capture))
            return
        if response.status in NOT_HERE:
            yield from self.absent(held, capture)
            return
        if response.status != OK:
            yield Fetched(capture)
            yield self.failure(READ, url, self.refusal(response))
            return
        try:
            publication = read_single(response.body, url)
        except PageChanged as exc:
            yield self.failure(READ, url, str(exc))
            return
        flaw = self.unlike(publication.documents[0], response)
        if flaw:
            yield Fetched(capture)
            yield self.failure(READ, url, flaw)
        else:
            yield Entry(publication, Fetched(capture, response.body))


def read_single(body: bytes, url: str) -> Publication:
    """Return the publication a single page or file is.

    Raises PageChanged if it is a page without a heading: most likely it is a program, or a wall.
    """
    name = name_of(url)
    if media_type(body, name) not in PAGES:
        file = DocumentLink(url, title=name)
        return Publication(SOURCE, url, Kind.FILE, title=name or url, url=url, documents=(file,))
    page = parsed(body, url)
    article = read_article(visible(page.root.root))
    published = posted_at(url) or (_midnight(article.published) if article else None) or _date(page)
    kind = LinkKind.FILE if name.lower().endswith(ENDINGS) else LinkKind.PAGE
    news = article is not None or bool(page.root.xpath("//meta[@property='og:type'][@content='article']"))
    return Publication(
        SOURCE,
        url,
        Kind.NEWS if news else Kind.FILE,
        title=article.title if article else title_of(page),
        url=url,
        authority=article.authority if article else "",
        original_url=article.original_url if article else "",
        outlet=(article.outlet if article else "") or _first(page, OUTLET),
        published=published,
        documents=(DocumentLink(url, kind=kind),),
    )


def _date(page: Html) -> datetime | None:
    """The first date a page gives as its own that can be read; what cannot is no reason to lose the page."""
    for place in DATES:
        said = _first(page, place)
        try:
            if said:
                return read_date(said, ("%A, %B %d, %Y",) if said[:1].isalpha() else ())
        except PageChanged:
            continue
    return None


def _first(page: Html, place: str) -> str:
    return next((text for text in _texts(page, place) if text), "")


def _texts(page: Html, place: str) -> Iterator[str]:
    return (text_of(hit)[:500] for hit in page.root.xpath(place))


def _midnight(day: date | None) -> datetime | None:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None
