"""What files of Word and PowerPoint from 2007 on have in common: parts in a zip, paragraphs, tables."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import partial
from zipfile import ZipFile, ZipInfo

from indexer.extract.base import Enclosed
from indexer.extract.flow import Flow
from indexer.extract.package import chunks, unpacked
from indexer.extract.xml_events import Begin, End, Event, events

_EMBEDDED = re.compile(r"(?:word|ppt|xl)/embeddings/[^/]+")
_UNSEEN = frozenset({"Fallback", "delText", "instrText", "delInstrText"})
"""Fallback says again, for older programs, what stands before it; deleted text and codes of fields are not shown."""
_MARKS = {"br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_TEXTS = frozenset({"t", "text"})


class Parts:
    """The parts of an office document by name. Some programs write their names with backslashes."""

    def __init__(self, package: ZipFile) -> None:
        self._package = package
        self._infos = {info.filename.replace("\\", "/").lstrip("/"): info for info in package.infolist()}

    def names(self, pattern: re.Pattern[str]) -> list[str]:
        """Return the names that fit whole, those with small numbers first."""
        return sorted((name for name in self._infos if pattern.fullmatch(name)), key=lambda name: (len(name), name))

    def events(self, name: str) -> Iterator[Event]:
        """Yield the XML of a part; nothing if there is no such part."""
        info = self._infos.get(name)
        return events(chunks(self._package, info)) if info else iter(())

    def related(self, name: str) -> dict[str, str]:
        """Return which parts a part refers to, by the names it has for them, in its order."""
        folder, _, file = name.rpartition("/")
        return {
            event.attributes.get("Id", ""): posixpath.normpath(
                posixpath.join("/", folder, event.attributes.get("Target", ""))
            ).lstrip("/")
            for event in self.events(f"{folder}/_rels/{file}.rels")
            if isinstance(event, Begin)
            and event.tag == "Relationship"
            and event.attributes.get("TargetMode") != "External"
        }

    def embedded(self) -> Iterator[Enclosed]:
        """Yield the files that are embedded whole: the workbook behind a table or a chart."""
        for name in self.names(_EMBEDDED):
            info: ZipInfo = self._infos[name]
            yield Enclosed(name, info.file_size, partial(unpacked, self._package, info))


def story(found: Iterable[Event]) -> Iterator[str]:
    """Yield the lines of one part: a line for a paragraph, and for a row of a table."""
    flow = Flow()
    unseen = 0
    text = False
    for event in found:
        match event:
            case str():
                if text and not unseen:
                    flow.write(event)
            case Begin(tag) if tag in _UNSEEN:
                unseen += 1
            case End(tag) if tag in _UNSEEN:
                unseen -= 1
            case Begin(tag, attributes) if not unseen:
                text = tag in _TEXTS
                _begin(flow, tag, attributes)
            case End(tag) if not unseen:
                text = False
                _end(flow, tag)
                yield from flow.take()
    flow.end_line()
    yield from flow.take()


def _begin(flow: Flow, tag: str, attributes: dict[str, str]) -> None:
    if tag in _MARKS:
        flow.write(_MARKS[tag])
    elif tag == "tab" and not attributes:  # with attributes it is the definition of a tab stop
        flow.write("\t")
    elif tag == "tr":
        flow.begin_row()
    elif tag == "tc":
        flow.begin_cell()
    elif tag == "txbxContent":
        flow.begin_aside()
    elif tag == "comment" and attributes.get("author"):
        flow.write(f"Comment by {attributes['author']}: ")


def _end(flow: Flow, tag: str) -> None:
    if tag in ("p", "text"):
        flow.end_line()
    elif tag == "tc":
        flow.end_cell()
    elif tag == "tr":
        flow.end_row()
    elif tag == "txbxContent":
        flow.end_aside()
