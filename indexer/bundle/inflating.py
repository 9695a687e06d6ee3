"""The bytes of a member, unpacked as they are read: never more than it was listed with, and checked at their end."""

import os
import zlib
from io import BufferedReader, RawIOBase
from typing import TYPE_CHECKING

from indexer.bundle.directory import Listed
from indexer.errors import BundleError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK = 1 << 18


class _Unpacked(RawIOBase):
    def __init__(self, handle: int, member: Listed) -> None:
        self._handle = handle
        self._member = member
        self._at = member.data
        self._left = member.packed
        self._size = self._crc = 0
        self._waiting = b""
        self._inflating = zlib.decompressobj(-zlib.MAX_WBITS) if member.deflated else None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer).cast("B")
        data = self._inflated(len(view)) if self._inflating else self._packed(len(view))
        self._size += len(data)
        self._crc = zlib.crc32(data, self._crc)
        if self._size > self._member.size:
            raise self._wrong(f"unpacks to more than {self._member.size:,} bytes, as which it is listed")
        if not data and (self._size, self._crc) != (self._member.size, self._member.crc):
            raise self._wrong("does not unpack to what it is listed as")
        view[: len(data)] = data
        return len(data)

    def _inflated(self, most: int) -> bytes:
        inflating = self._inflating
        assert inflating is not None  # noqa: S101
        while not inflating.eof:
            packed = self._waiting or self._packed(CHUNK)
            try:
                data = inflating.decompress(packed, most)
            except zlib.error as error:
                raise self._wrong("cannot be unpacked") from error
            self._waiting = inflating.unconsumed_tail
            if data:
                return data
            if not packed:
                raise self._wrong("cannot be unpacked: it is cut short")
        if self._left or inflating.unused_data:
            raise self._wrong("has bytes behind its end")
        return b""

    def _packed(self, most: int) -> bytes:
        data = os.pread(self._handle, min(most, self._left), self._at)
        if self._left and not data:
            raise self._wrong("is cut short")
        self._at += len(data)
        self._left -= len(data)
        return data

    def _wrong(self, what: str) -> BundleError:
        return BundleError(f"{self._member.name}: {what}")


def unpacked(handle: int, member: Listed) -> BufferedReader:
    """Return a member's bytes, to be read from an open file. Reading raises BundleError where they are not right."""
    return BufferedReader(_Unpacked(handle, member), CHUNK)
