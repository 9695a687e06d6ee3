"""Locks on what is in the cache: those who search share one, and who makes or removes it is alone."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def locked(path: Path, waiting: Callable[[], None]) -> Iterator[Callable[[int], None]]:
    """Hold a shared lock on a file, and yield what changes it into another kind. Who must wait is told so."""
    while True:
        with path.open("a") as file:

            def lock(kind: int, file: IO[str] = file) -> None:
                try:
                    fcntl.flock(file, kind | fcntl.LOCK_NB)
                except BlockingIOError:
                    waiting()
                    fcntl.flock(file, kind)

            lock(fcntl.LOCK_SH)
            if is_at(file, path):  # else it was swept away before it was locked
                yield lock
                return


def is_at(file: IO[str], path: Path) -> bool:
    """Tell whether an open file is still the one of that name."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False
