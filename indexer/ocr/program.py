"""OCR by the tesseract program: it never sees a file from outside, only points drawn by a child of ours."""

import base64
import contextlib
import os
import re
import resource
import select
import signal
import subprocess
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from indexer.errors import ExtractionError
from indexer.extract.limits import Limits
from indexer.extract.registry import Reader
from indexer.extract.sandbox import ExtractionPool
from indexer.extract.wire import readable
from indexer.ocr.looks import DIRECTION, VERSION, Look

_MOST_OUTPUT = 16 << 20
_MOST_NOISE = 1 << 20
_DRAWING = "indexer.ocr.rendering"
_RENDERER = Reader(f"{_DRAWING}:Renderer", "render/1")
_CHUNK = 1 << 16
_PGM = re.compile(rb"P5 \d{1,5} \d{1,5} 255\n")


class Program:
    """The program, run once for each look, in a session of its own, within limits."""

    def __init__(self, path: str, languages: str) -> None:
        self.maker = f"ocr-tesseract/{VERSION} {languages}"
        self._path = path
        self._languages = languages
        self._pool = ExtractionPool([_DRAWING])
        self._running: set[int] = set()
        self._lock = threading.Lock()
        self._closed = False

    def see(self, path: Path, media_type: str, page: int, look: Look, limits: Limits) -> str:
        """Look at a page once. Raises ExtractionError with the reason if that fails."""
        reader = replace(_RENDERER, options=f"{page} {look.dpi} {look.turn} {media_type}")
        drawn = self._pool.extract(path, media_type, _for_drawing(limits), reader=reader)
        with tempfile.TemporaryFile() as points, tempfile.TemporaryFile() as noise:
            points.write(_pgm(drawn.pages[0].text))
            points.seek(0)
            status, said = self._run(self._command(look), points, noise, limits)
            if status:
                raise ExtractionError(_why(status, noise, limits))
        return said.decode("utf-8", "replace")

    def close(self) -> None:
        """End all processes, also those at work."""
        with self._lock:
            self._closed = True
            for process in self._running:
                _kill(process)
        self._pool.__exit__(InterruptedError, InterruptedError(), None)

    def _command(self, look: Look) -> list[str]:
        given = [self._path, "stdin", "stdout", "--dpi", str(look.dpi), "--psm", str(look.parting)]
        return given if look.parting == DIRECTION else [*given, "-l", self._languages, "tsv"]

    def _run(self, command: list[str], points: BinaryIO, noise: BinaryIO, limits: Limits) -> tuple[int, bytes]:
        """Run it; return its exit status, a signal as a negative number, and what it printed."""
        deadline = time.monotonic() + limits.wall_seconds
        with self._lock:
            if self._closed:
                raise ExtractionError("interrupted")
            process = subprocess.Popen(  # noqa: S603 - no shell; the words are ours, the languages were checked
                command, stdin=points, stdout=subprocess.PIPE, stderr=noise, start_new_session=True,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )  # fmt: skip
            self._running.add(process.pid)
        assert process.stdout is not None  # noqa: S101 - a pipe was asked for
        try:
            _confine(process.pid, limits)
            said = _output(process.stdout.fileno(), deadline, limits)
            return process.wait(max(0.1, deadline - time.monotonic())), said
        except subprocess.TimeoutExpired:
            raise ExtractionError(f"took longer than {limits.wall_seconds:g} s") from None
        finally:
            with self._lock:
                self._running.discard(process.pid)
            _kill(process.pid)  # with all that it started
            process.stdout.close()
            process.wait()


def languages_of(program: str) -> frozenset[str]:
    """Return the languages the program has data for; none if it does not say."""
    try:
        done = subprocess.run(  # noqa: S603 - no shell
            [program, "--list-langs"], stdin=subprocess.DEVNULL, capture_output=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    lines = (done.stdout + b"\n" + done.stderr).decode("utf-8", "replace").splitlines()
    return frozenset(line.strip() for line in lines if line and " " not in line.strip())


def _for_drawing(limits: Limits) -> Limits:
    """A page of points, in base64, is longer than any page of text."""
    return replace(limits, characters=1 << 26, page_characters=1 << 26)


def _pgm(text: str) -> bytes:
    """Return the picture that the child sent, and nothing else that a hostile one may have sent."""
    try:
        points = base64.b64decode(text, validate=True)
    except ValueError:
        points = b""
    if not _PGM.match(points):
        raise ExtractionError("the page was not drawn")
    return points


def _confine(process: int, limits: Limits) -> None:
    """Limit a process that has just begun. Between fork and exec a thread may not run Python; macOS has no prlimit."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.setpriority(os.PRIO_PROCESS, process, 19)
    if not hasattr(resource, "prlimit"):
        return
    for what, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, _MOST_NOISE),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ProcessLookupError, PermissionError, ValueError):
            resource.prlimit(process, what, (most, most))


def _output(pipe: int, deadline: float, limits: Limits) -> bytes:
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    said = bytearray()
    while poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
        chunk = os.read(pipe, _CHUNK)
        if not chunk:
            return bytes(said)
        said += chunk
        if len(said) > _MOST_OUTPUT:
            raise ExtractionError(f"tesseract printed more than {_MOST_OUTPUT >> 20} MB")
    raise ExtractionError(f"took longer than {limits.wall_seconds:g} s")


def _kill(process: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process, signal.SIGKILL)


def _why(status: int, noise: BinaryIO, limits: Limits) -> str:
    if -status == signal.SIGXCPU:
        return f"took more than {limits.cpu_seconds} s of processor time"
    if status < 0:
        with contextlib.suppress(ValueError):
            return f"tesseract died (signal {-status}, {signal.Signals(-status).name})"
    noise.seek(0)
    lines = [line for line in noise.read(_MOST_NOISE).decode("utf-8", "replace").splitlines() if line.strip()]
    return readable(f"tesseract failed (exit status {status}): {lines[-1] if lines else 'it does not say why'}")
