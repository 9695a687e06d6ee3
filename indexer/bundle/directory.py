"""The members of a bundle, by the zip's own lists. Read strictly: two readers of a zip may see two different ones.

Every field is what our writer puts there or the bundle is refused; members lie back to back from the first byte on.
Source of the format: PKWARE's APPNOTE 6.3.10, 4.3 and 4.5.3.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import IO

from indexer.bundle.ending import read_at, read_end
from indexer.bundle.layout import EXTRA_ID, FOLDER, MODE, UNIX
from indexer.bundle.limits import Limits
from indexer.bundle.naming import check_names, is_name
from indexer.bundle.walking import LOCAL, name_of, shown
from indexer.errors import BundleError, BundleRefused

_LARGE = struct.Struct("<HHQQ")
_ENTRY = struct.Struct("<4s4B4HL2L5H2L")
_MOST32 = 0xFFFFFFFF
_DAY, _STORED, _DEFLATED = 33, 0, 8  # 1 January 1980
_MAKES = (20, 45)  # the versions of the format: as of old, and with zip64


@dataclass(frozen=True, slots=True)
class Listed:
    """A member as the bundle lists it: its name within the bag, and where it begins in the file, head first.

    `data` is where its bytes begin, `packed` how many they are, `size` and `crc` are of what they unpack to. `digest`
    is of all from `begins` to where the next member begins.
    """

    name: str
    begins: int
    data: int
    packed: int
    size: int
    crc: int
    deflated: bool
    digest: bytes

    @property
    def ends(self) -> int:
        """Where the next one begins."""
        return self.data + self.packed


@dataclass(frozen=True, slots=True)
class Directory:
    """All members in order; how many bytes they take, how many are under the seal; and the seal itself, a SHA-256."""

    members: tuple[Listed, ...]
    ends: int
    sealed: int
    seal: str


def read_directory(file: IO[bytes], limits: Limits) -> Directory:
    """Read what a bundle lists. Raises BundleError, naming the member where there is one."""
    end = read_end(file)
    if end.members > limits.members:
        raise BundleRefused(
            f"lists {end.members:,} members; no more than {limits.members:,} are read: "
            "--max-size raises that with the size"
        )
    if end.length > limits.directory:
        raise BundleRefused(
            f"has a list of members of {end.length:,} bytes; no more than {limits.directory:,} are read"
        )
    if end.begins + end.length != end.ends:
        raise BundleError("has bytes that belong to no member, by its list of members")
    members = tuple(_entries(file, read_at(file, end.begins, end.length), end.members, end.begins))
    if not members:
        raise BundleError("has no member at all")
    check_names(member.name for member in members)
    _check_sizes(members, end.sealed, limits)
    return Directory(members, end.begins, end.sealed, end.seal)


class _Misfit(Exception):
    """What is wrong with an entry of the list; whose it is, is said where that is known."""


def _entries(file: IO[bytes], data: bytes, count: int, most: int) -> Iterator[Listed]:
    """Yield the entries of the central directory. The members end at `most`, each where the next one begins."""
    at = until = 0
    for number in range(1, count + 1):
        try:
            listed, length = _entry(file, data, at, until)
            if listed.ends > most:
                raise _Misfit("is cut short, or lies where the list of members does")  # noqa: TRY301
        except _Misfit as error:
            raise BundleError(f"{_whose(file, number, data, at)}: {error}") from None
        at, until = at + length, listed.ends
        yield listed
    if at != len(data) or until != most:
        raise BundleError("has bytes in or before its list of members that belong to none")


def _entry(file: IO[bytes], data: bytes, at: int, begins: int) -> tuple[Listed, int]:
    """Read the entry at a place in the list, of a member that begins there in the file; return its length, too."""
    if at + _ENTRY.size > len(data):
        raise _Misfit("the list of members is cut short before it")
    (mark, make, system, needed, zero, flags, method, time, day, crc, packed, size, name_length, extra_length,
     said, disk, inner, mode, place) = _ENTRY.unpack_from(data, at)  # fmt: skip
    length = _ENTRY.size + name_length + extra_length
    named = at + _ENTRY.size
    raw, extra = data[named : named + name_length], data[named + name_length : at + length]
    if mark != b"PK\1\2" or not raw.startswith(FOLDER.encode()) or not is_name(raw):
        raise _Misfit("is listed with a name no member of a bundle has")
    ours = (system, zero, flags, time, day, said, disk, inner, mode) == (UNIX, 0, 0, 0, _DAY, 0, 0, 0, MODE)
    if not ours or make not in _MAKES or needed != make or method not in (_STORED, _DEFLATED):
        raise _Misfit("is listed in a way no bundle lists a member")
    size, packed, place, digest = _extra(extra, size, packed, place)
    if method == _STORED and size != packed:
        raise _Misfit("is listed with two sizes")
    if place != begins or at + length > len(data):
        raise _Misfit("does not lie where the one before it ends")
    name = raw.decode("ascii").removeprefix(FOLDER)
    listed = Listed(name, begins, 0, packed, size, crc, method == _DEFLATED, digest)
    return replace(listed, data=_data(file, listed)), length


def _whose(file: IO[bytes], number: int, data: bytes, at: int) -> str:
    """Name the member of an entry: as it stands before the member's bytes, and as it is listed if that is other."""
    met, listed = name_of(file, number), ""
    if at + _ENTRY.size <= len(data):
        begins = at + _ENTRY.size
        listed = shown(data[begins : begins + _ENTRY.unpack_from(data, at)[12]])
    return met if listed in ("", met) else f"{met}, listed as {listed}"


