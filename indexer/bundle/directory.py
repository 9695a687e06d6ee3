"""The members of a bundle, by the zip's own lists. Read strictly: two readers of a zip may see two different ones.

Every field is what our writer puts there or the bundle is refused; members lie back to back from the first byte on.
Source of the format: PKWARE's APPNOTE 6.3.10, 4.3 and 4.5.3.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from indexer.bundle.layout import EXTRA_ID, FOLDER, MODE, SEAL, SEAL_LENGTH, UNIX
from indexer.bundle.limits import Limits
from indexer.errors import BundleError

_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
_ENTRY = struct.Struct("<4s4B4HL2L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_MOST32, _MOST16 = 0xFFFFFFFF, 0xFFFF
_DAY, _STORED, _DEFLATED = 33, 0, 8  # 1 January 1980
_NAME = re.compile(rb"[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
_SEAL = re.compile(re.escape(SEAL.encode()) + rb"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Listed:
    """A member as the bundle lists it: its name within the bag, and where its bytes begin in the file, head first.

    `digest` is of those bytes, up to where the next member begins; `size` and `crc` of what they unpack to.
    """

    name: str
    begins: int
    packed: int
    size: int
    crc: int
    deflated: bool
    digest: bytes


@dataclass(frozen=True, slots=True)
class Directory:
    """All members in order; how many bytes they take, how many are under the seal; and the seal itself, a SHA-256."""

    members: tuple[Listed, ...]
    ends: int
    sealed: int
    seal: str

    def places(self) -> Iterator[tuple[Listed, int]]:
        """Yield each member with where it ends."""
        yield from zip(self.members, [*(member.begins for member in self.members[1:]), self.ends], strict=True)


def read_directory(file: IO[bytes], limits: Limits) -> Directory:
    """Read what a bundle lists. Raises BundleError, naming the member where there is one."""
    size = file.seek(0, 2)
    ends = size - _END.size - SEAL_LENGTH
    if ends < 0:
        raise BundleError("is no bundle: it is too short for one")
    tail = _read(file, ends, size - ends)
    mark, *numbers, comment = _END.unpack(tail[: _END.size])
    seal = tail[_END.size :]
    if mark != b"PK\5\6" or comment != SEAL_LENGTH or not _SEAL.fullmatch(seal):
        raise BundleError("is no bundle, or was cut short or changed: its seal is not where it ends")
    disk, begun, here, count, length, offset = numbers
    if _MOST16 in (here, count) or _MOST32 in (length, offset):
        here, count, length, offset, ends = _end64(file, ends)
    if disk or begun or here != count:
        raise BundleError("claims to be one of several parts: no bundle is")
    if count > limits.members:
        raise BundleError(f"lists {count:,} members; no more than {limits.members:,} are read")
    if length > limits.directory:
        raise BundleError(f"has a list of members of {length:,} bytes; no more than {limits.directory:,} are read")
    if offset + length != ends:
        raise BundleError("has bytes that belong to no member, by its list of members")
    members = tuple(_entries(_read(file, offset, length), count))
    _check_sizes(members, limits)
    found = Directory(members, offset, size - SEAL_LENGTH, seal[-64:].decode("ascii"))
    if not members or members[0].begins:
        raise BundleError("has bytes before its first member, or no member at all")
    for member, member_ends in found.places():
        _check_head(file, member, member_ends)
    return found


def _end64(file: IO[bytes], ends: int) -> tuple[int, int, int, int, int]:
    begins = ends - _LOCATOR64.size - _END64.size
    if begins < 0:
        raise BundleError("is no bundle: its list of members is not where it says")
    tail = _read(file, begins, ends - begins)
    mark, left, _, _, disk, begun, here, count, length, offset = _END64.unpack(tail[: _END64.size])
    located, where_disk, where, disks = _LOCATOR64.unpack(tail[_END64.size :])
    if (mark, located) != (b"PK\6\6", b"PK\6\7") or left != _END64.size - 12 or where != begins or disks != 1:
        raise BundleError("is no bundle: its list of members is not where it says")
    if disk or begun or where_disk:
        raise BundleError("claims to be one of several parts: no bundle is")
    return here, count, length, offset, begins


def _entries(data: bytes, count: int) -> Iterator[Listed]:
    """Yield the entries of the central directory."""
    at = 0
    for number in range(1, count + 1):
        if at + _ENTRY.size > len(data):
            raise BundleError(f"has a list of members that is cut short, at number {number:,}")
        (mark, _, system, _, _, flags, method, time, day, crc, packed, size, name_length, extra_length, said, disk,
         inner, mode, begins) = _ENTRY.unpack_from(data, at)  # fmt: skip
        at += _ENTRY.size
        raw, extra = data[at : at + name_length], data[at + name_length : at + name_length + extra_length]
        at += name_length + extra_length
        name = _name(raw, number)
        ours = (system, flags, time, day, said, disk, inner, mode) == (UNIX, 0, 0, _DAY, 0, 0, 0, MODE)
        if mark != b"PK\1\2" or not ours or method not in (_STORED, _DEFLATED):
            raise BundleError(f"{name}: is listed in a way no bundle lists a member")
        size, packed, begins, digest = _extra(extra, size, packed, begins, name)
        if method == _STORED and size != packed:
            raise BundleError(f"{name}: is listed with two sizes")
        yield Listed(name, begins, packed, size, crc, method == _DEFLATED, digest)
    if at != len(data):
        raise BundleError("has bytes in its list of members that belong to none")


def _name(raw: bytes, number: int) -> str:
    if len(raw) > 200 or not _NAME.fullmatch(raw) or b".." in raw or not raw.startswith(FOLDER.encode()):
        raise BundleError(f"member {number:,} has a name that no member of a bundle has: {raw[:80]!a}")
    return raw.decode("ascii").removeprefix(FOLDER)


def _extra(extra: bytes, size: int, packed: int, begins: int, name: str) -> tuple[int, int, int, bytes]:
    """Read the large numbers, if there are any, and the digest, which is always there."""
    large = [number == limit for number, limit in ((size, _MOST32), (packed, _MOST32), (begins, _MOST32))]
    wanted = struct.pack("<HH", 1, 8 * sum(large)) if any(large) else b""
    own = struct.pack("<HH", EXTRA_ID, 32)
    rest = extra[len(wanted) + 8 * sum(large) :]
    if not extra.startswith(wanted) or len(rest) != 36 or not rest.startswith(own):
        raise BundleError(f"{name}: its digest is missing in the list of members")
    given = iter(struct.unpack_from(f"<{sum(large)}Q", extra, len(wanted)))
    size, packed, begins = (
        next(given) if is_large else number for is_large, number in zip(large, (size, packed, begins), strict=True)
    )
    return size, packed, begins, rest[4:]


def _check_sizes(members: tuple[Listed, ...], limits: Limits) -> None:
    seen: set[str] = set()
    for member in members:
        if member.name.casefold() in seen:
            raise BundleError(f"{member.name}: is listed twice, or is another name but for small and capital letters")
        seen.add(member.name.casefold())
        if member.size > max(limits.small, limits.ratio * member.packed):
            raise BundleError(
                f"{member.name}: claims to unpack to {member.size:,} bytes from {member.packed:,}; "
                f"no more than {limits.ratio} times is believed"
            )
    total = sum(member.size for member in members)
    if total > limits.size:
        raise BundleError(
            f"claims to unpack to {total:,} bytes; no more than {limits.size:,} are read: --max-size raises that"
        )


def _check_head(file: IO[bytes], member: Listed, ends: int) -> None:
    """Compare what stands before a member's bytes with what the list says of it."""
    name = (FOLDER + member.name).encode("ascii")
    length = ends - member.begins - member.packed
    extra_length = length - _LOCAL.size - len(name)
    if extra_length not in (0, 20):
        raise BundleError(f"{member.name}: does not lie where it is listed, or another member lies there too")
    head = _read(file, member.begins, length)
    mark, _, flags, method, time, day, crc, packed, size, name_length, said = _LOCAL.unpack_from(head)
    extra = head[_LOCAL.size + len(name) :]
    if extra:
        large = struct.pack("<HHQQ", 1, 16, member.size, member.packed)
        fits = extra == large and size == packed == _MOST32
    else:
        fits = (size, packed) == (member.size, member.packed)
    fits &= (mark, flags, time, day, crc) == (b"PK\3\4", 0, 0, _DAY, member.crc)
    fits &= (name_length, said) == (len(name), extra_length) and head[_LOCAL.size :][: len(name)] == name
    if not fits or method != (_DEFLATED if member.deflated else _STORED):
        raise BundleError(f"{member.name}: what stands before its bytes is not what the list of members says")


def _read(file: IO[bytes], begins: int, length: int) -> bytes:
    file.seek(begins)
    data = file.read(length)
    if len(data) != length:
        raise BundleError("was cut short")
    return data
