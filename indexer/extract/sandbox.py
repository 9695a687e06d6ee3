"""Reads a file in a child process that can be killed: whatever a file does, it ends, and says why."""

import contextlib
import os
import signal
import threading
import time
from collections.abc import Iterable
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from types import TracebackType

from indexer.errors import EncryptedDocument, ExtractionError
from indexer.extract import registry, wire
from indexer.extract.base import Extraction, Page
from indexer.extract.limits import Limits
from indexer.extract.nursery_line import Nursery, NurseryLost
from indexer.extract.registry import Reader

DEFAULT = Limits()

_MOST_JOBS = 500
"""A nursery is replaced after so many files; children cannot harm it, but what leaks, leaks slowly."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What came through the pipe: pages, and why no more. `silent` if the pipe closed without a last word."""

    pages: tuple[Page, ...]
    reason: str = ""
    encrypted: bool = False
    silent: bool = False


class ExtractionPool:
    """Reads files in child processes; as many at once as threads call `extract`. A context manager."""

    def __init__(self, modules: Iterable[str] | None = None) -> None:
        self._modules = tuple(registry.modules() if modules is None else modules)
        self._idle: list[Nursery] = []
        self._busy: list[Nursery] = []
        self._lock = threading.Lock()
        self._closed = False

    def extract(
        self, path: Path, media_type: str, limits: Limits = DEFAULT, *, reader: Reader | None = None
    ) -> Extraction:
        """Read a file within limits. Pages read before something stopped it are kept, with the reason.

        Raises EncryptedDocument, UnsupportedFormat or ExtractionError, with the reason, if there is no page.
        """
        chosen = reader or registry.reader_for(media_type)
        try:
            document = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError as exc:
            raise ExtractionError(f"cannot be opened: {exc.strerror}") from exc
        try:
            told, status = self._run(chosen, limits, document)
        finally:
            os.close(document)
        return _judge(told, status, chosen, limits)

    def close(self) -> None:
        """End all processes. Files being read by other threads are finished first, by them."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for nursery in idle:
            nursery.close()

    def __enter__(self) -> "ExtractionPool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error:  # Ctrl-C above all: nobody waits for the minutes a large file may still take
            with self._lock:
                self._closed = True
                busy = list(self._busy)
            for nursery in busy:
                nursery.hang_up()
        self.close()

    def _run(self, reader: Reader, limits: Limits, document: int) -> tuple[_Told, int]:
        nursery = self._take()
        try:
            job = {"reader": astuple(reader), "limits": asdict(limits)}
            answer = nursery.run(job, document, lambda pipe: _collect(pipe, limits, time.monotonic()))
        except (NurseryLost, OSError) as exc:
            self._put_away(nursery)
            raise ExtractionError("the reading process ended unexpectedly; try again") from exc
        except BaseException:
            self._put_away(nursery)
            raise
        self._put_away(nursery, again=True)
        return answer

    def _take(self) -> Nursery:
        with self._lock:
            nursery = self._idle.pop() if self._idle else None
        try:
            nursery = nursery or Nursery(self._modules)
        except (NurseryLost, OSError) as exc:
            raise ExtractionError("the reading process could not be started; is the installation whole?") from exc
        with self._lock:
            self._busy.append(nursery)
        return nursery

    def _put_away(self, nursery: Nursery, *, again: bool = False) -> None:
        with self._lock:
            self._busy.remove(nursery)
            keep = again and not self._closed and nursery.jobs < _MOST_JOBS
            if keep:
                self._idle.append(nursery)
        if not keep:
            nursery.close()


def extract(path: Path, media_type: str, limits: Limits = DEFAULT) -> Extraction:
    """Read a single file, as ExtractionPool.extract does. For many files a pool saves 0.5 s a file."""
    with ExtractionPool() as pool:
        return pool.extract(path, media_type, limits)


def _collect(pipe: int, limits: Limits, started: float) -> _Told:
    frames = wire.Frames(pipe, largest=6 * limits.page_characters + 65_536)
    pages: list[Page] = []
    characters = 0
    while True:
        allowed = limits.wall_seconds + limits.page_seconds * len(pages)
        try:
            message = frames.next(started + allowed)
            if message is None:
                return _Told(tuple(pages), silent=True)
            if "page" not in message:
                return _last_word(tuple(pages), message)
            page = wire.read_page(message, len(pages) + 1, limits.page_characters)
        except TimeoutError:
            return _Told(tuple(pages), f"took longer than {allowed:g} s")
        except wire.Garbage as exc:
            return _Told(tuple(pages), f"the reader sent {exc}")
        characters += len(page.text)
        if characters > limits.characters:
            return _Told(tuple(pages), f"holds more than {limits.characters:,} characters of text")
        pages.append(page)


def _last_word(pages: tuple[Page, ...], message: wire.Message) -> _Told:
    if message.get("end") is True:
        return _Told(pages, "" if pages else "no page was found in it")
    reason = wire.readable(str(message.get("failed") or "the reader failed"))
    return _Told(pages, reason, encrypted=message.get("encrypted") is True)


def _judge(told: _Told, status: int, reader: Reader, limits: Limits) -> Extraction:
    reason = _cause_of_death(status, limits) if told.silent else told.reason
    if told.pages:
        stopped = f"stopped at page {len(told.pages) + 1}: {reason}" if reason else ""
        return Extraction(reader.name, told.pages, incomplete=stopped)
    if told.encrypted:
        raise EncryptedDocument(reason)
    raise ExtractionError(reason)


def _cause_of_death(status: int, limits: Limits) -> str:
    code = os.waitstatus_to_exitcode(status)
    if code == -signal.SIGXCPU:
        return f"took more than {limits.cpu_seconds} s of processor time"
    if code == -signal.SIGKILL:
        return "the reader was killed (signal 9); the machine may be short of memory"
    if code < 0:
        with contextlib.suppress(ValueError):
            return f"the reader died (signal {-code}, {signal.Signals(-code).name})"
    return "the reader ended without a word"
