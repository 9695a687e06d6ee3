"""A bundle, opened to be read: its members by name, checked and bounded. Nothing is unpacked to a file by its name."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import IO, Any, cast

from indexer.bundle.directory import Directory, Listed, read_directory
from indexer.bundle.inflating import unpacked
from indexer.bundle.layout import ABOUT, FILES, FORMAT, MANIFEST, PAGES, VERSION, file_name
from indexer.bundle.limits import Limits
from indexer.bundle.manifests import digests_of
from indexer.bundle.objects import object_of
from indexer.errors import BundleError, BundleRefused

CHUNK = 1 << 20


class Bundle:
    """An open bundle. Its lists of members are sound; what its members say is checked as they are read."""

    def __init__(self, path: Path, file: IO[bytes], limits: Limits) -> None:
        self.path = path
        self.directory: Directory = read_directory(file, limits)
        self.limits = limits
        self._file = file
        self._members = {member.name: member for member in self.directory.members}

    @cached_property
    def about(self) -> dict[str, Any]:
        """What the bundle says of itself. Raises BundleError if it is of another version."""
        body = self.small(ABOUT, self.limits.about)
        about = object_of(body, ABOUT, self.limits)
        if about.get("format") != FORMAT:
            raise BundleError(f"{ABOUT}: is not of a bundle made by `foi export`")
        if about.get("version") != VERSION or isinstance(about["version"], float):
            said = str(about.get("version"))[:10]
            raise BundleRefused(f"{ABOUT}: is of format version {said!a}; this foi-index reads {VERSION}")
        counts = about.get("counts")
        if not isinstance(counts, dict) or not all(type(count) is int and count >= 0 for count in counts.values()):
            raise BundleError(f"{ABOUT}: has no counts")
        return about

    @cached_property
    def manifest(self) -> dict[str, str]:
        """The SHA-256 of every member of the payload, by its name, as the bag's manifest has it."""
        return self.digests(MANIFEST)

    def digests(self, name: str) -> dict[str, str]:
        """Read a manifest. Raises BundleError if it is none."""
        with self.open(name) as file:
            return digests_of(file, name, len(self._members))

    def has(self, name: str) -> bool:
        """Tell whether there is a member of that name."""
        return name in self._members

    def member(self, name: str) -> Listed:
        """Return what is listed of a member. Raises BundleError if there is none."""
        if name not in self._members:
            raise BundleError(f"{name}: is missing")
        return self._members[name]

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Open a member to read it unpacked; several may be open. Raises BundleError, here or while it is read."""
        with closing(unpacked(self._file.fileno(), self.member(name))) as file:
            yield cast("IO[bytes]", file)

    def small(self, name: str, most: int) -> bytes:
        """Return all of a member that has no more than so many bytes. Raises BundleError."""
        if self.member(name).size > most:
            raise BundleError(f"{name}: has over {most:,} bytes: no bundle has such a one")
        with self.open(name) as file:
            return file.read()

    def lines(self, name: str) -> Iterator[dict[str, Any]]:
        """Yield the objects of a member of lines; none if it is not there. Raises BundleError, with the line."""
        if not self.has(name):
            return
        most = self.limits.line
        with self.open(name) as file:
            number = 0
            while line := file.readline(most + 1):
                where = f"{name}, line {(number := number + 1):,}"
                if len(line) > most:
                    raise BundleError(f"{where}: has over {most:,} bytes: no bundle has such a line")
                if not line.endswith(b"\n"):
                    raise BundleError(f"{where}: has no end")
                yield object_of(line, where, self.limits, halves=name == PAGES)

    def files(self) -> Iterator[tuple[str, int]]:
        """Yield the digest, and the size, of each original in it, by their names."""
        for member in self.directory.members:
            if member.name.startswith(FILES):
                yield member.name.rpartition("/")[2], member.size

    @contextmanager
    def file(self, digest: str) -> Iterator[IO[bytes]]:
        """Open an original. That its bytes have that digest is for the reader to see."""
        with self.open(file_name(digest)) as file:
            yield file

    def problems(self, progress: Callable[[int], None] = lambda _: None) -> Iterator[str]:
        """Read every byte of the file and yield which member is not as it was written; the seal comes last."""
        sealed = hashlib.sha256()
        self._file.seek(0)
        for member in self.directory.members:
            digest = hashlib.sha256()
            for chunk in _chunks(self._file, member.ends - member.begins):
                digest.update(chunk)
                sealed.update(chunk)
                progress(len(chunk))
            if digest.digest() != member.digest:
                yield f"{member.name}: is not as it was written"
        for chunk in _chunks(self._file, self.directory.sealed - self.directory.ends):
            sealed.update(chunk)
        if sealed.hexdigest() != self.directory.seal:
            yield "the list of members at its end, or its seal, is not as it was written"


@contextmanager
def opened(path: Path, limits: Limits | None = None) -> Iterator[Bundle]:
    """Open a bundle. Raises BundleError, with the file's name, for whatever cannot be read of it meanwhile."""
    if path.exists() and not path.is_file():
        raise BundleError(f"{path}: is no file")  # to open a pipe would be to wait for whoever writes to it
    try:
        with path.open("rb") as file:
            yield Bundle(path, file, limits or Limits())
    except BundleError as error:
        raise type(error)(f"{path}: {error}") from error
    except OSError as error:
        raise BundleError(f"{path} cannot be read: {error.strerror or error}") from error


def _chunks(file: IO[bytes], length: int) -> Iterator[bytes]:
    while length:
        chunk = file.read(min(CHUNK, length))
        if not chunk:
            raise BundleError("was cut short while it was read")
        length -= len(chunk)
        yield chunk
