"""The base of spiders on WordPress: whichever of its lists is switched on, at whichever of its homes."""

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from scrapy.http import Response

from scraper.archive.records import Held
from scraper.crawling.answers import OK, capture_of, not_modified
from scraper.crawling.findings import Fetched, StillThere
from scraper.crawling.recorded import READ, Found
from scraper.crawling.sweeping import NOT_HERE
from scraper.items import DocumentLink, Publication
from scraper.platforms.articles.listed import Listed, ListPage, NothingListed, once
from scraper.platforms.articles.pages import is_part, own_address
from scraper.platforms.articles.sitemap import read_sitemap
from scraper.platforms.articles.spider import ArticleSpider
from scraper.platforms.wordpress.payloads import Reader
from scraper.platforms.wordpress.site import Site
from scraper.reading import PageChanged

WAYS = 5
REST, FEED, LISTING = 0, 1, 4
LOCKED = frozenset({401, 403})
NO_SUCH_PART = frozenset({400, 404})
API = "/wp-json/"
POST = re.compile(r"/wp-json/wp/v2/posts/(\d+)\?")
ARTICLES = re.compile(r"/(?:wp-sitemap-posts-)?(?:post|news|blog|publications?)s?-(?:sitemap)?\d*(?:-?\d+)?\.xml$")


