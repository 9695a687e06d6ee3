"""The processes that make facts of many documents, and what becomes of a document that takes one too long."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from select import select
from typing import TypeVar

from indexer.extract.pages import Page
from indexer.facts.text import About
from indexer.facts.worker import SIZE, Answer, answer, question

Key = TypeVar("Key")

SECONDS = 60.0
"""A document may take so long, and a second more for each of its megabytes times ten."""
TOO_LONG = "finding facts in it took longer than {seconds:.0f} seconds"
ENDED = "the process that looked for facts in it was ended"

_START = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from indexer.facts.worker import main
main()
"""


def made_by(
    count: int, documents: Iterable[tuple[Key, tuple[Page, ...], About]], seconds: float = SECONDS
) -> Iterator[tuple[Key, Answer]]:
    """Yield the facts of documents as they are made by so many processes, in no order that means anything."""
    free: SimpleQueue[_Process] = SimpleQueue()
    processes = [_Process(seconds) for _ in range(count)]
    for process in processes:
        free.put(process)

    def ask(pages: tuple[Page, ...], about: About) -> Answer:
        process = free.get()
        try:
            return process.ask(pages, about)
        finally:
            free.put(process)

    try:
        with ThreadPoolExecutor(count) as pool:
            waiting: dict[Future[Answer], Key] = {}
            try:
                for key, pages, about in documents:
                    waiting[pool.submit(ask, pages, about)] = key
                    if len(waiting) >= 2 * count:
                        yield from _done(waiting)
                while waiting:
                    yield from _done(waiting)
            finally:
                for future in waiting:
                    future.cancel()
                for process in processes:
                    process.end()
    finally:
        for process in processes:
            process.end()


def _done(waiting: dict[Future[Answer], Key]) -> Iterator[tuple[Key, Answer]]:
    for future in wait(waiting, return_when=FIRST_COMPLETED).done:
        yield waiting.pop(future), future.result()


class _Process:
    """One process, begun when it is first asked, and anew after a document that it did not survive."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._running: subprocess.Popen[bytes] | None = None

    def ask(self, pages: tuple[Page, ...], about: About) -> Answer:
        """Return the facts of a document, or why there are none."""
        frame = question(pages, about)
        seconds = self._seconds + len(frame) / 100_000
        process = self._running or self._begin()
        assert process.stdin  # noqa: S101
        try:
            _write(process.stdin.fileno(), frame)
            head = _read(process, SIZE, time.monotonic() + seconds)
            return answer(_read(process, int.from_bytes(head, "little"), time.monotonic() + seconds))
        except TimeoutError:
            self.end()
            return b"", TOO_LONG.format(seconds=seconds)
        except (OSError, EOFError, ValueError):
            self.end()
            return b"", ENDED

    def end(self) -> None:
        """End the process, if there is one."""
        process, self._running = self._running, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()

    def _begin(self) -> "subprocess.Popen[bytes]":
        paths = json.dumps([str(Path(path).resolve()) for path in sys.path])
        # A session of its own: Ctrl-C in the terminal is for the parent, which then ends this one.
        self._running = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-I", "-c", _START, paths], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, bufsize=0, start_new_session=True,
        )  # fmt: skip
        return self._running


def _write(pipe: int, frame: bytes) -> None:
    rest = memoryview(frame)
    while rest:
        rest = rest[os.write(pipe, rest) :]


def _read(process: "subprocess.Popen[bytes]", size: int, until: float) -> bytes:
    """Read so many bytes. Raises TimeoutError, or EOFError if the process has ended."""
    assert process.stdout  # noqa: S101
    pipe, parts = process.stdout.fileno(), list[bytes]()
    while size:
        if not select([pipe], [], [], max(0.0, until - time.monotonic()))[0]:
            raise TimeoutError
        part = os.read(pipe, min(size, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
