"""A command of foi in a process of its own, with a time limit: ended in good order, and killed if it will not."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import IO

from search_cli.updating.stop import Stop

LOOK_SECONDS = 0.2
PATIENCE = 20.0
"""Seconds after each request to end: one that is polite, one that waits for nothing; then it is killed."""
KEPT = 40
MOST_LOGGED = 400
LONGEST = 2000
_START = "import sys, json; sys.path[:] = json.loads(sys.argv.pop(1)); from search_cli.main import run; run()"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended. `late`: its time was up. `status` is that of its process, negative if a signal ended it.

    `said` are the last lines it printed.
    """

    status: int
    seconds: float = 0.0
    late: bool = False
    said: tuple[str, ...] = ()

    @property
    def error(self) -> str:
        """The last line that tells of an error, or the last one at all."""
        told = [text.removeprefix("foi: ") for text in self.said if text.startswith("foi: ")]
        return (told or list(self.said) or [""])[-1]


@dataclass(slots=True)
class Child:
    """Runs commands on a data folder one after another. `heard` gets what they print, `tick` is called meanwhile."""

    data: Path
    stop: Stop
    heard: Callable[[str], None]
    tick: Callable[[], None] = field(default=lambda: None)
    patience: float = field(default_factory=lambda: PATIENCE)
    program: str = _START

    def run(self, words: Sequence[str], seconds: float) -> Ended:
        """Run a command for so long at most. Told to stop, it ends the child first, and returns."""
        began = time.monotonic()
        paths = json.dumps([str(Path(path).resolve()) for path in sys.path])  # found as we were found, wherever we are
        process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-I", "-c", self.program, paths, "--data", str(self.data.resolve()), *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C in the terminal is for us: two of them would end a crawl without order
        )
        said = deque[str](maxlen=KEPT)
        reader = Thread(target=_read, args=(process.stdout, said, self.heard), daemon=True)
        reader.start()
        late = not self._over(process, began + seconds)
        if process.returncode is None:
            self._end(process)
        reader.join(LOOK_SECONDS * 10)  # a stray grandchild may hold the pipe for ever
        return Ended(process.wait(), time.monotonic() - began, late and not self.stop.by, tuple(said))

    def _over(self, process: "subprocess.Popen[bytes]", until: float) -> bool:
        """Wait; tell whether the child ended by itself, and nobody told us to stop."""
        while not self.stop.by and time.monotonic() < until:
            with suppress(subprocess.TimeoutExpired):
                process.wait(LOOK_SECONDS)
                return True
            self.tick()
        return False

    def _end(self, process: "subprocess.Popen[bytes]") -> None:
        for _ in range(2):
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(self.patience)
                return
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)  # not waited for yet, so its number is still its own
        process.wait()


def _read(pipe: IO[bytes] | None, said: "deque[str]", heard: Callable[[str], None]) -> None:
    if pipe is None:
        return
    with pipe:
        for number, raw in enumerate(iter(lambda: pipe.readline(LONGEST), b"")):
            text = raw.decode("utf-8", "replace").rstrip()
            if text:
                said.append(text)
            if text and number < MOST_LOGGED:
                heard(text)
