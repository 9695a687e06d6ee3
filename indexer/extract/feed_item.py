"""Items of RSS feeds that carry a whole article, as crawls of such feeds capture them."""

from collections.abc import Iterator

from indexer.errors import ExtractionError
from indexer.extract.base import Page
from indexer.extract.html import NO_TEXT, html_to_text
from scraper.articles import read_article
from scraper.feeds import read_item
from scraper.reading import PageChanged


class FeedItemExtractor:
    """A page is the whole item: title, author, summary, and the article as text, without newsletters and the like."""

    name = "feed-item/1"
    media_types = frozenset({"application/vnd.rss-item+xml"})

    def pages(self, body: bytes) -> Iterator[Page]:
        """Yield the one page."""
        try:
            item = read_item(body)
        except PageChanged as exc:
            raise ExtractionError(f"not an item of a feed: {exc}") from exc
        article = html_to_text(item.html)
        wrapped = read_article(f"{item.title}\n\n{article}", item.title)
        text = wrapped.body if wrapped else article
        summary = "" if item.summary in " ".join(text.split()) else item.summary
        author = "" if item.author in text else item.author
        parts = (item.title, author, summary, text)
        whole = "\n\n".join(part.strip() for part in parts if part.strip())
        yield Page(1, whole, warning="" if whole else NO_TEXT)
