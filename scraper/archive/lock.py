"""One writer per folder: a lock file that says who holds it."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

LOOKS, LOOK_SECONDS = 3, 0.05
"""Somebody who only asks who holds the lock has it for an instant: look again before giving up."""

LONGEST = 200


class Locked(Exception):
    """Another process holds the lock. The text says which, and since when."""


@contextmanager
def lock(path: Path, doing: str = "") -> Iterator[None]:
    """Hold an exclusive lock on a file for as long as the context lasts.

    The system lets go of it when the process ends, however it ends: what a killed process wrote into the file
    locks nobody out. Raises Locked at once if another process has it; `doing` is what that one would be told.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8", errors="replace") as file:
        if not _got(file, fcntl.LOCK_EX):
            raise Locked(f"{_said(file)} is writing there; wait until it ends")
        file.truncate(0)
        file.write(f"{doing or 'another run'} (pid {os.getpid()}, since {datetime.now(UTC):%Y-%m-%d %H:%M} UTC)\n")
        file.flush()
        yield


def holder(path: Path) -> str:
    """Return who holds the lock on a file, "" if nobody does."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return "" if _got(file, fcntl.LOCK_SH) else _said(file)
    except FileNotFoundError:
        return ""


def _got(file: IO[str], kind: int) -> bool:
    for look in range(LOOKS):
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(LOOK_SECONDS if look + 1 < LOOKS else 0)
        else:
            return True
    return False


def _said(file: IO[str]) -> str:
    file.seek(0)
    return " ".join(file.read(LONGEST).split()) or "another process"
