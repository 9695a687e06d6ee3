"""A bundle, opened to be read: its members by name, checked and bounded. Nothing is unpacked to a file by its name."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import IO, Any

from indexer.bundle.directory import Directory, read_directory
from indexer.bundle.layout import ABOUT, FILES, FOLDER, FORMAT, MANIFEST, VERSION, file_name
from indexer.bundle.limits import Limits
from indexer.errors import BundleError

CHUNK = 1 << 20
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError)


class Bundle:
    """An open bundle. Its lists of members are sound; what its members say is checked as they are read."""

    def __init__(self, path: Path, file: IO[bytes], limits: Limits) -> None:
        self.path = path
        self.directory: Directory = read_directory(file, limits)
        self._file = file
        self._zip = zipfile.ZipFile(file)
        self._limits = limits

    @cached_property
    def about(self) -> dict[str, Any]:
        """What the bundle says of itself. Raises BundleError if it is of another version."""
        (about,) = [*self._lines(ABOUT, whole=True)] or [{}]
        if about.get("format") != FORMAT:
            raise BundleError(f"{ABOUT}: is not of a bundle made by `foi export`")
        if about.get("version") != VERSION:
            said = str(about.get("version"))[:10]
            raise BundleError(f"{ABOUT}: is of format version {said}; this foi-index reads {VERSION}")
        return about

    @cached_property
    def manifest(self) -> dict[str, str]:
        """The SHA-256 of every member of the payload, by its name, as the bag's manifest has it."""
        return self.digests(MANIFEST)

    def digests(self, name: str) -> dict[str, str]:
        """Read a manifest. Raises BundleError if it is none."""
        found: dict[str, str] = {}
        with self.open(name) as file:
            for number, line in enumerate(file, 1):
                digest, _, member = line.rstrip(b"\n").partition(b"  ")
                if len(digest) != 64 or not member or not line.endswith(b"\n"):
                    raise BundleError(f"{name}, line {number:,}: is not a digest and a name")
                found[member.decode("utf-8", "replace")] = digest.decode("ascii", "replace")
        return found

    def has(self, name: str) -> bool:
        """Tell whether there is a member of that name."""
        return FOLDER + name in self._zip.NameToInfo

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Open a member to read it unpacked. Raises BundleError, here or while it is read, if it cannot be."""
        try:
            with self._zip.open(FOLDER + name) as file:
                yield file
        except KeyError:
            raise BundleError(f"{name}: is missing") from None
        except _UNREADABLE as error:
            raise BundleError(f"{name}: cannot be unpacked: {' '.join(str(error).split())[:200]}") from error

    def lines(self, name: str) -> Iterator[dict[str, Any]]:
        """Yield the objects of a member of lines; none if it is not there. Raises BundleError, with the line."""
        if self.has(name):
            yield from self._lines(name)

    def _lines(self, name: str, *, whole: bool = False) -> Iterator[dict[str, Any]]:
        most = self._limits.line
        with self.open(name) as file:
            number = 0
            while line := file.read(most + 1) if whole else file.readline(most + 1):
                number += 1
                if len(line) > most:
                    raise BundleError(f"{name}, line {number:,}: has over {most:,} bytes: no bundle has such a line")
                yield _object(line, f"{name}, line {number:,}", self._limits.nesting)

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
        for member, ends in self.directory.places():
            digest = hashlib.sha256()
            for chunk in _chunks(self._file, ends - member.begins):
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
    try:
        with path.open("rb") as file:
            yield Bundle(path, file, limits or Limits())
    except BundleError as error:
        raise BundleError(f"{path}: {error}") from error
    except OSError as error:
        raise BundleError(f"{path} cannot be read: {error.strerror or error}") from error


def _chunks(file: IO[bytes], length: int) -> Iterator[bytes]:
    while length:
        chunk = file.read(min(CHUNK, length))
        if not chunk:
            raise BundleError("was cut short while it was read")
        length -= len(chunk)
        yield chunk


def _object(line: bytes, where: str, nesting: int) -> dict[str, Any]:
    """Read one object. Raises BundleError if it is none, has a name twice, a number that is none, or is nested deep."""
    try:
        form = json.loads(line, object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise BundleError(f"{where}: is no JSON object ({str(error)[:80]})") from error
    if not isinstance(form, dict):
        raise BundleError(f"{where}: is no JSON object")
    if _depth(form, nesting) > nesting:
        raise BundleError(f"{where}: is nested deeper than {nesting}")
    return form


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    form = dict(pairs)
    if len(form) != len(pairs):
        raise ValueError("a name stands in it twice")
    return form


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number of JSON")


def _depth(value: object, most: int) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    if inner is None or most < 0:
        return 0 if inner is None else 1
    return 1 + max((_depth(one, most - 1) for one in inner), default=0)
