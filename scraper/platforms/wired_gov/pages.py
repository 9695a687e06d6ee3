"""Readers of wired-gov's lists and articles: pages in, records out, nothing fetched."""

from scraper.article_page import read_article_page
from scraper.articles import WIRED_GOV, posting_time
from scraper.items import DocumentLink, Kind, LinkKind, Publication
from scraper.platforms.articles.listed import Listed, ListPage, links, once
from scraper.platforms.wired_gov.addresses import article_key, title_words, words_of
from scraper.reading import PageChanged
from scraper.references import references

ALIKE = 0.5
"""Share of the words in an article's address that its title must have: a page for errors or for members has none."""


def read_list(body: bytes, url: str) -> ListPage:
    """Read the articles that a page of wired-gov leads to, whatever else the page is.

    Raises PageChanged if it leads to none.
    """
    found, following = links(body, url)
    entries = tuple(
        once(Listed(key, link.url, posting_time(key[-14:])) for link in found if (key := article_key(link.url)))
    )
    if not entries:
        raise PageChanged(f"{url} leads to no article: it has no address that ends in a time of posting")
    return ListPage(entries, following)


def read_article(body: bytes, key: str, *, source: str, document: str, url: str) -> Publication:
    """Read an article's page, the printable one or the other.

    `document` is the address the page was asked for at, `url` the one for people. Raises PageChanged if the page lacks
    what stands around every article of wired-gov, or is about something else than its address says.
    """
    page = read_article_page(body)
    if page is None or page.wrapped is None:
        raise PageChanged(f'{document} is no article: it has no line such as "Original article link"')
    wanted = title_words(key)
    if wanted and len(wanted & words_of(page.title)) < ALIKE * len(wanted):
        raise PageChanged(f"{document} is about {page.title!r}, not about what its address says")
    return Publication(
        source=source,
        native_id=key,
        kind=Kind.NEWS,
        title=page.title,
        url=url,
        authority=page.wrapped.authority,
        outlet=WIRED_GOV,
        published=posting_time(key[-14:]),
        references=references(page.title, page.text),
        original_url=page.wrapped.original_url,
        documents=(DocumentLink(document, page.title, LinkKind.PAGE),),
    )
