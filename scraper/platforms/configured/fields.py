"""Where a value stands: in an element, beside a label, in the address, in JSON; and what of it is wanted."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from cssselect import SelectorError
from lxml import etree
from parsel.csstranslator import HTMLTranslator

from scraper.platforms.configured.table import Table

LONGEST_PATTERN = 300
LONGEST_TEXT = 1000
"""Characters a declared pattern is let loose on: patterns may take time that grows faster than their text."""

PLACES = ("css", "xpath", "label", "address", "path", "value")
_MORE = ("attribute", "pattern", "date", "optional")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression of a declaration; what it finds is its first group, or all if it has none."""

    text: str

    def find(self, text: str) -> str:
        """Return what is found in the beginning of a text, "" if nothing is."""
        found = re.search(self.text, text[:LONGEST_TEXT])
        return ((found[1] if found.re.groups else found[0]) or "").strip() if found else ""


@dataclass(frozen=True, slots=True)
class Where:
    """Elements of a page, as an XPath expression, and as it was declared, for complaints."""

    xpath: str
    declared: str


@dataclass(frozen=True, slots=True)
class Field:
    """One value: where it is, and what part of it is meant. One of the places is set.

    `label` finds "Label: value" on one line, or the line after a line "Label". `address` is a pattern for the
    address of the entry. `path` leads through JSON objects, with dots. `layouts` are as for strptime.
    """

    key: str
    where: Where | None = None
    label: str = ""
    address: Pattern | None = None
    path: tuple[str, ...] = ()
    value: str = ""
    attribute: str = ""
    pattern: Pattern | None = None
    layouts: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """What is read of an entry, in a list or on its own page; None: not said."""

    link: Field | None = None
    id: Field | None = None
    title: Field | None = None
    summary: Field | None = None
    published: Field | None = None
    updated: Field | None = None
    reference: Field | None = None
    authority: Field | None = None

    def declared(self) -> Iterator[tuple[str, Field]]:
        """Yield the names and fields that are there."""
        for one in fields(self):
            field = getattr(self, one.name)
            if field is not None:
                yield one.name, field


NAMES = tuple(one.name for one in fields(Fields))


def fields_of(table: Table, places: tuple[str, ...], names: tuple[str, ...] = NAMES) -> Fields:
    """Read the fields of a table. Raises DeclarationError."""
    table.only(names)
    return Fields(**{name: field_of(table, name, places) for name in table.data})


def field_of(table: Table, key: str, places: tuple[str, ...]) -> Field:
    """Read one field: a text is the first of the places, a table says which it is."""
    value = table.data[key]
    part = table.part(key) if isinstance(value, Mapping) else Table({places[0]: value}, f"{table.place} {key}")
    part.only((*places, *_MORE))
    named = [place for place in places if place in part.data]
    if len(named) != 1:
        raise table.wrong(key, f"must say exactly one of {', '.join(places)}")
    path = part.text("path")
    return Field(
        key=f"{part.place} {named[0]}",
        where=where_of(part),
        label=part.text("label").rstrip(":").strip(),
        address=pattern_of(part, "address"),
        path=tuple(path.split(".")) if path else (),
        value=part.text("value"),
        attribute=part.text("attribute").lower(),
        pattern=pattern_of(part, "pattern"),
        layouts=_layouts(part),
        optional=part.flag("optional"),
    )


def where_of(table: Table, css: str = "css", xpath: str = "xpath") -> Where | None:
    """Read a selector, if there is one, as CSS or as XPath. Raises DeclarationError if it is none."""
    if xpath in table.data:
        expression = table.needed(xpath)
        return Where(_compiled(table, xpath, expression, expression), expression)
    if css in table.data:
        selector = table.needed(css)
        try:
            expression = HTMLTranslator().css_to_xpath(selector, prefix="descendant-or-self::")
        except (SelectorError, AssertionError) as exc:
            raise table.wrong(css, f"{selector!r} is no CSS selector: {exc}") from exc
        return Where(_compiled(table, css, selector, expression), selector)
    return None


def pattern_of(table: Table, key: str) -> Pattern | None:
    """Read a regular expression, if there is one. Raises DeclarationError if it is none."""
    text = table.text(key)
    if not text:
        return None
    if len(text) > LONGEST_PATTERN:
        raise table.wrong(key, f"is longer than {LONGEST_PATTERN} characters")
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError) as exc:
        raise table.wrong(key, f"{text!r} is no regular expression: {exc}") from exc
    return Pattern(text)


def _compiled(table: Table, key: str, declared: str, expression: str) -> str:
    try:
        etree.XPath(expression, namespaces={"re": "http://exslt.org/regular-expressions"})
    except etree.XPathError as exc:
        raise table.wrong(key, f"{declared!r} is no XPath expression: {exc}") from exc
    return expression


def _layouts(table: Table) -> tuple[str, ...]:
    layouts = table.texts("date")
    sample = datetime(2001, 2, 3)  # noqa: DTZ001 - only to try the layout
    for layout in layouts:
        try:
            datetime.strptime(sample.strftime(layout), layout)  # noqa: DTZ007
        except (ValueError, re.error) as exc:
            raise table.wrong("date", f"{layout!r} is no date layout such as %d %B %Y: {exc}") from exc
        if "%" not in layout:
            raise table.wrong("date", f"{layout!r} is no date layout such as %d %B %Y")
    return layouts
