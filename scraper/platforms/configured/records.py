"""What readers of feeds and of JSON share: texts that may be HTML, addresses, and fields declared on top."""

from urllib.parse import unquote

import lxml.html
from lxml import etree

from scraper.platforms.configured.declaration import Declaration
from scraper.platforms.configured.elements import value_of
from scraper.platforms.configured.fields import Field
from scraper.reading import PageChanged, Record, clean, one_line

LONGEST_HTML = 1 << 20


def plain(text: str) -> str:
    """Return a text that may be HTML as one line without tags: titles of feeds are both."""
    if "<" not in text and "&" not in text:
        return one_line(text)
    try:
        return one_line(clean("".join(map(str, lxml.html.fromstring(f"<div>{text[:LONGEST_HTML]}</div>").itertext()))))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return one_line(text)


def declared_values(declared: Declaration, record: Record | None, link: str) -> dict[str, object]:
    """Read the fields a declaration adds, out of a JSON object or of the entry's address."""
    values: dict[str, object] = {}
    for name, field in declared.row.declared():
        if name != "link":
            values.update(value_of(name, field, raw_value(field, record, link), declared.zone, link))
    return values


def raw_value(field: Field, record: Record | None, link: str) -> str:
    """Return the text a field stands for, "" if there is none."""
    if field.value:
        return field.value
    if field.address:
        return field.address.find(unquote(link))
    return plain(at_path(record, field.path, field.key)) if record else ""


def at_path(record: Record, path: tuple[str, ...], key: str) -> str:
    """Return a text or a number at a path. Raises PageChanged if something else is there."""
    value = value_at(record, path)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise PageChanged(f"{key}: there is no text at {'.'.join(path)} in {record.url}")
    return clean(str(value)).strip()


def value_at(record: Record, path: tuple[str, ...]) -> object:
    """Return whatever is at a path, None if nothing is."""
    value: object = record.data
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value
