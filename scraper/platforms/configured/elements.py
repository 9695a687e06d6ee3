"""Reading declared fields and links out of HTML. Pages are a stranger's: nothing here follows or runs anything."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urlsplit

import html_text
from lxml import etree
from parsel import Selector
from w3lib.encoding import html_to_unicode
from w3lib.html import get_base_url

from scraper.items import DocumentLink
from scraper.platforms.configured.addresses import absolute
from scraper.platforms.configured.dates import read_date
from scraper.platforms.configured.declaration import Declaration
from scraper.platforms.configured.fields import Field, Fields, Where
from scraper.platforms.configured.listed import document
from scraper.reading import PageChanged, clean, one_line

DATES = ("published", "updated")
ENDINGS = (
    ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".xlsm", ".ods", ".odt", ".odp", ".csv", ".rtf", ".ppt", ".pptx", ".zip",
    ".msg", ".eml",
)  # fmt: skip
"""What the address of a document ends in, where a declaration does not say how they are found."""

LONGEST_LABEL_LINE = 2000


@dataclass(frozen=True, slots=True)
class Html:
    """A page, the address it was got from, and the one its links are relative to."""

    root: Selector
    url: str
    base: str


def parsed(body: bytes, url: str, content_type: str = "") -> Html:
    """Parse a page. Raises PageChanged if there is nothing in it."""
    _, text = html_to_unicode(content_type or None, body)
    if not text.strip():
        raise PageChanged(f"{url} is empty")
    root = Selector(text=text.replace("\0", ""), type="html")
    return Html(root, url, get_base_url(text, url))


def found(node: Selector, where: Where, key: str) -> list[Selector]:
    """Return the elements a selector finds."""
    try:
        return list(node.xpath(where.xpath))
    except ValueError as exc:  # a type error within an expression shows only on a page
        raise PageChanged(f"{key}: {where.declared!r} cannot be used on this page: {exc}") from exc


def text_of(node: Selector) -> str:
    """Return what stands in an element, or the value of an attribute, on one line."""
    if isinstance(node.root, str):
        return one_line(clean(node.root))
    return one_line(clean(node.xpath("string()").get() or ""))


def values_of(
    node: Selector, fields: Fields, url: str, zone: str, *, skip: frozenset[str] = frozenset()
) -> dict[str, str | datetime]:
    """Read the declared fields of an entry at an address.

    Raises PageChanged if one that is not optional is not there, or is no date where it must be.
    """
    values: dict[str, str | datetime] = {}
    for name, field in fields.declared():
        if name not in skip:
            values.update(value_of(name, field, _raw(node, field, url), zone, url))
    return values


def value_of(name: str, field: Field, raw: str, zone: str, url: str) -> dict[str, str | datetime]:
    """Return a field's value by its name, nothing if it is optional and not there."""
    text = field.pattern.find(raw) if field.pattern and raw else raw
    if not text:
        if field.optional:
            return {}
        missing = "its pattern finds nothing" if raw else "nothing found"
        raise PageChanged(f"{field.key}: {missing} in {url}")
    if name not in DATES:
        return {name: text}
    try:
        return {name: read_date(text, field.layouts, zone)}
    except PageChanged as exc:
        raise PageChanged(f"{field.key}: {exc} in {url}") from exc


def link_of(node: Selector, field: Field | None, page: Html) -> str:
    """Return the full address an entry links to: by its field, else by the first link in it. "" if there is none."""
    if field and field.where:
        hits = found(node, field.where, field.key)[:1]
    else:
        hits = list(node.xpath("(self::a[@href] | .//a[@href])[1]"))
    if not hits:
        return ""
    attribute = (field.attribute if field else "") or "href"
    raw = hits[0].root if isinstance(hits[0].root, str) else (hits[0].attrib.get(attribute) or "")
    if field and field.pattern:
        raw = field.pattern.find(raw)
    return absolute(page.base, raw) if raw else ""


def attachments(node: Selector, declared: Declaration, page: Html) -> tuple[DocumentLink, ...]:
    """Return the documents linked from a page, or from an entry of a list, each once."""
    rule = declared.attachments
    hits = found(node, rule.where, "attachments") if rule.where else node.xpath(".//a[@href] | self::a[@href]")
    links: dict[str, DocumentLink] = {}
    for hit in hits:
        raw = hit.root if isinstance(hit.root, str) else (hit.attrib.get(rule.attribute) or "")
        full = absolute(page.base, raw) if raw else ""
        if not full or (rule.pattern and not rule.pattern.find(full)):
            continue
        if not rule.where and not rule.pattern and not urlsplit(full).path.lower().endswith(ENDINGS):
            continue
        title = "" if isinstance(hit.root, str) else (hit.attrib.get(rule.title, "") if rule.title else text_of(hit))
        links.setdefault(full, document(declared, full, title or _name(full)))
    return tuple(links.values())[: declared.limits.attachments]


def _raw(node: Selector, field: Field, url: str) -> str:
    if field.value:
        return field.value
    if field.address:
        return field.address.find(unquote(url))
    if field.label:
        return labelled(node, field.label)
    for hit in found(node, field.where, field.key) if field.where else ():
        text = one_line(hit.attrib.get(field.attribute, "")) if field.attribute else text_of(hit)
        if text:
            return text
    return ""


def labelled(node: Selector, label: str) -> str:
    """Return the text after a label: after its colon on the same line, else in the next line or cell."""
    wanted = one_line(label).casefold()
    root = node.root
    if not isinstance(root, etree._Element):
        return ""
    lines = [one_line(line[:LONGEST_LABEL_LINE]) for line in visible(root).splitlines()]
    for number, line in enumerate(lines):
        head, _, rest = line.partition(":")
        if head.strip().casefold() == wanted:
            return rest.strip() if rest.strip() else next((after for after in lines[number + 1 :] if after), "")
    return _beside(root, wanted)


def visible(root: etree._Element) -> str:
    """Return what a reader would see, in lines."""
    return clean(str(html_text.etree_to_text(root)))


def _beside(root: etree._Element, wanted: str) -> str:
    """The text of the element after one that holds the label alone: two cells of a row, or two spans."""
    for element in root.iter():
        alone = isinstance(element.tag, str) and not len(element)
        if not alone or one_line(element.text or "").rstrip(": ").casefold() != wanted:
            continue
        beside, after = one_line(element.tail or "").lstrip(": "), element.getnext()
        if not beside and after is not None and isinstance(after.tag, str):
            beside = one_line("".join(map(str, after.itertext())))
        if beside:
            return clean(beside)
    return ""


def _name(url: str) -> str:
    return clean(unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2]))
