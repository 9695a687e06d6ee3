"""Writing a file beside its place, and renaming it: what has the name is whole."""

import errno
import fcntl
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from indexer.errors import ExportError
from scraper.archive.blobs import sync_folder

SUFFIX = ".part"
LONGEST = 50
"""Characters of the target's name that are in a temporary's: names have 255 bytes, a character has up to four."""


@contextmanager
def beside(target: Path) -> Iterator[IO[bytes]]:
    """Give a file to write to that takes the target's place at the end, on the disk before it has the name.

    If the context is left by an error there is no trace of it; what a killed run left is swept by the next one.
    Raises ExportError if it cannot be written.
    """
    with _begun_and_ended(target) as (file, _):
        yield file


@contextmanager
def beside_path(target: Path) -> Iterator[Path]:
    """Give the path of such a file, for what writes by itself; all else is as with `beside`."""
    with _begun_and_ended(target) as (_, path):
        yield path


@contextmanager
def _begun_and_ended(target: Path) -> Iterator[tuple[IO[bytes], Path]]:
    target = target.resolve()  # where a link leads, if it is one
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        _sweep(target)
        handle, temporary = _begun(target)
    except OSError as error:
        raise told(target, error) from error
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file, temporary
            file.flush()
            os.fsync(handle)
            os.fchmod(handle, _mode(target))
            temporary.rename(target)
        sync_folder(target.parent)
    except OSError as error:
        raise told(target, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def _begun(target: Path) -> tuple[int, Path]:
    """Return a file of no other, locked: whoever sweeps sees that somebody is at it."""
    while True:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=prefix(target), suffix=SUFFIX)
        fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink:
            return handle, Path(name)
        os.close(handle)  # somebody swept it in the moment before it was locked


def _sweep(target: Path) -> None:
    """Remove what killed runs left of this target: what nobody has locked."""
    for left in target.parent.glob(f"{literal(prefix(target))}*{SUFFIX}"):
        with suppress(OSError), left.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            left.unlink()


def literal(name: str) -> str:
    """Return a name for glob that means itself."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def prefix(target: Path) -> str:
    """Return how the names of a target's temporary files begin: hidden, and never too long for a name."""
    return f".{target.name[:LONGEST]}."


def _mode(target: Path) -> int:
    """Return the mode of what was there; of a new file, what the person has set for new files."""
    with suppress(OSError):
        return stat.S_IMODE(target.stat().st_mode)
    return 0o666 & ~umask()


def umask() -> int:
    """Return what is taken from the rights of new files; it can only be asked for by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def told(target: Path, error: OSError) -> ExportError:
    """Say what went wrong in the words of the system, and what to do about it."""
    room = "; make room and run this again" if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) else ""
    return ExportError(f"{target} cannot be written: {error.strerror or error}; nothing was left of it{room}")
