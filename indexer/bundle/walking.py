"""A zip walked from its first byte on, by what stands before each member: for naming what is damaged, not for reading.

The list of members at the end may be damaged, or gone with the end of a download.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from os import SEEK_END
from typing import IO

from indexer.bundle.layout import FOLDER
from indexer.extract.wire import readable

LOCAL = struct.Struct("<4s5H3L2H")
_LARGE = struct.Struct("<HHQQ")
_MOST32 = 0xFFFFFFFF
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Met:
    """A member that was met, as it is said there: `name` is fit to be shown, `data` is where its bytes begin."""

    name: str
    data: int
    packed: int
    size: int
    crc: int
    deflated: bool


def walk(file: IO[bytes], most: int) -> Iterator[Met]:
    """Yield the members at the beginning of a file, no more than so many, up to what is none."""
    size, at = file.seek(0, SEEK_END), 0
    for _ in range(most):
        file.seek(at)
        head = file.read(LOCAL.size)
        if len(head) < LOCAL.size:
            return
        mark, _, _, method, _, _, crc, packed, unpacked, name_length, extra_length = LOCAL.unpack(head)
        if mark != b"PK\3\4":
            return
        raw, extra = file.read(name_length), file.read(extra_length)
        if packed == _MOST32 and len(extra) >= _LARGE.size:
            _, _, unpacked, packed = _LARGE.unpack_from(extra)
        data = at + LOCAL.size + name_length + extra_length
        name = shown(raw) if len(raw) == name_length else f"{shown(raw)}…"
        yield Met(name, data, packed, unpacked, crc, method != 0)
        at = data + packed
        if at >= size:
            return


def shown(raw: bytes) -> str:
    """Return a member's name for people: it may be anything."""
    return readable(raw.decode("utf-8", "replace").removeprefix(FOLDER), _SHOWN) or "a member without a name"


def name_of(file: IO[bytes], number: int) -> str:
    """Return the name of the member that is met at that place, counted from 1, to stand before what is wrong."""
    met = next((met for place, met in enumerate(walk(file, number), 1) if place == number), None)
    return met.name if met else f"member {number:,}"
