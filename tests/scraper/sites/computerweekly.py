"""ComputerWeekly as copies of its feeds show it: items with a whole article in `body`, and pages for some."""

from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import Any

FEED = "/rss/All-Computer-Weekly-content.xml"


@dataclass
class WeeklyArticle:
    """One article; one whose feed item has no text has a page only."""

    number: int
    title: str
    when: datetime
    paragraphs: tuple[str, ...]
    in_feed: bool = True
    comments: int = 0

    @property
    def path(self) -> str:
        """The path of its page."""
        words = "".join(char for char in self.title if char.isascii() and (char.isalnum() or char == " ")).split()
        return f"/news/{self.number}/{'-'.join(words)}"


def item(article: WeeklyArticle, home: str) -> str:
    """Return an article's item of the feed."""
    text = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in article.paragraphs)
    body = f"<body>{escape(text)}</body>" if article.in_feed else ""
    return (
        f"<item>{body}<description>{escape(article.paragraphs[0])}</description><guid>{home}{article.path}</guid>"
        f"<link>{home}{article.path}</link><pubDate>{format_datetime(article.when, usegmt=True)}</pubDate>"
        f"<title>{escape(article.title)}</title>"
        f'<slash:comments xmlns:slash="http://purl.org/rss/1.0/modules/slash/">{article.comments}</slash:comments></item>'
    )


def feed(articles: list[WeeklyArticle], home: str) -> bytes:
    """Return the feed, which names when it was built: its bytes differ each time."""
    head = f"<lastBuildDate>{len(articles)}</lastBuildDate><link>{home}</link>"
    items = "".join(item(article, home) for article in articles)
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


def page(article: WeeklyArticle) -> bytes:
    """Return an article's page, with what such pages put below it."""
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in article.paragraphs)
    below = (
        "<p>Email Alerts</p><p>Register now to receive ComputerWeekly.com IT-related news, guides and more, delivered "
        "to your inbox.<br>By submitting you agree to receive email from TechTarget and its partners. Privacy</p>"
        "<p>COMMENTS powered by Disqus</p>"
    )
    title = escape(article.title)
    head = f'<title>{title}</title><meta property="article:published_time" content="{article.when.isoformat()}">'
    inside = f"<h1>{title}</h1><p>News</p><h2>{title}</h2>{text}{below}"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{inside}</body></html>".encode()


@dataclass
class WeeklyPages:
    """A ComputerWeekly on a scripted site. The feed shows the latest `shown` articles."""

    site: Any
    articles: list[WeeklyArticle] = field(default_factory=list)
    shown: int = 50

    def publish(self, number: int, title: str, when: datetime, *paragraphs: str, in_feed: bool = True) -> WeeklyArticle:
        """Put up an article; the last one put up is the newest."""
        text = paragraphs or (f"More was said of {title} on Friday.",)
        article = WeeklyArticle(number, title, when, text, in_feed)
        self.articles.insert(0, article)
        self.lay()
        return article

    def edit(self, article: WeeklyArticle, *paragraphs: str) -> None:
        """Change an article's text; its date and its place in the feed stay."""
        article.paragraphs = paragraphs
        self.lay()

    def remove(self, article: WeeklyArticle) -> None:
        """Take an article out of the feed, and its page down."""
        self.articles.remove(article)
        self.site.put(article.path, b"<p>Not found", 404)
        self.lay()

    def lay(self) -> None:
        """Lay everything out anew."""
        self.site.put(FEED, feed(self.articles[: self.shown], self.site.url), media_type="text/xml")
        for article in self.articles:
            self.site.put(article.path, page(article), media_type="text/html")
