"""The zip of a bundle: the same members give the same bytes, and every byte of them is under a digest."""

import hashlib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import IO, Self

from indexer.bundle.layout import FOLDER, MODE, SEAL_LENGTH, TIME, UNIX, extra_of, seal

CHUNK = 1 << 20


@dataclass(slots=True)
class Member:
    """What was written of a member so far: its name within the bag, its size unpacked, and the digest of that."""

    name: str
    size: int = 0
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)
    file: IO[bytes] | None = None

    def write(self, data: bytes) -> None:
        """Write more of it."""
        self.size += len(data)
        self.digest.update(data)
        if self.file:
            self.file.write(data)


class SealedZip:
    """Members, one after another, into a file that can be read back; as a context, sealed at its end."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._all = hashlib.sha256()
        self._extras: dict[str, bytes] = {}

    @contextmanager
    def member(self, name: str, *, packed: bool = True, size: int | None = None) -> Iterator[Member]:
        """Give a member to write to. A `size` that is known beforehand saves twenty bytes."""
        info = zipfile.ZipInfo(FOLDER + name, TIME)
        info.external_attr, info.create_system = MODE, UNIX
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        begins = self._file.tell()
        with self._zip.open(info, "w", force_zip64=size is None or size >= 1 << 31) as file:
            yield (member := Member(name, file=file))
        member.file = None
        self._extras[info.filename] = extra_of(self._read_from(begins))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._seal()
        else:
            with suppress(OSError, ValueError):  # else zipfile tries it once more as it is collected, and complains
                self._zip.close()

    def _seal(self) -> None:
        """Write the central directory, and the seal over everything."""
        for info in self._zip.infolist():
            info.extra = self._extras[info.filename]
        self._zip.comment = bytes(SEAL_LENGTH)
        begins = self._file.tell()
        self._zip.close()
        ends = self._file.tell() - SEAL_LENGTH
        self._read_from(begins, ends)
        self._file.seek(ends)
        self._file.write(seal(self._all))

    def _read_from(self, begins: int, ends: int | None = None) -> bytes:
        """Return the digest of what was written from a place on, which is also taken into the seal's."""
        ends = self._file.tell() if ends is None else ends
        digest = hashlib.sha256()
        self._file.flush()
        self._file.seek(begins)
        left = ends - begins
        while left:
            chunk = self._file.read(min(left, CHUNK))
            digest.update(chunk)
            self._all.update(chunk)
            left -= len(chunk)
        self._file.seek(ends)
        return digest.digest()
