"""Blobs: bytes kept under the name of their digest, written once and never changed."""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from scraper.archive.records import ArchiveError, Digest, digest_of

READ_ONLY = 0o444


class Blobs:
    """A folder of blobs: `ab/abcdef...`, by the first two characters of the digest."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, digest: Digest) -> Path:
        """Return where a blob is, or would be."""
        return self._folder / digest[:2] / digest

    def has(self, digest: Digest) -> bool:
        """Tell whether the blob is there; nothing is said of its bytes."""
        return self.path(digest).is_file()

    def read(self, digest: Digest) -> bytes:
        """Return the bytes. Raises ArchiveError if they are missing or are no longer what was written."""
        try:
            body = self.path(digest).read_bytes()
        except FileNotFoundError:
            raise ArchiveError(f"the bytes of {digest[:12]} are not in the archive ({self.path(digest)})") from None
        if digest_of(body) != digest:
            raise ArchiveError(f"{self.path(digest)} is damaged; `foi verify` lists all damage")
        return body

    def put(self, body: bytes) -> Digest:
        """Keep bytes and return their digest; when this returns they are on the disk.

        Order matters: file, its bytes synced, its name, the folder synced. A crash leaves the blob whole or
        absent, and at worst a temporary file, never a name with half of the bytes.
        """
        digest = digest_of(body)
        if not self._is_there(digest, len(body)):
            self._write([body], self.path(digest))
        return digest

    def take(self, chunks: Iterable[bytes], digest: Digest, size: int) -> bool:
        """Keep bytes that come piece by piece, as `put` does; return whether they are new.

        Raises ArchiveError, and keeps nothing, if they are not of that digest and size.
        """
        if self._is_there(digest, size):
            return False
        self._write(_seen_to_fit(chunks, digest, size), self.path(digest))
        return True

    def _is_there(self, digest: Digest, size: int) -> bool:
        target = self.path(digest)
        return target.is_file() and target.stat().st_size == size

    def _write(self, chunks: Iterable[bytes], target: Path) -> None:
        fresh_folder = not target.parent.is_dir()
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=self._folder, prefix="tmp-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(chunks)
                file.flush()
                os.fchmod(file.fileno(), READ_ONLY)
                os.fsync(file.fileno())
            Path(temporary).rename(target)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                Path(temporary).unlink()
            raise
        sync_folder(target.parent)
        if fresh_folder:
            sync_folder(self._folder)

    def remove(self, digest: Digest) -> None:
        """Remove a blob for good, if it is there. Only for what is to be forgotten."""
        path = self.path(digest)
        if path.exists():
            path.unlink()
            sync_folder(path.parent)

    def all(self) -> Iterator[Digest]:
        """Yield the digest of every blob, in order of name."""
        for folder in sorted(self._folder.glob("[0-9a-f][0-9a-f]")):
            for file in sorted(folder.iterdir()):
                yield Digest(file.name)

    def sweep(self) -> None:
        """Remove what a crash left half-written. Only the holder of the writer's lock may call this."""
        for leftover in self._folder.glob("tmp-*"):
            leftover.unlink(missing_ok=True)


def _seen_to_fit(chunks: Iterable[bytes], digest: Digest, size: int) -> Iterator[bytes]:
    """Yield bytes on. Raises ArchiveError, behind the last or at the first too many, if they are not these."""
    hashed, length = hashlib.sha256(), 0
    for chunk in chunks:
        hashed.update(chunk)
        length += len(chunk)
        if length > size:
            break
        yield chunk
    if length != size or hashed.hexdigest() != digest:
        raise ArchiveError(f"the bytes given for {digest[:12]} are others; they were not kept")


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut: POSIX asks for an fsync of the folder itself."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
