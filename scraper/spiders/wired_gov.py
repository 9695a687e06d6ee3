"""News that public bodies gave to wired-gov.net. Written from addresses and texts: no page could be looked at, 2026-11.

Where its lists are is a guess, so any page that leads to articles will do as one; if the guess is wrong, the crawl
stops and says so.
"""

from datetime import datetime

from scraper.items import Publication
from scraper.platforms.articles.listed import ListPage
from scraper.platforms.articles.spider import ArticleSpider
from scraper.platforms.wired_gov.addresses import HOME, article_key, article_tail
from scraper.platforms.wired_gov.pages import read_article, read_list


class WiredGov(ArticleSpider):
    """Articles by the time of posting that ends their addresses; the printable page, where there is one."""

    name = "wired-gov"
    home = HOME
    latest_only = True
    other_homes = ("https://wired-gov.net",)

    def ways(self) -> tuple[str, ...]:
        """Return pages that may list the latest articles; all of them are guesses."""
        return (f"{self.base_url}/wg/news.nsf/home?openform", f"{self.base_url}/wg/home.nsf/home?open")

    def read_way(self, way: int, body: bytes, url: str) -> ListPage:  # noqa: ARG002  (one form)
        """Read a page that leads to articles."""
        return read_list(body, url)

    def key_of(self, url: str) -> str:
        """Return the end of an article's address in lower case, query dropped."""
        return article_key(url)

    def addresses(self, key: str, url: str) -> tuple[str, ...]:  # noqa: ARG002  (the address has it too)
        """Return the printable page, then the one for people. A query would invite Domino's login page."""
        tail = article_tail(url)
        return (f"{self.base_url}/wg/news.nsf/print/{tail}", f"{self.base_url}/wg/news.nsf/articles/{tail}")

    def read_page(self, body: bytes, asked: str, answered: str, key: str, time: datetime | None) -> Publication:  # noqa: ARG002  (its name says when)
        """Read an article's page."""
        url = f"{self.base_url}/wg/news.nsf/articles/{article_tail(asked)}?open"
        return read_article(body, key, source=self.name, document=asked, url=url)
