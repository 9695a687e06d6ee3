"""A process with the extractors imported, which forks a child for each file and outlives it.

A fork costs milliseconds where importing pdfplumber costs 0.4 s. It takes one job at a time; the parent says
when a job is over, and the child's process group is killed then, or when the parent is gone.
"""

import contextlib
import gc
import importlib
import json
import os
import signal
import socket

from indexer.extract import unfolding, wire
from indexer.extract.limits import Limits, allow_last_words, confine
from indexer.extract.registry import Reader, load

LONGEST = 1 << 16
"""Bytes of a line between parent and nursery."""
LOOK_ROUND = 2.0
"""Seconds between a child's looks whether its nursery is still there."""


def main(control: int, modules: list[str]) -> None:
    """Serve jobs until the parent closes its end."""
    line = socket.socket(fileno=control)
    for module in modules:
        with contextlib.suppress(ImportError):  # said later, by the file that needs it
            importlib.import_module(module)
    gc.collect()
    gc.freeze()  # what is shared with the children stays shared
    tell(line, {"ready": True})
    while (job := hear(line))[0]:
        _serve(line, *job)


def _serve(line: socket.socket, job: wire.Message, files: list[int]) -> None:
    nursery, child = os.getpid(), os.fork()
    if child == 0:
        _live(nursery, line, job, *files)
    for file in files:
        os.close(file)
    try:
        tell(line, {"child": child})
        hear(line)  # the job is over, or the parent is
    finally:
        status = _end(child)
    tell(line, {"status": status})


def _end(child: int) -> int:
    """Kill the child with all that it started; return its wait status, its own if it had ended already."""
    for kill in (os.killpg, os.kill):  # it has no group of its own yet if it was ended as it began
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def _live(nursery: int, line: socket.socket, job: wire.Message, document: int, pipe: int, answers: int) -> None:
    """The child's whole life: it never returns."""
    try:
        os.setsid()
        line.close()
        _end_with(nursery)
        limits = Limits(**job["limits"])
        confine(limits)
        _read(Reader(*job["reader"]), job, limits, document, pipe, answers)
    finally:
        os._exit(0)


def _end_with(nursery: int) -> None:
    """End this child soon after its nursery, should that be killed and not get to kill its child."""

    def look(_signal: int, _frame: object) -> None:
        if os.getppid() != nursery:
            os._exit(1)

    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, LOOK_ROUND, LOOK_ROUND)


def _read(reader: Reader, job: wire.Message, limits: Limits, document: int, pipe: int, answers: int) -> None:
    """Send every page and what else the job asks for, then the end or the reason why there is none."""
    try:
        extractor = load(reader)
        with open(document, "rb") as file:
            body = file.read()
        wanted = job.get("wanted")
        if wanted:
            messages = unfolding.find(extractor, body, limits, wanted, job.get("inside", ""))
        else:
            begin = (job.get("skip", 0), job.get("start", 0))
            messages = unfolding.messages(extractor, body, limits, *begin, lambda: wire.is_known(answers))
        for message in messages:
            wire.send(pipe, message)
        last: wire.Message = {"end": True}
    except BaseException as exc:  # noqa: BLE001 - whatever a library raises is about this file only
        if isinstance(exc, MemoryError):
            allow_last_words()
        last = unfolding.failure(exc, limits)
    wire.send(pipe, last)


def tell(line: socket.socket, message: wire.Message, files: tuple[int, ...] = ()) -> None:
    """Send one line, and open files with it. Raises OSError if nobody is there."""
    data = json.dumps(message).encode() + b"\n"
    sent = socket.send_fds(line, [data], list(files)) if files else 0
    line.sendall(data[sent:])


def hear(line: socket.socket) -> tuple[wire.Message, list[int]]:
    """Receive one line and the files that came with it; an empty one if the other side is gone."""
    data, files = b"", list[int]()
    while not data.endswith(b"\n"):
        try:
            more, came, _, _ = socket.recv_fds(line, LONGEST, 3)
        except ConnectionError:
            more, came = b"", []
        files += came
        data += more
        if not more or len(data) > LONGEST:
            return {}, files
    message = json.loads(data)
    return (message if isinstance(message, dict) else {}), files
