"""Changes as an Atom feed, newest first. Source: RFC 4287."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from indexer.versions.changes import Told
from search_cli.formats.changes import file_name, said
from search_cli.terminal import clean, line, web_address

NAMESPACE = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML 1.0 document may hold, not even escaped."""
_NO_IRI = re.compile(r'[<>"{}|\\^`]')


def feed(found: Sequence[Told], identity: str, since: datetime | None, now: datetime) -> Iterator[str]:
    """Yield the feed. Its ID is the archive's, that of an entry the change's: both stay when the feed is made anew."""
    archive = UUID(identity)
    latest = found[-1].change.time if found else since or now
    root = begun(archive.urn, "What changed", latest)
    for told in reversed(found):
        root.append(_entry(told, archive))
    yield written(root)


def _entry(told: Told, archive: UUID) -> ET.Element:
    publication, change = told.version.publication, told.change
    name = "\n".join((told.held.id, change.time.isoformat(), change.kind, change.link.url if change.link else ""))
    title = f"{publication.title or '(no title)'}: {said(told)}"
    entry = dated(uuid5(archive, legal(name)).urn, title, change.time)
    if publication.authority:
        add(ET.SubElement(entry, "author"), "name", publication.authority)
    link_to(entry, publication.url)
    ET.SubElement(entry, "category", {"term": change.kind.value})
    add(entry, "content", "\n".join(_lines(told)), type="text")
    return entry


def _lines(told: Told) -> Iterator[str]:
    publication = told.version.publication
    yield said(told)
    if publication.note:
        yield f"note: {publication.note}"
    if told.change.link:
        yield f"file: {file_name(told)}, {told.change.link.url}"
    yield f"source: {publication.source}; foi history {told.held.id} lists all versions"


def begun(name: str, title: str, updated: datetime) -> ET.Element:
    """Return a feed without entries. `name` is its ID."""
    root = ET.Element("feed", {"xmlns": NAMESPACE})
    add(root, "id", name)
    add(root, "title", title)
    add(root, "updated", _time(updated))
    ET.SubElement(root, "generator").text = "foi-index"
    add(ET.SubElement(root, "author"), "name", "foi-index")
    return root


def dated(name: str, title: str, updated: datetime) -> ET.Element:
    """Return an entry without content. `name` is its ID."""
    entry = ET.Element("entry")
    add(entry, "id", name)
    add(entry, "title", title)
    add(entry, "updated", _time(updated))
    return entry


def written(root: ET.Element) -> str:
    """Return a feed as the text of a file."""
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def add(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    """Add an element with a text, harmless and legal; one line, unless it is the content."""
    said = legal(text)
    ET.SubElement(parent, name, attributes).text = said if name == "content" else line(said)


def link_to(entry: ET.Element, url: str) -> None:
    """Add where a person reads on, if that is an address of the web."""
    address = web_address(url)
    if address and not _NO_IRI.search(address):
        ET.SubElement(entry, "link", {"rel": "alternate", "href": legal(address)})


def legal(text: str) -> str:
    """Return text that XML may hold, and that cannot mislead."""
    return _NOT_XML.sub("\ufffd", clean(text))


def _time(time: datetime) -> str:
    return f"{time.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
