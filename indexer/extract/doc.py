"""Word documents of before 2007, by their piece table. Source: [MS-DOC], and for Word 6 and 95 its ancestors."""

import re
import struct
from collections.abc import Iterator

from indexer.errors import EncryptedDocument, ExtractionError
from indexer.extract.base import Page
from indexer.extract.flow import parts
from indexer.extract.ole import opened, stream

_FLAGS, _COMPLEX, _LOCKED, _TABLE_1 = 0x0A, 0x0004, 0x0100, 0x0200
_WORD_97 = 0xA5EC
_OLDER = frozenset({0xA5DC, 0xA5DB})
_PIECES_97, _PIECES_95 = 0x01A2, 0x0160
_NARROW = 0x40000000

_CODE = re.compile(r"\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")
"""A field: its code, and, after a mark, what is shown of it. They stand in one another."""
_DEEPEST_FIELD = 8
_BLANKS = {
    0x1E: "-", 0x1F: None, 0xA0: " ", 0x07: "\x07", 0x09: "\t", 0x0A: "\n", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n",
    0x0E: "\n",
}  # fmt: skip
_MARKS = {**dict.fromkeys(range(32)), **_BLANKS}


class DocExtractor:
    """The whole is a page, with headers, notes and comments after the body; a long one comes in parts."""

    name = "doc/1"
    media_types = frozenset({"application/msword"})

    def pages(self, body: bytes) -> Iterator[Page]:
        """Yield the text."""
        with opened(body) as file:
            text = _text(stream(file, "WordDocument"), stream(file, "1Table"), stream(file, "0Table"))
        yield from parts(lines(text))


def lines(text: str) -> Iterator[str]:
    """Yield the lines of text as Word keeps it: marks of fields, cells and rows turned into what they mean."""
    for _ in range(_DEEPEST_FIELD):
        text = _CODE.sub(lambda field: field[1] or "", text)
    for line in text.translate(_MARKS).replace("\x07\x07", "\n").split("\n"):
        cells = [cell.strip() for cell in line.split("\x07")]
        row = " | ".join(cells).rstrip(" |") if len(cells) > 1 else line.rstrip()
        if row.strip(" |"):
            yield row


def _text(main: bytes, table_1: bytes, table_0: bytes) -> str:
    try:
        (magic,) = struct.unpack_from("<H", main)
        (flags,) = struct.unpack_from("<H", main, _FLAGS)
        if flags & _LOCKED:
            raise EncryptedDocument("needs a password; save a copy without one and add that")
        if magic == _WORD_97:
            return _by_pieces(main, table_1 if flags & _TABLE_1 else table_0, _PIECES_97)
        if magic in _OLDER and flags & _COMPLEX:
            return _by_pieces(main, main, _PIECES_95)
        if magic in _OLDER:
            start, end = struct.unpack_from("<II", main, 0x18)
            return main[start:end].decode("cp1252", "replace")
    except struct.error as exc:
        raise ExtractionError(f"not a readable Word document: it is damaged ({exc})") from exc
    raise ExtractionError("not a readable Word document: written by a Word older than version 6, or damaged")


def _by_pieces(main: bytes, table: bytes, at: int) -> str:
    """Put the pieces together that the document was left in by its last saving."""
    start, size = struct.unpack_from("<II", main, at)
    pieces = _piece_table(table[start : start + size])
    wide = at == _PIECES_97
    count = (len(pieces) - 4) // 12
    positions = struct.unpack_from(f"<{count + 1}I", pieces)
    found, total = list[str](), 0
    for number in range(count):
        (place,) = struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * number + 2)
        length = max(0, positions[number + 1] - positions[number])
        total += length
        if total > 2 * len(main):  # pieces may not overlap: a small file of many would unfold without end
            raise ExtractionError("not a readable Word document: its pieces are more than the whole")
        if wide and not place & _NARROW:
            found.append(main[place : place + 2 * length].decode("utf-16-le", "replace"))
        else:
            first = (place & ~_NARROW) // 2 if wide else place
            found.append(main[first : first + length].decode("cp1252", "replace"))
    return "".join(found)


def _piece_table(clx: bytes) -> bytes:
    at = 0
    while at < len(clx) and clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != 2:
        raise ExtractionError("not a readable Word document: its table of pieces is missing")
    (size,) = struct.unpack_from("<I", clx, at + 1)
    return clx[at + 5 : at + 5 + size]
