"""Guessing a declaration from one page: what repeats on it, where it goes on, where dates and documents are."""

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import parse_qsl, urlsplit

from lxml import etree
from parsel import Selector

from scraper.platforms.configured import xml
from scraper.platforms.configured.addresses import absolute, web_address
from scraper.platforms.configured.ckan import ACTION
from scraper.platforms.configured.dates import USUAL, read_date
from scraper.platforms.configured.elements import ENDINGS, Html, parsed, text_of
from scraper.reading import PageChanged

LARGEST_PAGE = 4 << 20
FEWEST = 3
"""Elements alike before they count as a list."""
MOST_LINKS, MOST_IN_ENTRY, DEEPEST = 3000, 12, 12

_FEED = "//link[@rel='alternate'][contains(@type, 'rss') or contains(@type, 'atom')]/@href"
_MENUS = frozenset({"nav", "header", "footer", "form", "head"})
_NAME = re.compile(r"[A-Za-z][\w-]{0,60}")
_STATES = re.compile(r"^(first|last|odd|even|active|current|row-?\d+|item-?\d+|.*\d{3,})$", re.I)
_DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8} \d{4}\b|\b\d{1,2}/\d{1,2}/\d{4}\b")


@dataclass(slots=True)
class Guess:
    """The values of a declaration, in the order they are written, and what was found, in words for people."""

    values: dict[str, object] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)


def guess(body: bytes, url: str, content_type: str = "") -> Guess:
    """Return what a declaration for the list at this address may be. Raises PageChanged if nothing is found."""
    start = body.lstrip()[:200].lower()
    if start.startswith((b"{", b"[")):
        return _json(body, url)
    if start.startswith((b"<?xml", b"<rss", b"<feed", b"<urlset", b"<sitemapindex")) and b"<html" not in start:
        return _xml(body, url)
    return _html(parsed(body[:LARGEST_PAGE], url, content_type))


def _json(body: bytes, url: str) -> Guess:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as exc:
        raise PageChanged(f"{url} is not JSON: {exc}") from exc
    if isinstance(data, dict) and "success" in data and "result" in data:
        return Guess({"type": "ckan", "start": url.partition(ACTION)[0].partition("/api/")[0]}, ["CKAN's API"])
    found = Guess({"type": "json", "start": url})
    lists = {"": data} if isinstance(data, list) else {k: v for k, v in data.items() if isinstance(v, list)}
    name, entries = max(lists.items(), key=lambda pair: len(pair[1]), default=("", []))
    if not entries or not isinstance(entries[0], dict):
        raise PageChanged(f"{url} is JSON without a list of objects")
    found.said.append(f"JSON with a list {name!r} of {len(entries)} entries")
    if name:
        found.values["results"] = name
    row = {}
    for field_name, keys in (
        ("link", ("url", "link", "href")),
        ("title", ("title", "name")),
        ("published", _DATE_KEYS),
    ):
        key = next((key for key in keys if isinstance(entries[0].get(key), str)), "")
        if key:
            row[field_name] = key
    found.values["row"] = row
    return found


_DATE_KEYS = ("published", "date", "published_at", "created", "createdDateTime")


def _xml(body: bytes, url: str) -> Guess:
    root = xml.root_of(body, url)
    kind = xml.name_of(root)
    if kind in {"rss", "feed", "RDF"}:
        number = sum(xml.name_of(one) in {"item", "entry"} for one in root.iter())
        found = Guess({"type": "feed", "start": url}, [f"a feed with {number} entries"])
        if any(xml.name_of(one) == "encoded" for one in root.iter()):
            found.said.append('whole texts in content:encoded; text = "encoded" keeps those instead of the pages')
        return found
    if kind in {"urlset", "sitemapindex"}:
        return Guess({"type": "sitemap", "start": url, "links": "/"}, [f"a sitemap (<{kind}>) of {len(root)} entries"])
    raise PageChanged(f"{url} is XML that is neither a feed nor a sitemap: <{kind}>")


def _html(page: Html) -> Guess:
    selector, rows = _rows(page)
    if not rows:
        raise PageChanged(f"no list was found in {page.url}: fewer than {FEWEST} links that stand in elements alike")
    found = Guess({"type": "listing", "start": page.url, "item": selector})
    found.said.append(f"{len(rows)} entries alike: {selector}")
    _going_on(page, found)
    _dates(rows, found)
    links = [absolute(page.base, row.xpath("(self::a | .//a[@href])[1]/@href").get() or "") for row in rows]
    if sum(urlsplit(link).path.lower().endswith(ENDINGS) for link in links) > len(rows) / 2:
        found.values["page"] = False
        found.said.append("the entries link to documents: no pages of their own are read")
    _other_hosts(page, links, found)
    for feed in page.root.xpath(_FEED).getall():
        found.said.append(f"a feed, which is less to read: {absolute(page.base, feed)}")
    return found


