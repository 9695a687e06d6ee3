"""Reads a file in a child process that can be killed: whatever a file does, it ends, and says why."""

import contextlib
import hashlib
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, astuple, dataclass
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, TypeVar

from indexer.errors import EncryptedDocument, ExtractionError, IndexerError
from indexer.extract import registry, wire
from indexer.extract.base import Extraction
from indexer.extract.gathering import Gathering, Known, TooMuch, unknown
from indexer.extract.limits import Limits
from indexer.extract.nursery_line import Nursery, NurseryLost
from indexer.extract.registry import Reader

DEFAULT = Limits()

_MOST_JOBS = 500
"""A nursery is replaced after so many files; children cannot harm it, but what leaks, leaks slowly."""

_MOST_DEATHS = 5
"""A child that dies of one page of a PDF, or one file in a zip, leaves the rest to another, so many times."""

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class _Told:
    """How the pipe ended: why no more came. `died` if the child did not end by itself, with a last word."""

    reason: str = ""
    encrypted: bool = False
    died: bool = False


class ExtractionPool:
    """Reads files in child processes; as many at once as threads call `extract`. A context manager."""

    def __init__(self, modules: Iterable[str] | None = None) -> None:
        self._modules = tuple(registry.modules() if modules is None else modules)
        self._idle: list[Nursery] = []
        self._busy: list[Nursery] = []
        self._lock = threading.Lock()
        self._closed = False

    def extract(
        self,
        path: Path,
        media_type: str,
        limits: Limits = DEFAULT,
        *,
        reader: Reader | None = None,
        is_known: Known = unknown,
    ) -> Extraction:
        """Read a file, and those within it, within limits. What was read before something stopped it is kept.

        `is_known` is asked, from this thread, of every file within it: those that were read before are not again.
        Raises EncryptedDocument, UnsupportedFormat or ExtractionError, with the reason, if there is no page.
        """
        chosen = reader or registry.reader_for(media_type)
        gathering = Gathering(limits, is_known)
        skip = start = deaths = 0
        with _opened(path) as document:
            while True:
                os.lseek(document, 0, os.SEEK_SET)
                job = {"reader": astuple(chosen), "limits": asdict(limits), "skip": skip, "start": start}
                told, status = self._run(
                    job, document, lambda pipe, answers: _collect(pipe, answers, gathering, limits)
                )
                reason = told.reason or (_cause_of_death(status, limits) if told.died else "")
                deaths += told.died
                if not told.died or deaths > _MOST_DEATHS:
                    break
                skip, start = gathering.passed_over(reason), gathering.resume_at(reason) if chosen.resumable else 0
                if not (skip or start):
                    break
        return _judge(gathering, told, reason, chosen)

    def fetch(self, path: Path, media_type: str, digest: str, inside: str = "", limits: Limits = DEFAULT) -> bytes:
        """Return the bytes of a file within a file, as `unpack` writes them."""
        into = BytesIO()
        self.unpack(path, media_type, digest, into, inside=inside, limits=limits)
        return into.getvalue()

    def unpack(
        self, path: Path, media_type: str, digest: str, into: BinaryIO, *, inside: str = "", limits: Limits = DEFAULT
    ) -> None:
        """Write a file within a file, by its digest, to a file that is open, never more than a member may have.

        `inside` is the way to it: with that nothing else need be unpacked. Raises ExtractionError if it is not
        there, or something else came: what was written is then to be thrown away.
        """
        seen = hashlib.sha256()
        reader = registry.reader_for(media_type)
        job = {"reader": astuple(reader), "limits": asdict(limits), "wanted": digest, "inside": inside}

        def take(piece: bytes) -> None:
            seen.update(piece)
            try:
                into.write(piece)
            except OSError as exc:  # our disk, and not the file's fault: it may not become its failure
                raise IndexerError(f"a file cannot be unpacked: {exc.strerror}; make room and try again") from exc

        with _opened(path) as document:
            told, status = self._run(job, document, lambda pipe, _: _collect_bytes(pipe, take, limits))
        reason = told.reason or (_cause_of_death(status, limits) if told.died else "")
        if reason or seen.hexdigest() != digest:
            raise ExtractionError(reason or "the bytes that came are not the ones that were read")

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

    def _run(self, job: wire.Message, document: int, watch: Callable[[int, int], Answer]) -> tuple[Answer, int]:
        nursery = self._take()
        try:
            answer = nursery.run(job, document, watch)
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


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[int]:
    try:
        document = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as exc:
        raise ExtractionError(f"cannot be opened: {exc.strerror}") from exc
    try:
        yield document
    finally:
        os.close(document)


def _collect(pipe: int, answers: int, gathering: Gathering, limits: Limits) -> _Told:
    frames = wire.Frames(pipe, largest=6 * limits.page_characters + 65_536)
    started, before = time.monotonic(), gathering.steps
    while True:
        allowed = limits.wall_seconds + limits.page_seconds * (gathering.steps - before)
        try:
            message = frames.next(started + allowed)
            if message is None:
                return _Told(died=True)
            if not gathering.take(message, answers):
                return _last_word(message)
        except TimeoutError:
            return _Told(f"took longer than {allowed:g} s", died=True)
        except TooMuch as exc:
            return _Told(str(exc))
        except wire.Garbage as exc:
            return _Told(f"the reader sent {exc}", died=True)


def _collect_bytes(pipe: int, take: Callable[[bytes], None], limits: Limits) -> _Told:
    frames = wire.Frames(pipe, largest=1 << 20)
    deadline = time.monotonic() + limits.wall_seconds
    size = 0
    try:
        while (message := frames.next(deadline)) is not None:
            if "bytes" not in message:
                return _last_word(message)
            piece = wire.read_bytes(message)
            size += len(piece)
            if size > limits.member_bytes:
                return _Told("the reader sent more bytes than a file may have", died=True)
            take(piece)
    except TimeoutError:
        return _Told(f"took longer than {limits.wall_seconds:g} s", died=True)
    except wire.Garbage as exc:
        return _Told(f"the reader sent {exc}", died=True)
    return _Told(died=True)


def _last_word(message: wire.Message) -> _Told:
    if message.get("end") is True:
        return _Told()
    reason = wire.readable(str(message.get("failed") or "the reader failed"))
    return _Told(reason, encrypted=message.get("encrypted") is True, died=message.get("spent") is True)


def _judge(gathering: Gathering, told: _Told, reason: str, reader: Reader) -> Extraction:
    where = f"in {gathering.within}, " if gathering.within else ""
    stopped = f"stopped {where}at page {gathering.here + 1}: {reason}" if reason else ""
    members = gathering.members(reason)
    pages = tuple(gathering.read())
    if len(gathering.lost) == len(pages):
        reason, pages = reason or next(iter(gathering.lost.values()), ""), ()
    elif not stopped:
        stopped = "; ".join(f"page {number} was given up: {why}" for number, why in gathering.lost.items())
    if pages or members:
        return Extraction(reader.name, pages, stopped, members)
    if told.encrypted:
        raise EncryptedDocument(reason)
    raise ExtractionError(reason or "no page was found in it")


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
