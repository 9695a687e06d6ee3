"""Keeps the cache small: what was not searched for longest goes, and what a killed run left."""

import fcntl
import shutil
from contextlib import suppress
from pathlib import Path

from indexer.federation.locks import is_at


def sweep(folder: Path, most: int) -> None:
    """Remove what was not searched for longest, until the rest is small enough; and what a killed run left.

    What somebody searches stays.
    """
    latest = sorted((path for path in folder.glob("[0-9a-f]*") if path.is_dir()), key=_used, reverse=True)
    room = most
    for path in latest:
        room -= _size(path)
        if room < 0 or path.suffix:
            _remove(path, folder / f"{path.stem}.lock")


def _remove(path: Path, locked: Path) -> None:
    """Remove a folder and its lock, unless somebody holds that."""
    with locked.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        if is_at(file, locked):
            cleared(path)
            locked.unlink(missing_ok=True)


def cleared(folder: Path) -> None:
    """Remove a folder that may not be there."""
    with suppress(FileNotFoundError):
        shutil.rmtree(folder)


def _used(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _size(path: Path) -> int:
    return sum(_bytes(file) for file in path.rglob("*"))


def _bytes(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0