class WordPressSpider(ArticleSpider):
    """Articles of one WordPress. A subclass says who publishes them, and in which `sections` they are."""

    feed_way = FEED
    authority = ""
    sections: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = Reader(Site(self.homes, self.sections), self.name, self.authority)

    def ways(self) -> tuple[str, ...]:
        """Return REST, feed, sitemaps and listing of today's home, then of the ones before it."""
        return tuple(
            way
            for home in self.homes
            for way in (
                self.reader.site.posts(home),
                f"{home}/feed/",
                f"{home}/wp-sitemap.xml",
                f"{home}/sitemap_index.xml",
                f"{home}/{self.sections[0]}/",
            )
        )

    def is_switched_off(self, way: int, status: int) -> bool:
        """Tell whether a way is closed: government sites often lock REST, which says nothing of their feeds."""
        return super().is_switched_off(way, status) or (way % WAYS == REST and status in LOCKED)

    def is_past_end(self, way: int, status: int) -> bool:
        """Tell whether a part was asked for beyond the last one: REST answers 400, a feed 404."""
        return way % WAYS in (REST, FEED) and status in NO_SUCH_PART

    def read_way(self, way: int, body: bytes, url: str) -> ListPage:
        """Read a part of a list, and call what is held already by the name it is held by."""
        if way % WAYS == REST:
            page = self.reader.posts(body, url)
        elif way % WAYS == FEED:
            page = self.reader.feed(body, url)
        elif way % WAYS == LISTING:
            page = self.reader.listing(body, url)
        else:
            page = self._sitemap(body, url)
        return replace(page, entries=tuple(map(self._named, page.entries)))

    def key_of(self, url: str) -> str:
        """Return the last word of an article's address."""
        return self.reader.site.slug_of(url)

    def read_page(self, body: bytes, asked: str, answered: str, key: str, time: datetime | None) -> Publication:  # noqa: ARG002  (the page says when)
        """Read an article's page."""
        publication = self.reader.page(body, key, document=asked, url=self.reader.site.page(answered))
        if publication.published:  # a listing has no times
            self._newest = max(self._newest or publication.published, publication.published)
        return publication

    def page(self, key: str, url: str, time: datetime | None = None) -> Found:
        """Ask for an article's page, unless it is held as a list gave it and did not change since."""
        held = self.archive.publications.find(self.name, key)
        if not (held and _from_list(held.publication) and not _newer(time, held.publication)):
            yield from super().page(key, url, time)

    def vanished(self, publication: Publication) -> Found:
        """Look whether a post that is listed no longer is still there; of an item of a feed nothing can be said."""
        if not _from_list(publication):
            yield from super().vanished(publication)
        elif API in publication.documents[0].url:
            yield from self._ask_post(publication.native_id, publication.documents[0].url)

    def fetch_again(self, publication: Publication, link: DocumentLink) -> Found:
        """Ask for a document that was left open."""
        if API in link.url:
            yield from self._ask_post(publication.native_id, link.url)
        else:
            yield from super().fetch_again(publication, link)

    def read_again(self, url: str) -> Found:
        """Ask for what could not be read, or is looked at again: a post by its number, or a page."""
        if not POST.search(url):
            yield from super().read_again(url)
        elif held := self.held_at(url):
            yield from self._ask_post(held.publication.native_id, url)

    def read_url(self, url: str) -> Found:
        """Ask for the article at an address, as a post if it is held as one."""
        held = self._known(self.key_of(url))
        if held:
            known = held.publication
            yield from self.read_again(known.url if is_part(known) else own_address(known))
        else:
            yield from super().page(self.key_of(url), self.reader.site.page(url))

    def post(self, response: Response, key: str) -> Found:
        """Read one post by itself."""
        held = self.archive.publications.find(self.name, key)
        capture = capture_of(self.name, response.meta["asked"], response)
        if held and not_modified(response):
            yield StillThere(self.name, key, Fetched(capture))
        elif response.status == OK:
            try:
                entry = self._named(self.reader.post(response.body, capture.url))
            except PageChanged as exc:
                yield self.changed(capture.url, exc)
                return
            if entry.publication:
                yield from self.kept(entry.publication, held, Fetched(capture, entry.body))
        elif response.status in NOT_HERE:
            yield from self.absent(held, capture)
        else:
            yield Fetched(capture)
            yield self.failure(READ, capture.url, self.refusal(response))

    def _ask_post(self, key: str, url: str) -> Found:
        yield from self.ask(url, self.post, READ, conditional=self.sure(key, url), key=key)

    def _whole(self, entry: Listed, publication: Publication) -> Found:
        """Keep an article that a list gave, unless it is held as another list or its page gave it, and as new."""
        held = self.archive.publications.find(self.name, publication.native_id)
        same_way = held is not None and held.publication.documents[:1] == publication.documents[:1]
        if held is None or same_way or _newer(entry.time, held.publication):
            yield from super()._whole(entry, publication)

    def _sitemap(self, body: bytes, url: str) -> ListPage:
        found = read_sitemap(body, url)
        parts = tuple(address for address, _ in found.parts if ARTICLES.search(address))
        slugs = ((self.key_of(address), address, time) for address, time in found.pages)
        entries = tuple(
            once(Listed(slug, self.reader.site.page(address), time) for slug, address, time in slugs if slug)
        )
        if not (parts or entries):
            raise NothingListed(f"{url} has no article and no part with articles")
        return ListPage(entries, parts=parts)

    def _named(self, entry: Listed) -> Listed:
        """An article that was found by its number may be found by its address next time: it is the same one."""
        publication = entry.publication
        slug = self.key_of(publication.url if publication else entry.url)
        known = self.archive.publications.find(self.name, entry.key) or self._known(slug)
        if known is None or known.publication.native_id == entry.key:
            return entry
        key = known.publication.native_id
        return replace(entry, key=key, publication=replace(publication, native_id=key) if publication else None)

    def _known(self, slug: str) -> Held | None:
        places = self.reader.site.pages(slug) if slug else ()
        return next((held for url in places if (held := self.archive.publications.by_url(self.name, url))), None)


def _from_list(publication: Publication) -> bool:
    """Tell whether an article is held as a list gave it, and not by its page."""
    return any("#" in link.url or API in link.url for link in publication.documents[:1])


def _newer(time: datetime | None, publication: Publication) -> bool:
    """Tell whether a list says that an article changed since it was read."""
    known = publication.updated or publication.published
    return time is not None and known is not None and time > known
