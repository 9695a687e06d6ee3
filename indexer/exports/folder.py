"""Writing a folder beside its place, and renaming it: what has the name is whole."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from indexer.errors import ExportError
from indexer.exports.beside import SUFFIX, literal, prefix, told, umask
from scraper.archive.blobs import sync_folder


@contextmanager
def folder_beside(target: Path, *, may_replace: Callable[[Path], bool]) -> Iterator[Path]:
    """Give a folder to fill that takes the target's place at the end, on the disk before it has the name.

    What is there already is replaced if it is an empty folder, or one of which `may_replace` says so. If the context
    is left by an error there is no trace of it; what a killed run left is swept by the next one. Raises ExportError
    if it cannot be written, or would replace something else.
    """
    target = target.absolute()
    if os.path.lexists(target) and not _is_replaceable(target, may_replace):
        raise ExportError(f"{target} is there and was not written by an export of this kind; name another folder")
    try:
        _sweep(target)
        lock, temporary = _begun(target)
    except OSError as error:
        raise told(target, error) from error
    try:
        yield temporary
        temporary.chmod(0o777 & ~umask())
        os.sync()  # thousands of small files: syncing each took longer than writing all
        _take_place(temporary, target)
        sync_folder(target.parent)
    except OSError as error:
        raise told(target, error) from error
    finally:
        os.close(lock)
        shutil.rmtree(temporary, ignore_errors=True)


def _is_replaceable(target: Path, may_replace: Callable[[Path], bool]) -> bool:
    if target.is_symlink() or not target.is_dir():
        return False
    return may_replace(target) or not any(target.iterdir())


def _begun(target: Path) -> tuple[int, Path]:
    """Return a folder of no other, locked: whoever sweeps sees that somebody is at it."""
    while True:
        temporary = _made(target)
        with suppress(FileNotFoundError):  # somebody swept it in the moment before it was locked
            lock = os.open(temporary, os.O_RDONLY | os.O_DIRECTORY)
            fcntl.flock(lock, fcntl.LOCK_EX)
            if os.fstat(lock).st_nlink:
                return lock, temporary
            os.close(lock)


def _take_place(temporary: Path, target: Path) -> None:
    """Rename; what stood there is moved aside first and removed after, for a full folder cannot be renamed over."""
    if not target.exists():
        temporary.rename(target)
        return
    old = _made(target)
    target.rename(old)
    try:
        temporary.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old)


def _made(target: Path) -> Path:
    return Path(tempfile.mkdtemp(dir=target.parent, prefix=prefix(target), suffix=SUFFIX))


def _sweep(target: Path) -> None:
    """Remove what killed runs left of this target: what nobody has locked."""
    for left in target.parent.glob(f"{literal(prefix(target))}*{SUFFIX}"):
        with suppress(OSError):
            handle = os.open(left, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left)
            finally:
                os.close(handle)
