"""The parent's side of a nursery: start it, give it jobs, end it."""

import contextlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from indexer.extract import wire
from indexer.extract.nursery import hear, tell

Told = TypeVar("Told")

_START = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from indexer.extract.nursery import main; "
_START += "main(int(sys.argv[2]), json.loads(sys.argv[3]))"
_READY_SECONDS = 120.0
_ANSWER_SECONDS = 20.0


class NurseryLost(Exception):
    """The process that forks the readers is gone."""


class Nursery:
    """One nursery process, and the line to it."""

    def __init__(self, modules: Iterable[str]) -> None:
        self.jobs = 0
        self._line, theirs = socket.socketpair()
        paths = [str(Path(path).resolve()) for path in sys.path]
        arguments = (json.dumps(paths), str(theirs.fileno()), json.dumps(list(modules)))
        with theirs:
            # A session of its own: Ctrl-C in the terminal is for the parent, which then ends this one.
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-I", "-c", _START, *arguments],
                pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        self._line.settimeout(_READY_SECONDS)
        try:
            self._hear("ready")
        except BaseException:
            self.close()
            raise
        self._line.settimeout(_ANSWER_SECONDS)

    def run(self, job: wire.Message, document: int, watch: Callable[[int, int], Told]) -> tuple[Told, int]:
        """Have a child read an open file while `watch` reads its pipe, and answers it on another.

        When `watch` returns, the child is killed if it still lives. Returns what it returned, and the child's
        wait status. Raises NurseryLost.
        """
        self.jobs += 1
        (ours, theirs), (asked, answers) = os.pipe(), os.pipe()
        try:
            try:
                tell(self._line, job, (document, theirs, asked))
            finally:
                os.close(theirs)
                os.close(asked)
            self._hear("child")
            told = watch(ours, answers)
        finally:
            os.close(ours)
            os.close(answers)
        tell(self._line, {"over": True})
        return told, self._hear("status")

    def _hear(self, key: str) -> int:
        try:
            message, _ = hear(self._line)
        except (TimeoutError, ValueError) as exc:
            raise NurseryLost from exc
        if key not in message:
            raise NurseryLost
        return int(message[key])

    def hang_up(self) -> None:
        """Have it end at once, and its child with it. From any thread: whoever waits on it sees it lost."""
        with contextlib.suppress(OSError):
            self._line.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """End it: it kills its child when the line closes, and is killed itself if it does not go."""
        self._line.close()
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