def _rows(page: Html) -> tuple[str, list[Selector]]:
    """The elements alike with the most text in them, and the selector that finds just them."""
    links = defaultdict[etree._Element, list[str]](list)
    for anchor in page.root.xpath("//a[@href]")[:MOST_LINKS]:
        for element in _around(anchor.root):
            links[element].append(anchor.attrib["href"])
    groups = defaultdict[str, list[etree._Element]](list)
    for element, hrefs in links.items():
        parent = element.getparent()
        if parent is not None and len(hrefs) <= MOST_IN_ENTRY:
            groups[f"{_step(parent)} > {_step(element)}"].append(element)
    best, weight = "", 0
    for selector, elements in groups.items():
        apart = {links[one][0] for one in elements}  # what leads to one place everywhere is no entry
        if len(elements) >= FEWEST and len(apart) > len(elements) / 2:
            text = sum(len("".join(map(str, one.itertext())).strip()) for one in elements)
            if text > weight:
                best, weight = selector, text
    return best, list(page.root.css(best)) if best else []


def _around(anchor: etree._Element) -> list[etree._Element]:
    """A link and the elements around it that may be an entry, none if it stands in a menu."""
    around = [anchor, *islice(anchor.iterancestors(), DEEPEST)]
    return [] if any(one.tag in _MENUS for one in around) else around


def _step(element: etree._Element) -> str:
    classes = [
        name for name in (element.get("class") or "").split() if _NAME.fullmatch(name) and not _STATES.match(name)
    ]
    tag = element.tag if re.fullmatch(r"[a-z][a-z0-9-]*", str(element.tag)) else "*"
    return f"{tag}.{classes[0]}" if classes else str(tag)


def _going_on(page: Html, found: Guess) -> None:
    for selector in ("a[rel=next]", "link[rel=next]", ".pagination .next a", "a.next", ".pager__item--next a"):
        if page.root.css(selector):
            found.values["next"] = selector
            found.said.append(f"a link to the next page: {selector}")
            return
    for href in page.root.xpath("//a/@href").getall():
        for name, value in parse_qsl(urlsplit(absolute(page.base, href)).query):
            if name.lower() in {"page", "p", "pagenumber", "pg"} and value.isdigit():
                found.values["paging"] = {"parameter": name, "first": 0 if value == "0" else 1}
                found.said.append(f"pages by number: {name}={value}")
                return
    found.said.append("no link to a next page")


def _dates(rows: list[Selector], found: Guess) -> None:
    enough = len(rows) * 0.8
    if sum(bool(row.css("time[datetime]")) for row in rows) >= enough:
        found.values["row"] = {"published": {"css": "time", "attribute": "datetime", "optional": True}}
        found.said.append("dates in <time datetime>")
        return
    if sum(bool(_DAY.search(text_of(row))) for row in rows) >= enough:
        sample = _DAY.search(text_of(rows[0]))
        readable = sample and _readable(sample[0])
        if readable:
            pattern = r"(\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8} \d{4}|\d{1,2}/\d{1,2}/\d{4})"
            found.values["row"] = {"published": {"xpath": ".", "pattern": pattern, "optional": True}}
            found.said.append(f"dates in the text, such as {sample[0] if sample else ''}")
            return
    found.said.append("no dates in the list; read them of the entries' pages, under page")


def _readable(text: str) -> bool:
    try:
        read_date(text, USUAL)
    except PageChanged:
        return False
    return True


def _other_hosts(page: Html, links: list[str], found: Guess) -> None:
    own = web_address(page.url)
    others = sorted({web_address(link) for link in links if link} - {own})
    if others:
        found.said.append(
            f"entries link to other hosts, which are not asked unless they are named: {', '.join(others)}"
        )
    files = {
        web_address(link)
        for href in page.root.xpath("//a/@href").getall()
        if urlsplit(link := absolute(page.base, href)).path.lower().endswith(ENDINGS)
    }
    if files - {own}:
        found.values["attachments"] = {"hosts": sorted({own, *files})}
        found.said.append(f"documents on {', '.join(sorted(files))}")
