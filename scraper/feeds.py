"""RSS feeds: their items, and each item as it stands in the feed. What comes in is XML of a stranger's."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from lxml import etree

from scraper.reading import PageChanged, clean, one_line, plain

LARGEST = 16 << 20
"""Bytes; feeds with whole articles have a hundredth of that."""
MOST_ITEMS = 2_000

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_COUNTERS = ("{http://purl.org/rss/1.0/modules/slash/}", "{http://wellformedweb.org/CommentAPI/}")
"""How many comments there are, and where: they change, and the article does not."""
_ZONES = {"BST": timedelta(hours=1)}  # the one zone beside those of RFC 822 that British sites write


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item; "" and None where the feed does not say.

    `html` is the whole article where the feed carries it, in `content:encoded` or, as TechTarget writes it, in a plain
    `body`. `raw` is the item by itself, as XML, without counts of comments: the same article gives the same bytes.
    """

    title: str
    link: str
    guid: str = ""
    summary: str = ""
    author: str = ""
    published: datetime | None = None
    html: str = ""
    raw: bytes = b""


def read_feed(body: bytes, url: str) -> tuple[FeedItem, ...]:
    """Return a feed's items in their order. Raises PageChanged if it is no RSS feed, or is made to do harm."""
    root = parse_xml(body, url)
    if root.tag != "rss" or root.find("channel") is None:
        raise PageChanged(f"{url} is no RSS feed: its first element is {one_line(str(root.tag))[:60]!r}")
    items = root.findall("channel/item")
    if len(items) > MOST_ITEMS:
        raise PageChanged(f"{url} has {len(items):,} items, which no feed has")
    return tuple(_item(item, url) for item in items)


def read_item(body: bytes) -> FeedItem:
    """Read an item by itself, as `raw` has it. Raises PageChanged if it is none."""
    root = parse_xml(body, "the item")
    if root.tag != "item":
        raise PageChanged(f"not an item of a feed: its first element is {one_line(str(root.tag))[:60]!r}")
    return _item(root, "the item")


def parse_xml(body: bytes, url: str) -> etree._Element:
    """Parse without entities, without a network, and without the depth and length that `huge_tree` would allow."""
    if len(body) > LARGEST:
        raise PageChanged(f"{url} has {len(body):,} bytes, which no feed has")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(body.lstrip(), parser)
    except etree.XMLSyntaxError as exc:
        raise PageChanged(f"{url} is not XML, or was cut off: see its line {exc.lineno}") from exc
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise PageChanged(f"{url} declares entities of its own, which no feed needs")
    return root


def _item(item: etree._Element, url: str) -> FeedItem:
    title = one_line(plain(_text(item, "title")))
    if not title:
        raise PageChanged(f"title of an item is missing or empty in {url}")
    kept = etree.Element("item")
    for child in item:
        if isinstance(child.tag, str) and not child.tag.startswith(_COUNTERS):
            names = {child.prefix: etree.QName(child).namespace} if child.prefix else None
            attributes = {str(name): str(value) for name, value in child.attrib.items()}
            part = etree.SubElement(kept, child.tag, attributes, nsmap=names)
            part.text = "".join(str(text) for text in child.itertext())
    return FeedItem(
        title=title,
        link=_text(item, "link"),
        guid=_text(item, "guid"),
        summary=one_line(plain(_text(item, "description"))),
        author=one_line(_text(item, _CREATOR) or _text(item, "author")),
        published=_time(_text(item, "pubDate"), url) if _text(item, "pubDate") else None,
        html=_text(item, "body") or _text(item, _CONTENT),
        raw=etree.tostring(kept, encoding="utf-8", xml_declaration=False),
    )


def _text(item: etree._Element, tag: str) -> str:
    found = item.find(tag)
    return clean("".join(str(text) for text in found.itertext())).strip() if found is not None else ""


def _time(text: str, url: str) -> datetime:
    """Read a time as RFC 822 writes it. Raises PageChanged if it is none, or its zone is not known."""
    words = text.split()
    zone = _ZONES.get(words[-1]) if words else None
    try:
        time = parsedate_to_datetime(" ".join(words[:-1]) + " +0000" if zone else text)
        if time.tzinfo is None and words[-1] != "-0000":  # UTC, the standard says, and the library leaves it naive
            raise PageChanged(f"pubDate {text!r} has no time zone in {url}")
        return (time.replace(tzinfo=time.tzinfo or UTC) - (zone or timedelta())).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError) as exc:
        raise PageChanged(f"pubDate {text!r} is no time in {url}") from exc
