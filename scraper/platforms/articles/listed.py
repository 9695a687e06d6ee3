"""What a list of articles gives, whatever its form: its entries, and where it goes on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urldefrag, urljoin, urlsplit

import lxml.html
from lxml import etree

from scraper.archive.decode import decode_html
from scraper.items import Publication
from scraper.reading import PageChanged, clean, one_line

LARGEST = 16 << 20
"""Bytes of a list; no feed or listing is larger."""

_NEXT = frozenset({"next", "next page", "next »", "next >", "»", "older", "older posts", "older entries", "« older"})


class NothingListed(PageChanged):
    """A list of the right shape with nothing in it: what it would list may be elsewhere, so the next way is tried."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of a list: the article's lasting identity, its page's address, what the list is ordered by.

    A list that carries whole articles gives `publication` and, in `body`, the entry itself as it stood there.
    """

    key: str
    url: str
    time: datetime | None = None
    publication: Publication | None = None
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class ListPage:
    """A part of a list: `following` is the address of the older part, "" if it has none.

    `parts` are the lists that it is made of, all of which are to be read: a sitemap of sitemaps.
    """

    entries: tuple[Listed, ...]
    following: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A link on a page: its full address without fragment, its words."""

    url: str
    text: str


def links(body: bytes, url: str) -> tuple[tuple[Link, ...], str]:
    """Return the links of an HTML page, each address once, and the one to the list's next page, "" if none.

    Raises PageChanged if it is no page.
    """
    tree = _tree(body, url)
    found: dict[str, str] = {}
    following = ""
    for anchor in tree.iter("a", "link"):
        address = absolute(anchor.get("href") or "", url)
        if not address:
            continue
        words = one_line(clean(str(anchor.text_content())))
        if "next" in (anchor.get("rel") or "").lower().split() or words.casefold() in _NEXT:
            following = following or address
        elif anchor.tag == "a" and not found.get(address):
            found[address] = words
    return tuple(Link(*pair) for pair in found.items()), following


def absolute(href: str, base: str) -> str:
    """Return a link's full address without its fragment, "" if it is none of the web."""
    try:
        address = urldefrag(urljoin(base, href.strip())).url
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if href.strip() and parts.scheme in {"http", "https"} and parts.hostname else ""


def once(entries: Iterable[Listed]) -> Iterator[Listed]:
    """Drop repeats of an article: a picture and a headline both lead to it."""
    seen: set[str] = set()
    for entry in entries:
        if entry.key not in seen:
            seen.add(entry.key)
            yield entry


def _tree(body: bytes, url: str) -> lxml.html.HtmlElement:
    if len(body) > LARGEST:
        raise PageChanged(f"{url} has {len(body):,} bytes, which no list has")
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    text = decode_html(body).replace("\0", "").encode("utf-8", "replace")
    try:
        return lxml.html.document_fromstring(text, parser=parser)
    except etree.LxmlError as exc:
        raise PageChanged(f"{url} is not an HTML page: {exc}") from exc
