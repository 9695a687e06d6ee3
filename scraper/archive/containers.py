"""What a zip or an OLE file holds, by its directory alone: nothing is unpacked."""

import re
import struct
from collections.abc import Iterator

OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

MOST_MEMBERS = 5_000
_END = b"PK\x05\x06"
_NO_SECTOR = 0xFFFFFFFA
"""From here on sector numbers are marks: free, end of chain, table."""


def zip_members(body: bytes) -> frozenset[str]:
    """Return the names in the directory at the end; of a file cut short, those met at its start."""
    end = body.rfind(_END, max(0, len(body) - 65_557))
    if end < 0 or end + 22 > len(body):
        return frozenset(_leading_members(body))
    size = int.from_bytes(body[end + 12 : end + 16], "little")
    return frozenset(_listed_members(body, max(0, end - size), end)) or frozenset(_leading_members(body))


def _listed_members(body: bytes, at: int, end: int) -> Iterator[str]:
    for _ in range(MOST_MEMBERS):
        if at + 46 > end or body[at : at + 4] != b"PK\x01\x02":
            return
        name, extra, comment = struct.unpack_from("<HHH", body, at + 28)
        yield body[at + 46 : at + 46 + name].decode("utf-8", "replace")
        at += 46 + name + extra + comment


def _leading_members(body: bytes) -> Iterator[str]:
    for header in re.finditer(rb"PK\x03\x04", body[: 1 << 20]):
        at = header.start()
        name = int.from_bytes(body[at + 26 : at + 28], "little")
        yield body[at + 30 : at + 30 + min(name, 512)].decode("utf-8", "replace")


def stored_mimetype(body: bytes) -> str:
    """Return what an OpenDocument or EPUB file says of itself in its first, unpacked member, or ""."""
    if body[30:38] != b"mimetype" or len(body) < 38:
        return ""
    extra = int.from_bytes(body[28:30], "little")
    size = int.from_bytes(body[18:22], "little")
    start = 38 + extra
    said = body[start : start + size] if 0 < size <= 100 else re.split(rb"PK|\s", body[start : start + 100])[0]
    text = said.decode("ascii", "replace").strip()
    return text if re.fullmatch(r"application/[\w.+-]+", text) else ""


def ole_members(body: bytes) -> frozenset[str]:
    """Return the names at the top of an OLE file, not those of documents embedded in it.

    A message with a Word file attached holds a WordDocument too, but deeper down.
    """
    try:
        entries = _ole_directory(body)
        return frozenset(_siblings(entries, struct.unpack_from("<I", entries, 76)[0])) if entries else frozenset()
    except struct.error:
        return frozenset()


def _siblings(entries: bytes, root: int) -> Iterator[str]:
    """Walk the tree of entries beside each other; each entry is met once, whatever the links say."""
    waiting, met = [root], set[int]()
    while waiting:
        index = waiting.pop()
        if index in met or (index + 1) * 128 > len(entries):
            continue
        met.add(index)
        entry = entries[index * 128 : (index + 1) * 128]
        length, left, right = struct.unpack_from("<H2xII", entry, 64)
        yield entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        waiting += (left, right)


def _ole_directory(body: bytes) -> bytes:
    shift = struct.unpack_from("<H", body, 30)[0]
    if shift not in (9, 12):
        return b""
    size = 1 << shift
    sector = struct.unpack_from("<I", body, 48)[0]
    tables = struct.unpack_from("<109I", body, 76)
    parts, met = list[bytes](), set[int]()
    while sector < _NO_SECTOR and sector not in met and len(met) < MOST_MEMBERS // 4:
        met.add(sector)
        parts.append(body[(sector + 1) * size : (sector + 2) * size])
        table, place = divmod(sector, size // 4)
        if table >= len(tables) or tables[table] >= _NO_SECTOR:
            break
        at = (tables[table] + 1) * size + place * 4
        if at + 4 > len(body):
            break
        sector = struct.unpack_from("<I", body, at)[0]
    return b"".join(parts)
