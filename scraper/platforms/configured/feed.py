"""RSS and Atom: what is new, newest first, usually the latest entries only."""

from lxml import etree

from scraper.items import DocumentLink, Publication
from scraper.platforms.configured import xml
from scraper.platforms.configured.addresses import absolute
from scraper.platforms.configured.dates import read_date
from scraper.platforms.configured.declaration import Declaration
from scraper.platforms.configured.listed import Ask, ListPart, document, entry, next_number
from scraper.platforms.configured.records import declared_values, plain
from scraper.reading import PageChanged

ENTRIES = frozenset({"item", "entry"})
ENDED = "/feed-ended"
LONGEST_SUMMARY = 1000


def read_feed(declared: Declaration, body: bytes, at: Ask, number: int) -> ListPart:
    """Read one page of a feed. Raises PageChanged if it is none, has ended, or no entry of it can be read."""
    root = xml.root_of(body, at.url)
    kind = xml.name_of(root)
    if kind not in {"rss", "feed", "RDF"}:
        raise PageChanged(f"{at.url} is no RSS or Atom feed: it begins with <{kind}>")
    entries = [one for one in root.iter() if xml.name_of(one) in ENTRIES]
    items, flaws, texts = [], [], []
    for one in entries:
        if xml.text(xml.child(one, "id", "guid")).endswith(ENDED):
            raise PageChanged(f"{at.url} says that this feed has ended")
        try:
            item = _entry(declared, one, at.url)
        except PageChanged as exc:
            flaws.append(str(exc))
            continue
        if item:
            items.append(item)
            if declared.feed_text:
                texts.append((item.url, _own_text(declared, one, at.url)))
    if flaws and not items:
        raise PageChanged(flaws[0])
    more = _next(root, at.url) or (next_number(at, declared.paging, number) if declared.paging else ())
    return ListPart(tuple(items), tuple(flaws), more if entries else (), tuple(texts))


def _entry(declared: Declaration, one: etree._Element, url: str) -> Publication | None:
    title = plain(xml.raw(xml.child(one, "title")))
    link = _link(one, url)
    if not link:
        raise PageChanged(f"the entry {title[:60]!r} has no link in {url}")
    if declared.links and not declared.links.find(link):
        return None
    values: dict[str, object] = {
        "id": xml.text(xml.child(one, "id", "guid")),
        "title": title,
        "summary": plain(xml.raw(xml.child(one, "summary", "description")))[:LONGEST_SUMMARY],
        "published": _date(declared, one, url, "published", "pubDate", "date", "updated"),
        "updated": _date(declared, one, url, "updated", "modified"),
        **declared_values(declared, None, link),
    }
    return entry(declared, {**values, "link": link}, _enclosures(declared, one, url))


def _link(one: etree._Element, url: str) -> str:
    """Atom's alternate link, else RSS's, else a guid that is an address."""
    links = [child for child in one if xml.name_of(child) == "link"]
    for child in links:
        if child.get("href") and child.get("rel", "alternate") == "alternate":
            return absolute(url, child.get("href", ""))
    for child in links:
        if xml.text(child):
            return absolute(url, xml.text(child))
    guid = xml.child(one, "guid")
    said = xml.text(guid)
    return absolute(url, said) if guid is not None and guid.get("isPermaLink") != "false" and "://" in said else ""


def _date(declared: Declaration, one: etree._Element, url: str, *names: str) -> object:
    said = xml.text(xml.child(one, *names))
    try:
        return read_date(said, (), declared.zone) if said else None
    except PageChanged as exc:
        raise PageChanged(f"{exc} in {url}") from exc


def _enclosures(declared: Declaration, one: etree._Element, url: str) -> tuple[DocumentLink, ...]:
    links: dict[str, DocumentLink] = {}
    for child in one:
        enclosed = xml.name_of(child) == "enclosure" or (
            xml.name_of(child) == "link" and child.get("rel") == "enclosure"
        )
        full = absolute(url, child.get("url") or child.get("href") or "") if enclosed else ""
        if full and (not declared.attachments.pattern or declared.attachments.pattern.find(full)):
            links.setdefault(full, document(declared, full, child.get("title") or ""))
    return tuple(links.values())[: declared.limits.attachments]


def _own_text(declared: Declaration, one: etree._Element, url: str) -> str:
    """The HTML of the element that holds an entry's whole text."""
    name = declared.feed_text.rpartition(":")[2]
    element = xml.child(one, name)
    if element is None or not xml.raw(element).strip():
        raise PageChanged(f"text: no entry has an element {declared.feed_text!r} with text in {url}")
    if len(element):  # XHTML, as Atom may have it
        return etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    return xml.raw(element)


def _next(root: etree._Element, url: str) -> tuple[Ask, ...]:
    for one in root:
        if xml.name_of(one) == "link" and one.get("rel") == "next" and one.get("href"):
            full = absolute(url, one.get("href", ""))
            return (Ask(full),) if full and full != url else ()
    return ()
