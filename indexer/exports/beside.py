"""Writing a file beside its place, and renaming it: what has the name is whole."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from indexer.errors import ExportError
from scraper.archive.blobs import sync_folder

SUFFIX = ".part"


@contextmanager
def beside(target: Path) -> Iterator[IO[bytes]]:
    """Give a file to write to that takes the target's place at the end, on the disk before it has the name.

    If the context is left by an error there is no trace of it; what a killed run left is swept by the next one.
    Raises ExportError if it cannot be written.
    """
    try:
        _sweep(target)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=SUFFIX)
    except OSError as error:
        raise told(target, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # whoever sweeps sees that somebody is at it
            yield file
            file.flush()
            os.fsync(file.fileno())
            temporary.chmod(0o666 & ~umask())
            temporary.rename(target)
        sync_folder(target.parent)
    except OSError as error:
        raise told(target, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def _sweep(target: Path) -> None:
    """Remove what killed runs left of this target: what nobody has locked."""
    for left in target.parent.glob(f".{literal(target.name)}.*{SUFFIX}"):
        with suppress(OSError), left.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            left.unlink()


def literal(name: str) -> str:
    """Return a name for glob that means itself."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def umask() -> int:
    """Return what is taken from the rights of new files; it can only be asked for by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def told(target: Path, error: OSError) -> ExportError:
    """Say what went wrong in the words of the system."""
    return ExportError(f"{target} cannot be written: {error.strerror or error}; nothing was left of it")
