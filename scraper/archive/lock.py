"""One writer per folder: a lock file that says who holds it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path


class Locked(Exception):
    """Another process holds the lock. The text says which, and since when."""


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold an exclusive lock on a file for as long as the context lasts.

    The system lets go of it when the process ends, however it ends: there is no stale lock to clean up.
    Raises Locked at once if another process has it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="ascii", errors="replace") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read(100).strip() or "another process"
            raise Locked(f"another run is writing there ({holder}); wait until it ends") from None
        file.truncate(0)
        file.write(f"process {os.getpid()}, since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n")
        file.flush()
        yield
