"""ComputerWeekly: articles on IT in government and elsewhere. Written from copies of its feeds of 2026.

The feed has the whole article, in an element that RSS does not know. Pages of articles were refused to programs that
say what they are, so one is asked for only where the feed has no text, and none after the first refusal. All rights
are reserved: what is kept is for reading and searching here.
"""

from datetime import datetime
from typing import Any

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from twisted.python.failure import Failure as TwistedFailure

from scraper.crawling.recorded import READ, Found
from scraper.items import Publication
from scraper.middlewares.address import allowed
from scraper.middlewares.refusals import REFUSED
from scraper.platforms.articles.listed import ListPage
from scraper.platforms.articles.pages import is_part, own_address
from scraper.platforms.articles.spider import ArticleSpider
from scraper.platforms.computerweekly.pages import HOME, article_key, page_address, read_article, read_list
from scraper.reading import PageChanged

FEEDS = ("/rss/All-Computer-Weekly-content.xml", "/rss/Public-sector-IT-news.xml", "/rss/RSS-Feed.xml")


class ComputerWeekly(ArticleSpider):
    """Articles by their numbers, from the feed."""

    name = "computerweekly"
    home = HOME
    latest_only = True
    other_homes = ("https://computerweekly.com",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._wordless: list[list[str]] = []

    def ways(self) -> tuple[str, ...]:
        """Return the feeds, the one with everything first."""
        return tuple(self.base_url + feed for feed in FEEDS)

    def read_way(self, way: int, body: bytes, url: str) -> ListPage:  # noqa: ARG002  (one form)
        """Read a feed."""
        return read_list(body, url, source=self.name, home=self.base_url)

    def key_of(self, url: str) -> str:
        """Return an article's number."""
        return "" if "/rss/" in url else article_key(url)

    def read_page(self, body: bytes, asked: str, answered: str, key: str, time: datetime | None) -> Publication:
        """Read an article's page."""
        if article_key(answered) != key:
            raise PageChanged(f"{asked} leads to another article, {answered}")
        url = page_address(answered, self.base_url)
        return read_article(body, key, time, source=self.name, document=asked, url=url)

    def page(self, key: str, url: str, time: datetime | None = None) -> Found:
        """Put off a page until the list has been read: pages are asked for one after another."""
        self._wordless.append([key, url, time.isoformat() if time else ""])
        return iter(())

    def _end(self) -> Found:
        self.complete = True  # a feed shows the latest only: what it no longer shows is not gone
        yield from self._pages(self._wordless)

    def _pages(self, rest: list[list[str]]) -> Found:
        for number, (key, url, said) in enumerate(rest, 1):
            if url not in self._asked:
                sure, after = self.sure(key, url), rest[number:]
                yield from self.ask(url, self.one_page, READ, conditional=sure, key=key, said=said, rest=after)
                return

    def one_page(self, response: Response, key: str, said: str, rest: list[list[str]]) -> Found:
        """Read an article's page, and ask for the next one unless this one was refused."""
        yield from self.article(response, key, said)
        if response.status not in REFUSED:
            yield from self._pages(rest)
            return
        for _, url, _ in rest:
            yield self.failure(READ, url, "not asked for: the site refuses pages of articles")

    def unanswered(self, failure: TwistedFailure) -> Found:
        """Record a page that brought no answer, and ask for the next if robots.txt refused just this one."""
        yield from super().unanswered(failure)
        asked: dict[str, list[list[str]]] = failure.request.cb_kwargs  # type: ignore[attr-defined]  # Scrapy sets it
        if "said" not in asked:
            return
        if isinstance(failure.value, IgnoreRequest):
            yield from self._pages(asked["rest"])
            return
        for _, url, _ in asked["rest"]:
            yield self.failure(READ, url, "not asked for: a page before it brought no answer")

    def sweep(self) -> Found:
        """Look again at what the feed gave, in the feed; at what pages gave, one after another."""
        yield from super().sweep()
        yield from self._pages(self._wordless[: self.most])

    def look_again(self, publication: Publication) -> Found:
        """Put off a page that is held. One at another address was of a test site."""
        if not is_part(publication) and allowed(own_address(publication), self.hosts):
            self._wordless.append([publication.native_id, own_address(publication), ""])
        return iter(())

    def read_url(self, url: str) -> Found:
        """Ask for the page of an article, unless its text is held from the feed: then only whether it is there."""
        key = self.key_of(url)
        held = self.archive.publications.find(self.name, key)
        if held and is_part(held.publication):
            yield from self.look_for([key])
        else:
            yield from self._pages([[key, page_address(url, self.base_url), ""]])

    def read_again(self, url: str) -> Found:
        """Put off a page that could not be had, as all others; one that was only looked for is looked for again."""
        held, key = self.held_at(url), self.key_of(url)
        if held and is_part(held.publication):
            yield from self.look_for([held.publication.native_id] if key else [])
        elif key:
            yield from self.page(key, url)
