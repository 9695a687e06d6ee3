"""What a configured source is: a table of foi.toml, checked key by key and turned into one record."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scraper.items import Kind
from scraper.platforms.configured.addresses import web_address
from scraper.platforms.configured.fields import (
    NAMES,
    Fields,
    Pattern,
    Where,
    fields_of,
    pattern_of,
    where_of,
)
from scraper.platforms.configured.table import DeclarationError as DeclarationError
from scraper.platforms.configured.table import Table


class Type(StrEnum):
    """How a source lists what it publishes."""

    LISTING = "listing"
    FEED = "feed"
    SITEMAP = "sitemap"
    CKAN = "ckan"
    JSON = "json"

    @property
    def lists_all(self) -> bool:
        """Whether a list that was read to its end names everything there is: a feed names the latest only."""
        return self is not Type.FEED


@dataclass(frozen=True, slots=True)
class Paging:
    """A parameter that numbers the parts of a list. `last` 0: to the first empty part. `size`: items in a part."""

    parameter: str
    first: int = 1
    last: int = 0
    step: int = 1


@dataclass(frozen=True, slots=True)
class Attachments:
    """Which links lead to documents, and the only hosts these are fetched from; none named: the source's own."""

    where: Where | None = None
    attribute: str = "href"
    title: str = ""
    pattern: Pattern | None = None
    hosts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a source is read at most in one run, so that a fault in it or in its declaration has an end."""

    lists: int = 500
    items: int = 20_000
    attachments: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A source as declared. `page` None: what the list says of an entry is all, and its links are the documents.

    `hosts` are those that pages may be asked of. `newest_first`: what comes after entries that are held already
    is held too. `feed_text`: the element of a feed that holds the whole text, instead of the entry's page.
    """

    name: str
    type: Type
    start: tuple[str, ...]
    about: str = ""
    authority: str = ""
    kind: Kind = Kind.RELEASE
    zone: str = "UTC"
    hosts: frozenset[str] = frozenset()
    newest_first: bool = True
    item: Where | None = None
    links: Pattern | None = None
    next: Where | None = None
    paging: Paging | None = None
    row: Fields = field(default_factory=Fields)
    page: Fields | None = field(default_factory=Fields)
    attachments: Attachments = field(default_factory=Attachments)
    limits: Limits = field(default_factory=Limits)
    query: str = ""
    post: str = ""
    results: tuple[str, ...] = ()
    feed_text: str = ""

    @property
    def file_hosts(self) -> frozenset[str]:
        """The hosts documents may be fetched from."""
        return self.attachments.hosts or self.hosts


COMMON = (
    "type", "preset", "on", "why-off", "base-url", "about", "authority", "kind", "zone", "start", "hosts", "order",
    "links", "page", "attachments", "limits",
)  # fmt: skip
OWN = {
    Type.LISTING: ("item", "next", "paging", "row"),
    Type.FEED: ("paging", "row", "text"),
    Type.SITEMAP: ("row",),
    Type.CKAN: ("query", "row"),
    Type.JSON: ("paging", "row", "method", "body", "results"),
}
"""The keys of each type besides those that all have."""

_OF_ELEMENTS = ("css", "xpath", "label", "address", "value")
ROW_PLACES = {
    Type.LISTING: _OF_ELEMENTS,
    Type.FEED: ("address", "value"),
    Type.SITEMAP: ("address", "value"),
    Type.CKAN: ("path", "address", "value"),
    Type.JSON: ("path", "address", "value"),
}
"""Where a field of a list may stand; a text alone means the first."""

USUAL_KIND = {Type.FEED: Kind.NEWS}


def declaration(
    name: str, data: Mapping[str, Any], place: str, *, base_url: str = "", others: Iterable[str] = ()
) -> Declaration:
    """Read the declaration of a source. `others` are keys that mean something to whoever called.

    With `base_url`, paths in `start` begin there, and full addresses are moved there.

    Raises DeclarationError that names the key.
    """
    table = Table({key: value for key, value in data.items() if key not in set(others)}, place)
    kind = Type(table.choice("type", [one.value for one in Type]))
    table.only((*COMMON, *OWN[kind]))
    start = _start(table, base_url or str(data.get("base-url", "")), moved=bool(base_url))
    own = frozenset(web_address(url) for url in start)
    made = Declaration(
        name=name,
        type=kind,
        start=start,
        about=table.text("about"),
        authority=table.text("authority"),
        kind=Kind(table.choice("kind", ("release", "request", "news", "file"), USUAL_KIND.get(kind, Kind.RELEASE))),
        zone=_zone(table),
        hosts=own | table.hosts("hosts"),
        newest_first=table.choice("order", ("newest", "any"), "any" if kind is Type.SITEMAP else "newest") == "newest",
        links=pattern_of(table, "links"),
        row=fields_of(table.part("row"), ROW_PLACES[kind], _row_names(kind)),
        page=_page(table),
        attachments=_attachments(table.part("attachments")),
        limits=_limits(table.part("limits")),
    )
    return _OF_TYPE[kind](made, table)


