"""Lists as HTML pages: one element an entry, and a link or a number that leads to the next page."""

from parsel import Selector

from scraper.items import Publication
from scraper.platforms.configured.addresses import absolute
from scraper.platforms.configured.declaration import Declaration
from scraper.platforms.configured.elements import (
    Html,
    attachments,
    found,
    link_of,
    parsed,
    text_of,
    values_of,
)
from scraper.platforms.configured.listed import Ask, ListPart, document, entry, next_number
from scraper.reading import PageChanged

ROW = frozenset({"link"})


def read_listing(declared: Declaration, body: bytes, at: Ask, number: int, content_type: str = "") -> ListPart:
    """Read one page of a list. Raises PageChanged if no entry of the first page can be read."""
    page = parsed(body, at.url, content_type)
    assert declared.item is not None  # noqa: S101 - every listing has one
    rows = found(page.root, declared.item, "item")
    if not rows:
        first = not declared.paging or number == declared.paging.first
        if first:
            raise PageChanged(f"item: no element is {declared.item.declared!r} in {at.url}")
        return ListPart(())
    items, flaws = [], []
    for row in rows:
        try:
            item = _row(declared, row, page)
        except PageChanged as exc:
            flaws.append(str(exc))
        else:
            items.extend([item] if item else [])
    if flaws and not items:
        raise PageChanged(flaws[0])
    return ListPart(tuple(items), tuple(flaws), _next(declared, page, at, number))


def _row(declared: Declaration, row: Selector, page: Html) -> Publication | None:
    """Read an entry; None if it links to what the declaration does not want."""
    link = link_of(row, declared.row.link, page)
    if not link:
        raise PageChanged(f"row link: an entry has no link in {page.url}")
    if declared.links and not declared.links.find(link):
        return None
    values = values_of(row, declared.row, link, declared.zone, skip=ROW)
    documents = attachments(row, declared, page) if declared.page is None else ()
    if declared.page is None and not documents:
        documents = (document(declared, link, str(values.get("title", ""))),)
    title = values.get("title") or _link_text(row, link, page)
    return entry(declared, {**values, "link": link, "title": title}, documents)


def _link_text(row: Selector, link: str, page: Html) -> str:
    for a in row.xpath("self::a[@href] | .//a[@href]"):
        if absolute(page.base, a.attrib["href"]) == link and text_of(a):
            return text_of(a)
    return text_of(row)[:300]


def _next(declared: Declaration, page: Html, at: Ask, number: int) -> tuple[Ask, ...]:
    if declared.next:
        for hit in found(page.root, declared.next, "next"):
            raw = hit.root if isinstance(hit.root, str) else (hit.attrib.get("href") or "")
            full = absolute(page.base, raw) if raw else ""
            if full and full != at.url:
                return (Ask(full),)
        return ()
    return next_number(at, declared.paging, number) if declared.paging else ()
