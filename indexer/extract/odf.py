"""OpenDocument texts and presentations: body, tables, notes and comments, and of texts the headers and footers."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from indexer.errors import EncryptedDocument, ExtractionError
from indexer.extract.base import Page
from indexer.extract.flow import NO_TEXT, Flow, parts
from indexer.extract.ooxml import Parts
from indexer.extract.package import opened
from indexer.extract.xml_events import Begin, End, Event

_UNSEEN = frozenset({"tracked-changes", "forms", "binary-data"})
"""Deleted text is kept in the first of them."""
_PARAGRAPHS = frozenset({"p", "h"})
_TEXTS = _PARAGRAPHS | {"creator", "note-citation"}
"""Only in these are letters text: what stands between elements is there for whoever reads the XML."""
_ASIDES = frozenset({"annotation", "note", "text-box"})
_CELLS = frozenset({"table-cell", "covered-table-cell"})
_HEADERS = frozenset({"header", "header-left", "header-first"})
_FOOTERS = frozenset({"footer", "footer-left", "footer-first"})
_BLANKS = re.compile(r"\s+")
_MOST_SPACES: Final = 100


class OdfExtractor:
    """A page of a presentation is a slide with its notes. A text is one page: it comes in parts if it is long."""

    name = "odf/1"
    media_types = frozenset(
        {"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.presentation"}
    )

    def pages(self, body: bytes) -> Iterator[Page]:
        """Yield the pages."""
        with opened(body) as package:
            found = Parts(package)
            if any(isinstance(event, Begin) and event.tag == "encryption-data" for event in _manifest(found)):
                raise EncryptedDocument("needs a password; save a copy without one and add that")
            if package.NameToInfo.get("content.xml") is None:
                raise ExtractionError("not a readable OpenDocument file: there is no content in it")
            yield from _pages(found)


def _manifest(found: Parts) -> Iterator[Event]:
    return found.events("META-INF/manifest.xml")


def _pages(found: Parts) -> Iterator[Page]:
    slides: list[str] = []
    outside: list[str] = []
    for line in _story(found.events("content.xml")):
        if line is None:
            slides.append("")
        elif slides:
            slides[-1] += line + "\n"
        else:
            outside.append(line)
    if not slides:
        yield from parts([*_running(found, _HEADERS), *outside, *_running(found, _FOOTERS)])
    for number, slide in enumerate(slides, 1):
        text = slide.rstrip("\n")
        yield Page(number, text, warning="" if text else NO_TEXT)


def _running(found: Parts, tags: frozenset[str]) -> list[str]:
    """The lines of all headers, or all footers, of the pages' styles, each once."""
    within, kept = 0, list[Event]()
    for event in found.events("styles.xml"):
        named = not isinstance(event, str) and event.tag in tags
        within += named and isinstance(event, Begin)
        if within:
            kept.append(event)
        within -= named and isinstance(event, End)
    return list(dict.fromkeys(line for line in _story(kept) if line))


def _story(found: Iterable[Event]) -> Iterator[str | None]:
    """Yield the lines; None where a slide begins."""
    flow = Flow()
    unseen = texts = 0
    outside: list[int] = []
    for event in found:
        match event:
            case str():
                if texts and not unseen:
                    flow.write(_BLANKS.sub(" ", event))
            case Begin(tag) if tag in _UNSEEN:
                unseen += 1
            case End(tag) if tag in _UNSEEN:
                unseen -= 1
            case Begin(tag, attributes) if not unseen:
                texts += tag in _TEXTS
                if tag in _ASIDES:
                    outside.append(texts)
                    texts = 0
                _begin(flow, tag, attributes)
                if tag == "page":
                    yield None
            case End(tag) if not unseen:
                texts = outside.pop() if tag in _ASIDES else texts - (tag in _TEXTS)
                _end(flow, tag)
                yield from flow.take()


def _begin(flow: Flow, tag: str, attributes: dict[str, str]) -> None:
    if tag == "s":
        count = attributes.get("c", "1")
        flow.write(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
    elif tag == "tab":
        flow.write("\t")
    elif tag == "line-break":
        flow.write("\n")
    elif tag == "table-row":
        flow.begin_row()
    elif tag in _CELLS:
        flow.begin_cell()
    elif tag in _ASIDES:
        flow.begin_aside()


def _end(flow: Flow, tag: str) -> None:
    if tag in _PARAGRAPHS:
        flow.end_line()
    elif tag == "table-row":
        flow.end_row()
    elif tag in _CELLS:
        flow.end_cell()
    elif tag in _ASIDES:
        flow.end_aside()
    elif tag in _TEXTS:
        flow.write(": " if tag == "creator" else " ")