def _listing(made: Declaration, table: Table) -> Declaration:
    if "item" not in table.data:
        raise table.wrong("item", 'is missing: the selector of one entry of the list, such as "ul.results > li"')
    for name, one in made.row.declared():
        if one.where and one.where.declared == one.where.xpath and one.where.xpath.startswith("/"):
            raise table.part("row").wrong(name, "its xpath must begin with a dot, else it looks at the whole page")
    return replace(made, item=_where(table, "item"), next=_where(table, "next"), paging=_paging(table))


def _feed(made: Declaration, table: Table) -> Declaration:
    return replace(made, paging=_paging(table), feed_text=table.text("text"))


def _sitemap(made: Declaration, table: Table) -> Declaration:
    if made.page is None:
        raise table.wrong("page", "cannot be false: a sitemap says nothing of an entry but its address")
    return made


def _ckan(made: Declaration, table: Table) -> Declaration:
    return replace(made, query=table.text("query"))


def _json(made: Declaration, table: Table) -> Declaration:
    method = table.choice("method", ("GET", "POST"), "POST" if "body" in table.data else "GET")
    body = table.part("body").data
    if body and method != "POST":
        raise table.wrong("body", 'is sent with method = "POST" only')
    try:
        post = json.dumps(body) if method == "POST" else ""
    except (TypeError, ValueError) as exc:
        raise table.wrong("body", f"cannot be written as JSON: {exc}") from exc
    if not made.row.link:
        raise table.part("row").wrong("link", 'is missing: the path of an entry\'s address, such as "url"')
    results = table.text("results")
    return replace(made, paging=_paging(table), post=post, results=tuple(results.split(".")) if results else ())


_OF_TYPE = {Type.LISTING: _listing, Type.FEED: _feed, Type.SITEMAP: _sitemap, Type.CKAN: _ckan, Type.JSON: _json}


def _row_names(kind: Type) -> tuple[str, ...]:
    return ("id", "reference", "authority", "published") if kind is Type.SITEMAP else NAMES


def _start(table: Table, base_url: str, *, moved: bool) -> tuple[str, ...]:
    given = table.texts("start")
    if not given:
        raise table.wrong("start", "is missing: the address of the list")
    if base_url and not web_address(base_url):
        raise table.wrong("base-url", f"{base_url!r} is not the address of a site")
    found = []
    for address in given:
        if address.startswith("/") and not base_url:
            raise table.wrong("base-url", f"is missing: the address of the site that {address} is on")
        full = address
        if address.startswith("/"):
            full = urljoin(base_url, address)
        elif moved and web_address(address) == web_address(given[0]):
            parts, there = urlsplit(address), urlsplit(base_url)
            full = parts._replace(scheme=there.scheme, netloc=there.netloc).geturl()
        if not web_address(full) or any(char.isspace() for char in full):
            raise table.wrong("start", f"{address!r} is not a web address")
        found.append(full)
    return tuple(found)


def _zone(table: Table) -> str:
    zone = table.text("zone", "UTC")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as exc:
        raise table.wrong("zone", f"{zone!r} is no time zone such as Europe/London") from exc
    return zone


def _where(table: Table, key: str) -> Where | None:
    value = table.data.get(key)
    if isinstance(value, Mapping):
        part = table.part(key)
        part.only(("css", "xpath"))
        return where_of(part)
    return where_of(table, css=key)


def _page(table: Table) -> Fields | None:
    value = table.data.get("page", {})
    if value is False:
        return None
    if not isinstance(value, Mapping):
        raise table.wrong("page", "must be a table of what to read of an entry's page, or false")
    names = tuple(name for name in NAMES if name != "link")
    return fields_of(table.part("page"), _OF_ELEMENTS, names)


def _paging(table: Table) -> Paging | None:
    if "paging" not in table.data:
        return None
    part = table.part("paging")
    part.only(("parameter", "first", "last", "step"))
    paging = Paging(
        parameter=part.needed("parameter"),
        first=part.number("first", 1),
        last=part.number("last", 0),
        step=part.number("step", 1, least=1),
    )
    if paging.last and paging.last < paging.first:
        raise part.wrong("last", f"comes before first ({paging.first})")
    return paging


def _attachments(table: Table) -> Attachments:
    table.only(("css", "xpath", "attribute", "title", "pattern", "hosts"))
    return Attachments(
        where=where_of(table),
        attribute=table.text("attribute", "href").lower(),
        title=table.text("title").lower(),
        pattern=pattern_of(table, "pattern"),
        hosts=table.hosts("hosts"),
    )


def _limits(table: Table) -> Limits:
    table.only(("lists", "items", "attachments"))
    usual = Limits()
    return Limits(
        lists=table.number("lists", usual.lists, least=1),
        items=table.number("items", usual.items, least=1),
        attachments=table.number("attachments", usual.attachments, least=0),
    )
