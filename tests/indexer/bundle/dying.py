"""Exports that are killed: a process of its own, which forks one for each, with a folder of its own.

    python -m tests.indexer.bundle.dying DATA FOLDER POINT...

A point is the number of the write in the middle of which it dies, `rename` or `synced` for the moments before the file
has its name and just after, or a time in seconds, as 0.02s, at which it is killed from outside.
"""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from indexer.bundle.writing import write
from indexer.exports import beside
from indexer.places import Places
from tests.indexer.handing import hand_on


class Ending:
    """A file on which one of the writes comes to its end: half of it is done, and then that happens."""

    def __init__(self, file: IO[bytes], left: int, end: Callable[[], object]) -> None:
        self._file, self.left, self._end = file, left, end

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> "Ending":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, data: bytes) -> int:
        self.left -= 1
        if self.left == 0:
            self._file.write(data[: len(data) // 2])
            self._file.flush()
        if self.left <= 0:
            self._end()
        return self._file.write(data)


def die(*_: object) -> None:
    """End as a power cut ends it."""
    os.kill(os.getpid(), signal.SIGKILL)


def export(data: Path, target: Path, point: str) -> None:
    """Export, and die at a point."""
    if point == "rename":
        Path.rename = die  # type: ignore[method-assign, assignment]
    elif point == "synced":
        beside.sync_folder = die  # type: ignore[assignment]
    elif point.isdigit():
        real = os.fdopen
        beside.os.fdopen = lambda *given: Ending(real(*given), int(point), die)  # type: ignore[assignment, misc]
    hand_on(write, Places(data), target, files=True, tags=True)


def main(data: Path, folder: Path, *points: str) -> None:
    """Export into a folder for each point."""
    for point in points:
        (folder / point).mkdir()
        child = os.fork()
        if not child:
            export(data, folder / point / "a.foi", point)
            os._exit(0)
        if point.endswith("s"):
            time.sleep(float(point[:-1]))
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]), *sys.argv[3:])
