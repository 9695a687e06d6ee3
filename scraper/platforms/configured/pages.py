"""Reading an entry's own page, and the dispatch from a declared type to the reader of its lists."""

from dataclasses import replace

from scraper.items import DocumentLink, LinkKind, Publication
from scraper.platforms.configured.ckan import read_ckan, search
from scraper.platforms.configured.declaration import Declaration, Type
from scraper.platforms.configured.elements import Html, attachments, parsed, text_of, values_of
from scraper.platforms.configured.feed import read_feed
from scraper.platforms.configured.json_list import read_json
from scraper.platforms.configured.listed import Ask, ListPart, numbered, with_page
from scraper.platforms.configured.listing import read_listing
from scraper.platforms.configured.sitemap import read_sitemap
from scraper.reading import PageChanged, one_line

LISTS_WITH_FILES = frozenset({Type.FEED, Type.CKAN, Type.JSON})
TITLES = ("//main//h1", "//h1", "//meta[@property='og:title']/@content", "//title")


def first_asks(declared: Declaration) -> tuple[Ask, ...]:
    """Return what is asked for first."""
    if declared.type is Type.CKAN:
        return tuple(search(declared, url, 0) for url in declared.start)
    asks = tuple(Ask(url, declared.post) for url in declared.start)
    if declared.paging:
        asks = tuple(numbered(ask, declared.paging, declared.paging.first) for ask in asks)
    return asks


def read_list(declared: Declaration, body: bytes, at: Ask, number: int, content_type: str = "") -> ListPart:
    """Read one part of a source's list, as its type is read. Raises PageChanged if it is not as declared."""
    match declared.type:
        case Type.LISTING:
            return read_listing(declared, body, at, number, content_type)
        case Type.FEED:
            return read_feed(declared, body, at, number)
        case Type.SITEMAP:
            return read_sitemap(declared, body, at)
        case Type.CKAN:
            return read_ckan(declared, body, at)
        case Type.JSON:
            return read_json(declared, body, at, number)


def read_page(declared: Declaration, listed: Publication, body: bytes, url: str, content_type: str = "") -> Publication:
    """Return a publication with what its own page says; the page is its first document.

    Raises PageChanged if a field that was declared is not there, or no title is.
    """
    own = DocumentLink(listed.url, kind=LinkKind.PAGE)
    if declared.page is None:
        return replace(listed, documents=(own, *listed.documents))
    page = parsed(body, url, content_type)
    values = values_of(page.root, declared.page, listed.url, declared.zone)
    if not values.get("title") and not listed.title:
        values["title"] = title_of(page)
    files = attachments(page.root, declared, page) if declared.type is not Type.CKAN else ()
    listed_files = listed.documents if declared.type in LISTS_WITH_FILES else ()
    links = {link.url: link for link in (own, *files, *listed_files)}
    return with_page(listed, values, tuple(links.values()))


def as_listed(declared: Declaration, held: Publication, body: bytes, url: str, content_type: str = "") -> Publication:
    """Return an entry as its list gave it: as held, without the references and files that its page gave.

    Raises PageChanged as `read_page` does.
    """
    listed = replace(held, references=(), documents=(), summary="", title="")
    page = read_page(declared, listed, body, url, content_type)
    return replace(
        held,
        references=tuple(one for one in held.references if one not in page.references),
        documents=tuple(link for link in held.documents if link not in page.documents),
    )


def title_of(page: Html) -> str:
    """Return a page's heading. Raises PageChanged if it has none: most likely it is no page of this kind."""
    for place in TITLES:
        for hit in page.root.xpath(place):
            if text_of(hit):
                return one_line(text_of(hit))[:500]
    raise PageChanged(f"title: no heading in {page.url}")
