"""wired-gov as its texts and addresses suggest it: a list of articles, and each as a page and as a printable one."""

from dataclasses import dataclass, field
from html import escape
from typing import Any

CHANNEL = "Harbour Authority"
LIST = "/wg/news.nsf/home?openform"
MENU = (
    '<div id="nav"><a href="/wg/home.nsf/home?open">Home</a> <a href="/wg/home.nsf/home?open&amp;login">Login</a></div>'
)


@dataclass
class WiredArticle:
    """One article; `tail` is the end of its address."""

    tail: str
    title: str
    paragraphs: tuple[str, ...]
    channel: str = CHANNEL
    original: str = "https://harbour.example/news/lifebelts/"
    printable: bool = True


def tail_of(title: str, when: str) -> str:
    """Return the end of the address of an article posted at a time, DDMMYYYYHHMMSS."""
    kept = "".join(char for char in title if char.isalnum() or char == " ")
    return "+".join((*kept.split(), when))


def print_page(article: WiredArticle) -> bytes:
    """Return the printable page: the article and its links, nothing around them."""
    return _page(article, f"<div>{escape(article.channel)}</div>{_story(article)}")


def article_page(article: WiredArticle, latest: tuple[WiredArticle, ...] = ()) -> bytes:
    """Return the page for people: the article between a menu and the headlines of others."""
    head = f'<div class="channel">{escape(article.channel)}</div><a href="/wg/news.nsf/print/{article.tail}">'
    others = "".join(f"<p>{_link(other)}</p>" for other in latest)
    foot = f"<p>Share this article</p><h3>Latest News from<br>{escape(article.channel)}</h3>{others}"
    return _page(article, f"{MENU}{head}Printable version</a>{_story(article)}{foot}")


def list_page(articles: tuple[WiredArticle, ...], following: str = "") -> bytes:
    """Return a page that leads to articles, the newest first."""
    rows = "".join(
        f"<li><a href='/wg/news.nsf/articles/{one.tail}?open'><img></a>{_link(one)}</li>" for one in articles
    )
    more = f'<a href="{escape(following)}">Next page</a>' if following else ""
    return f"<!DOCTYPE html><html><body>{MENU}<ul>{rows}</ul>{more}</body></html>".encode()


def _link(article: WiredArticle) -> str:
    return f'<a href="/wg/news.nsf/articles/{article.tail}?open">{escape(article.title)}</a>'


def _story(article: WiredArticle) -> str:
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in article.paragraphs)
    site, original = "https://harbour.example/", escape(article.original)
    return (
        f'<h2>{escape(article.title)}</h2>{text}<p>Channel website: <a href="{site}">{site}</a></p>'
        f'<p>Original article link: <a href="{original}">{original}</a></p>'
    )


def _page(article: WiredArticle, inside: str) -> bytes:
    head = f'<head><meta charset="utf-8"><title>{escape(article.title)}</title></head>'
    return f"<!DOCTYPE HTML><html>{head}<body><form>{inside}</form></body></html>".encode()


@dataclass
class WiredGovPages:
    """A wired-gov on a scripted site. What is published, edited or removed shows in its list and its pages."""

    site: Any
    articles: list[WiredArticle] = field(default_factory=list)
    per_page: int = 20

    def publish(self, title: str, when: str, *paragraphs: str, **more: Any) -> WiredArticle:
        """Put up an article posted at a time, DDMMYYYYHHMMSS; the last one put up is the newest."""
        text = paragraphs or (f"The authority said more of {title} on Friday.",)
        article = WiredArticle(tail_of(title, when), title, text, **more)
        self.articles.insert(0, article)
        self._lay()
        return article

    def edit(self, article: WiredArticle, *paragraphs: str) -> None:
        """Change an article's text; its address and its place in the list stay."""
        article.paragraphs = paragraphs
        self._lay()

    def remove(self, article: WiredArticle) -> None:
        """Take an article down."""
        self.articles.remove(article)
        self.site.put(f"/wg/news.nsf/print/{article.tail}", b"<p>Entry not found in index", 404)
        self.site.put(f"/wg/news.nsf/articles/{article.tail}", b"<p>Entry not found in index", 404)
        self._lay()

    def _lay(self) -> None:
        for article in self.articles:
            latest = tuple(other for other in self.articles if other is not article)[:3]
            self._put(f"/wg/news.nsf/articles/{article.tail}", article_page(article, latest))
            if article.printable:
                self._put(f"/wg/news.nsf/print/{article.tail}", print_page(article))
        for start in range(0, max(len(self.articles), 1), self.per_page):
            after = start + self.per_page
            following = f"{LIST}&start={after}" if after < len(self.articles) else ""
            where = f"{LIST}&start={start}" if start else LIST
            self._put(where, list_page(tuple(self.articles[start:after]), following))

    def _put(self, path: str, body: bytes) -> None:
        self.site.put(path, body, media_type="text/html; charset=utf-8")