def _extra(extra: bytes, size: int, packed: int, begins: int) -> tuple[int, int, int, bytes]:
    """Read the large numbers, if there are any, and the digest, which is always there."""
    large = [number == _MOST32 for number in (size, packed, begins)]
    wanted = struct.pack("<HH", 1, 8 * sum(large)) if any(large) else b""
    own = struct.pack("<HH", EXTRA_ID, 32)
    rest = extra[len(wanted) + 8 * sum(large) :]
    if not extra.startswith(wanted) or len(rest) != 36 or not rest.startswith(own):
        raise _Misfit("its digest is missing in the list of members")
    given = iter(struct.unpack_from(f"<{sum(large)}Q", extra, len(wanted)))
    size, packed, begins = (
        next(given) if is_large else number for is_large, number in zip(large, (size, packed, begins), strict=True)
    )
    return size, packed, begins, rest[4:]


def _check_sizes(members: tuple[Listed, ...], length: int, limits: Limits) -> None:
    for member in members:
        if member.size > max(limits.small, limits.ratio * member.packed):
            raise BundleRefused(
                f"{member.name}: claims to unpack to {member.size:,} bytes from {member.packed:,}; "
                f"no more than {limits.ratio} times is believed"
            )
    total = sum(member.size for member in members)
    if total > limits.size:
        raise BundleRefused(
            f"claims to unpack to {total:,} bytes; no more than {limits.size:,} are read: --max-size raises that"
        )
    if total > max(limits.small, limits.ratio * length):
        raise BundleRefused(
            f"claims to unpack to {total:,} bytes from {length:,}; no more than {limits.ratio} times is believed"
        )


def _data(file: IO[bytes], member: Listed) -> int:
    """Compare what stands before a member's bytes with what the list says of it, and return where the bytes begin."""
    name = (FOLDER + member.name).encode("ascii")
    file.seek(member.begins)
    head = file.read(LOCAL.size + len(name) + _LARGE.size)
    if len(head) < LOCAL.size + len(name):
        raise _Misfit("is cut short")
    mark, needed, flags, method, time, day, crc, packed, size, name_length, extra_length = LOCAL.unpack_from(head)
    raw, sizes = head[LOCAL.size :][: len(name)], (member.size, member.packed)
    if extra_length:
        extra = head[LOCAL.size + name_length :]
        fits = extra == _LARGE.pack(1, 16, *sizes) and size == packed == _MOST32 and extra_length == _LARGE.size
    else:
        fits = (size, packed) == sizes
    fits &= (mark, flags, time, day, crc) == (b"PK\3\4", 0, 0, _DAY, member.crc) and needed in _MAKES
    fits &= (name_length, raw) == (len(name), name)
    if not fits or method != (_DEFLATED if member.deflated else _STORED):
        raise _Misfit("what stands before its bytes is not what the list of members says")
    return member.begins + LOCAL.size + len(name) + (_LARGE.size if extra_length else 0)
