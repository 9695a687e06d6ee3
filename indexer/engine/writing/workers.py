"""The processes of a large write: each gets what it can take, and gives back the segment it made of it."""

import fcntl
import json
import marshal
import os
import subprocess
import sys
from array import array
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from select import POLLOUT, poll
from typing import Any, NoReturn

from indexer.engine.interface import Entry
from indexer.engine.segments.listing import Listed
from indexer.engine.writing.memory import share
from indexer.engine.writing.worker import message, plain, remove_segments
from indexer.engine.writing.written import Written
from indexer.errors import DamagedIndex, IndexerError

BATCH = 1 << 18
"""Characters of text sent at once."""

PIPE = 1 << 20
"""Bytes that wait in a pipe while a process writes a segment."""

_ALLOCATION = {"MALLOC_MMAP_THRESHOLD_": str(1 << 18)}
"""Large arrays are given back to the system at once: glibc would learn to keep them, and take half as much again."""

_START = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from indexer.engine.writing.worker import main
main(*sys.argv[2:])
"""


def write_by(count: int, folder: Path, entries: Iterable[Entry], name: str, memory_mb: int) -> list[Written]:
    """Have so many processes write the entries; return what they wrote.

    If one fails, or the entries do, all are ended and what they wrote is removed. Raises what the process raised,
    be it OSError or MemoryError; IndexerError if it was ended from outside.
    """
    workers: list[_Worker] = []
    try:
        memory = share(memory_mb, count)
        workers += [_Worker(folder, f"{name}{chr(ord('a') + number)}", memory) for number in range(count)]
        for batch in _batches(entries):
            _first_free(workers).give(batch)
        for worker in workers:
            _until_free(worker).give(message([]))
        for worker in workers:
            _until_free(worker).finish()
        return [written for worker in workers for written in worker.result()]
    except BaseException:
        for worker in workers:
            worker.end()
        for worker in workers:
            worker.remove()
        raise


class _Worker:
    """One process."""

    def __init__(self, folder: Path, prefix: str, memory: int) -> None:
        self._folder, self._prefix = folder, prefix
        self._waiting = memoryview(b"")
        paths = json.dumps([str(Path(path).resolve()) for path in sys.path])
        # A session of its own: Ctrl-C in the terminal is for the parent, which then ends this one.
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-I", "-c", _START, paths, str(folder), prefix, str(memory)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0,
            start_new_session=True, env=os.environ | _ALLOCATION,
        )  # fmt: skip
        assert self._process.stdin  # noqa: S101
        self.pipe = self._process.stdin.fileno()
        os.set_blocking(self.pipe, False)
        with suppress(OSError, AttributeError):  # a system may allow less; then it waits more often
            fcntl.fcntl(self.pipe, fcntl.F_SETPIPE_SZ, PIPE)

    @property
    def free(self) -> bool:
        """Whether all that was given has been taken."""
        return not self._waiting

    def give(self, data: bytes) -> None:
        """Have some bytes sent, as soon as they can be."""
        self._waiting = memoryview(data)
        self.send()

    def send(self) -> None:
        """Send as much as is taken now. Raises what the process failed of, if it is gone."""
        try:
            while self._waiting:
                self._waiting = self._waiting[os.write(self.pipe, self._waiting) :]
        except BlockingIOError:
            return
        except BrokenPipeError:
            self._failed()

    def finish(self) -> None:
        """Say that nothing more comes."""
        assert self._process.stdin  # noqa: S101
        self._process.stdin.close()

    def result(self) -> list[Written]:
        """Wait for what was written."""
        answer = self._answer()
        if answer[0] != "written":
            _raise(answer)
        written = []
        for name, documents, numbers in answer[1]:
            order = array("Q")
            order.frombytes(numbers)
            written.append(Written(Listed(name, documents), order))
        return written

    def end(self) -> None:
        """End the process, if it has not ended yet."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()

    def remove(self) -> None:
        """Remove what it wrote."""
        remove_segments(self._folder, self._prefix)

    def _answer(self) -> tuple[Any, ...]:
        assert self._process.stdout  # noqa: S101
        with self._process.stdout as pipe:
            data = b"".join(iter(lambda: pipe.read(PIPE), b""))
        status = self._process.wait()
        try:
            answer: tuple[Any, ...] = marshal.loads(data)  # noqa: S302 - from a process that we started
        except (EOFError, ValueError, TypeError):
            raise IndexerError(
                f"a process that wrote the index was ended from outside (status {status}); nothing was changed:"
                " run it again, with less memory (or fewer processes) if the system had too little"
            ) from None
        return answer

    def _failed(self) -> NoReturn:
        answer = self._answer()
        _raise(answer)


def _raise(answer: tuple[Any, ...]) -> NoReturn:
    kind, *details = answer
    if kind == "OSError":
        number, text, name = details
        raise OSError(number, text, name or None)
    if kind == "MemoryError":
        raise MemoryError
    error = DamagedIndex if kind == DamagedIndex.__name__ else IndexerError
    raise error(f"a process that wrote the index failed ({kind}: {details[0] if details else ''})")


def _batches(entries: Iterable[Entry]) -> Iterator[bytes]:
    rows = []
    size = 0
    for order, entry in enumerate(entries):
        rows.append(plain(order, entry))
        size += sum(map(len, entry.pages)) + len(entry.heading) + 1_000
        if size > BATCH:
            yield message(rows)
            rows, size = [], 0
    if rows:
        yield message(rows)


def _first_free(workers: list[_Worker]) -> _Worker:
    """Wait until a process has taken what it was given."""
    while True:
        for worker in workers:
            if worker.free:
                workers.remove(worker)
                workers.append(worker)  # the one that got something longest ago comes first
                return worker
        _send_on(workers)


def _until_free(worker: _Worker) -> _Worker:
    while not worker.free:
        _send_on([worker])
    return worker


def _send_on(workers: list[_Worker]) -> None:
    """Wait until one of them takes something, and send it. A pipe whose reader is gone is told as well."""
    by_pipe = {worker.pipe: worker for worker in workers if not worker.free}
    waiting = poll()
    for pipe in by_pipe:
        waiting.register(pipe, POLLOUT)
    for pipe, _ in waiting.poll():
        by_pipe[pipe].send()
