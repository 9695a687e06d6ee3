"""Readers of ComputerWeekly's feeds and pages: payloads in, records out, nothing fetched."""

import re
from datetime import datetime
from urllib.parse import urlsplit

from scraper.article_page import read_article_page
from scraper.feeds import FeedItem, read_feed
from scraper.items import DocumentLink, Kind, LinkKind, Publication
from scraper.platforms.articles.listed import Listed, ListPage, once
from scraper.reading import PageChanged, plain
from scraper.references import references

HOME = "https://www.computerweekly.com"
MAGAZINE = "ComputerWeekly"

_NUMBER = re.compile(r"/(\d{6,14})(?:/|$)")
_SLUG = re.compile(r"/((?:opinion|feature|blog/[\w.-]+|tip|ehandbook|podcast|photostory|news)/[\w.%,'-]+)/?", re.I)
_SUFFIX = re.compile(r"\s*[|\u2013-]\s*computer\s?weekly(?:\.com)?\s*$", re.I)


def article_key(url: str) -> str:
    """Return an article's number, which stays when its title and address change; else section and title.

    "" if it is no article's address.
    """
    try:
        path = urlsplit(url.strip()).path
    except ValueError:
        return ""
    number, slug = _NUMBER.search(path), _SLUG.fullmatch(path)
    return number[1] if number else slug[1].lower() if slug else ""


def read_list(body: bytes, url: str, *, source: str, home: str) -> ListPage:
    """Read a feed. An item with its article in it is given whole, another with its address only.

    Raises PageChanged if it is no feed, or if there is nothing in it.
    """
    items = read_feed(body, url)
    entries = tuple(once(entry for item in items if (entry := _listed(item, url, source, home))))
    if not entries:
        raise PageChanged(f"{url} has no article in it")
    return ListPage(entries)


def read_article(body: bytes, key: str, time: datetime | None, *, source: str, document: str, url: str) -> Publication:
    """Read an article's page, kept from `document`; `time` is what a list said of it.

    Raises PageChanged if the page neither declares itself an article nor has what stands around those of this site.
    """
    page = read_article_page(body)
    if page is None or not page.title:
        raise PageChanged(f"{document} does not declare itself an article")
    title = _SUFFIX.sub("", page.title)
    return Publication(
        source=source,
        native_id=key,
        kind=Kind.NEWS,
        title=title,
        url=url,
        authority=MAGAZINE,
        outlet=MAGAZINE,
        summary=page.summary,
        published=time or page.published,
        references=references(title, page.text),
        documents=(DocumentLink(document, title, LinkKind.PAGE),),
    )


def page_address(url: str, home: str) -> str:
    """Return an article's address on this site, without the query that counts where readers come from."""
    return home + urlsplit(url.strip()).path


def _listed(item: FeedItem, feed: str, source: str, home: str) -> Listed | None:
    address = item.link or item.guid
    key = article_key(address)
    if not key:  # an advertisement, or a page of another site
        return None
    url = page_address(address, home)
    if not item.html:
        return Listed(key, url, item.published)
    document = f"{feed.partition('#')[0]}#{key}"
    publication = Publication(
        source=source,
        native_id=key,
        kind=Kind.NEWS,
        title=item.title,
        url=url,
        authority=MAGAZINE,
        outlet=MAGAZINE,
        summary=item.summary,
        published=item.published,
        references=references(item.title, item.summary, plain(item.html)),
        documents=(DocumentLink(document, item.title, LinkKind.PAGE),),
    )
    return Listed(key, document, item.published, publication, item.raw)
