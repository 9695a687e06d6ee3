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
    root = ET.Element("feed", {"xmlns": NAMESPACE})
    latest = found[-1].change.time if found else since or now
    _add(root, "id", archive.urn)
    _add(root, "title", "What changed")
    _add(root, "updated", _time(latest))
    ET.SubElement(root, "generator").text = "foi-index"
    _add(ET.SubElement(root, "author"), "name", "foi-index")
    for told in reversed(found):
        root.append(_entry(told, archive))
    ET.indent(root)
    yield '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _entry(told: Told, archive: UUID) -> ET.Element:
    publication, change = told.version.publication, told.change
    entry = ET.Element("entry")
    name = "\n".join((told.held.id, change.time.isoformat(), change.kind, change.link.url if change.link else ""))
    _add(entry, "id", uuid5(archive, _legal(name)).urn)
    _add(entry, "title", f"{publication.title or '(no title)'}: {said(told)}")
    _add(entry, "updated", _time(change.time))
    if publication.authority:
        _add(ET.SubElement(entry, "author"), "name", publication.authority)
    address = web_address(publication.url)
    if address and not _NO_IRI.search(address):
        ET.SubElement(entry, "link", {"rel": "alternate", "href": _legal(address)})
    ET.SubElement(entry, "category", {"term": change.kind.value})
    _add(entry, "content", "\n".join(_lines(told)), type="text")
    return entry


def _lines(told: Told) -> Iterator[str]:
    publication = told.version.publication
    yield said(told)
    if publication.note:
        yield f"note: {publication.note}"
    if told.change.link:
        yield f"file: {file_name(told)}, {told.change.link.url}"
    yield f"source: {publication.source}; foi history {told.held.id} lists all versions"


def _add(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    legal = _legal(text)
    ET.SubElement(parent, name, attributes).text = legal if name == "content" else line(legal)


def _time(time: datetime) -> str:
    return f"{time.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _legal(text: str) -> str:
    return _NOT_XML.sub("\ufffd", clean(text))
