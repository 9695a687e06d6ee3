"""PowerPoint presentations of before 2007, by their text atoms. Source: [MS-PPT]."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from indexer.errors import EncryptedDocument, ExtractionError
from indexer.extract.base import Page
from indexer.extract.flow import NO_TEXT
from indexer.extract.ole import opened, stream

_CONTAINER = 0xF
_SLIDE_LIST, _SLIDE_PERSIST, _SLIDE, _NOTES = 0x0FF0, 0x03F3, 0x03EE, 0x03F0
_WIDE_TEXT, _NARROW_TEXT, _DIRECTORY, _LOCKED = 0x0FA0, 0x0FA8, 0x1772, 0x2F14
_DEPTH = 24
_LOCKED_USER = 0xF3D1C4DF
_SPACES = str.maketrans({"\r": "\n", "\v": "\n", "\0": None})


class Record(NamedTuple):
    """A record: its type, its instance, and its bytes from `start` to `end`; of a container, other records."""

    kind: int
    instance: int
    start: int
    end: int
    container: bool


class PptExtractor:
    """A page is a slide; the pages after the last slide are its notes."""

    name = "ppt/1"
    media_types = frozenset({"application/vnd.ms-powerpoint"})

    def pages(self, body: bytes) -> Iterator[Page]:
        """Yield the pages."""
        with opened(body) as file:
            data, user = stream(file, "PowerPoint Document"), stream(file, "Current User")
        if len(user) >= 16 and struct.unpack_from("<I", user, 12)[0] == _LOCKED_USER:
            raise EncryptedDocument("needs a password; save a copy without one and add that")
        if not data:
            raise ExtractionError("not a readable presentation: there is no slide in it")
        yield from slides(data)


def slides(data: bytes) -> Iterator[Page]:
    """Yield the pages of a presentation's main stream."""
    records = list(_records(data, 0, len(data), 0))
    if any(record.kind == _LOCKED for record in records):
        raise EncryptedDocument("needs a password; save a copy without one and add that")
    outline, drawn = _outline(data, records), _drawn(data, records)
    listed = ["\n".join(dict.fromkeys([*lines, *drawn.get(key, (0, []))[1]])) for key, lines in outline.items()]
    others = {key: found for key, found in drawn.items() if key not in outline}
    listed = listed or ["\n".join(lines) for kind, lines in others.values() if kind == _SLIDE]
    notes = ["\n".join(lines) for kind, lines in others.values() if kind == _NOTES and lines]
    for number, text in enumerate([*listed, *notes], 1):
        yield Page(number, text, label="" if number <= len(listed) else "notes", warning="" if text else NO_TEXT)


def _records(data: bytes, start: int, end: int, depth: int) -> Iterator[Record]:
    """Yield all records in order, containers before what they hold."""
    at = start
    while at + 8 <= end:
        version, kind, size = struct.unpack_from("<HHI", data, at)
        record = Record(kind, version >> 4, at + 8, min(at + 8 + size, end), version & 0xF == _CONTAINER)
        yield record
        if record.container and depth < _DEPTH:
            yield from _records(data, record.start, record.end, depth + 1)
        at = record.end


def _outline(data: bytes, records: list[Record]) -> dict[int, list[str]]:
    """The text that each slide has in the outline, by the slide's key, in order of showing."""
    found: dict[int, list[str]] = {}
    for listing in (r for r in records if r.kind == _SLIDE_LIST and r.instance == 0):
        lines: list[str] = []
        for record in _records(data, listing.start, listing.end, _DEPTH):
            if record.kind == _SLIDE_PERSIST and record.end - record.start >= 4:
                lines = found.setdefault(struct.unpack_from("<I", data, record.start)[0], [])
            else:
                lines += _lines(data, record)
    return found


def _drawn(data: bytes, records: list[Record]) -> dict[int, tuple[int, list[str]]]:
    """The type and the drawn text of each slide and of notes, by key; of a slide saved again the last."""
    keys = {place: key for key, place in _directory(data, records).items()}
    found: dict[int, tuple[int, list[str]]] = {}
    for number, record in enumerate(records):
        key = keys.get(record.start - 8)
        if key is not None and record.kind in (_SLIDE, _NOTES):
            found[key] = (record.kind, [line for inner in _inside(records, number) for line in _lines(data, inner)])
    return found


def _inside(records: list[Record], number: int) -> Iterator[Record]:
    for at in range(number + 1, len(records)):
        if records[at].start >= records[number].end:
            return
        yield records[at]


def _directory(data: bytes, records: list[Record]) -> dict[int, int]:
    """Where each object was saved last, by its key."""
    found: dict[int, int] = {}
    for record in records:
        at = record.start
        while record.kind == _DIRECTORY and at + 4 <= record.end:
            packed = struct.unpack_from("<I", data, at)[0]
            first, count = packed & 0xFFFFF, min(packed >> 20, (record.end - at - 4) // 4)
            places = struct.unpack_from(f"<{count}I", data, at + 4)
            found.update(zip(range(first, first + count), places, strict=True))
            at += 4 + 4 * count
    return found


def _lines(data: bytes, record: Record) -> list[str]:
    if record.kind not in (_WIDE_TEXT, _NARROW_TEXT) or record.container:
        return []
    encoding = "utf-16-le" if record.kind == _WIDE_TEXT else "latin-1"
    text = data[record.start : record.end].decode(encoding, "replace").translate(_SPACES)
    return [line.rstrip() for line in text.split("\n") if line.strip()]
