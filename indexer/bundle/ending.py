"""How a bundle ends: with the place of its list of members, and with its seal. Read strictly, as all of the zip."""

import re
import struct
from dataclasses import dataclass
from os import SEEK_END
from typing import IO

from indexer.bundle.layout import SEAL, SEAL_LENGTH, VERSION
from indexer.errors import BundleError, BundleRefused

_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
_MOST32, _MOST16 = 0xFFFFFFFF, 0xFFFF
_OTHER = re.compile(rb"foi-bundle ([0-9]{1,6}) sha256:[0-9a-f]{64}\Z")
_SEAL = re.compile(re.escape(SEAL.encode()) + rb"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class End:
    """How many members are listed, how long the list is, where it begins, and where it must end.

    `sealed` bytes are under the seal, which is a SHA-256.
    """

    members: int
    length: int
    begins: int
    ends: int
    sealed: int
    seal: str


def read_end(file: IO[bytes]) -> End:
    """Read how a bundle ends. Raises BundleError."""
    size = file.seek(0, SEEK_END)
    ends = size - _END.size - SEAL_LENGTH
    if ends < 0:
        raise BundleError("is no bundle: it is too short for one")
    tail = read_at(file, ends, size - ends)
    mark, *numbers, comment = _END.unpack(tail[: _END.size])
    seal = tail[_END.size :]
    if (other := _OTHER.search(tail)) and other[1] != str(VERSION).encode():
        raise BundleRefused(f"is of format version {other[1].decode()}; this foi-index reads {VERSION}")
    if mark != b"PK\5\6" or comment != SEAL_LENGTH or not _SEAL.fullmatch(seal):
        raise BundleError("is no bundle, or was cut short or changed: its seal is not where it ends")
    disk, begun, here, count, length, begins = numbers
    if begins + length != ends or _MOST16 in (here, count) or _MOST32 in (length, begins):
        count, length, begins, ends = _end64(file, ends, (here, count, length, begins))
    elif here != count:
        raise BundleError("claims to be one of several parts: no bundle is")
    if disk or begun:
        raise BundleError("claims to be one of several parts: no bundle is")
    return End(count, length, begins, ends, size - SEAL_LENGTH, seal[-64:].decode("ascii"))


def read_at(file: IO[bytes], begins: int, length: int) -> bytes:
    """Read so many bytes. Raises BundleError if there are less."""
    file.seek(begins)
    data = file.read(length)
    if len(data) != length:
        raise BundleError("was cut short")
    return data


def _end64(file: IO[bytes], ends: int, short: tuple[int, ...]) -> tuple[int, int, int, int]:
    """Read the end of a zip64: how many members, how long their list is, where it begins, and where it ends.

    `short` are the numbers of the other end, which are the same or the most that there is room for there.
    """
    begins = ends - _LOCATOR64.size - _END64.size
    if begins < 0:
        raise BundleError("has bytes that belong to no member, by its list of members")
    tail = read_at(file, begins, ends - begins)
    mark, left, made, needed, disk, begun, *numbers = _END64.unpack(tail[: _END64.size])
    located, where_disk, where, disks = _LOCATOR64.unpack(tail[_END64.size :])
    if (mark, located) != (b"PK\6\6", b"PK\6\7"):
        raise BundleError("has bytes that belong to no member, by its list of members")
    if (left, made, needed, where, disks) != (_END64.size - 12, 45, 45, begins, 1):
        raise BundleError("is no bundle: its list of members is not where it says")
    here, count, length, offset = numbers
    most = (_MOST16, _MOST16, _MOST32, _MOST32)
    if any(few != min(many, room) for few, many, room in zip(short, numbers, most, strict=True)):
        raise BundleError("is no bundle: it ends in two ways that do not say the same of its list of members")
    if disk or begun or where_disk or here != count:
        raise BundleError("claims to be one of several parts: no bundle is")
    return count, length, offset, begins
