"""The run records: one line of JSON for each update, bounded, and readable whatever a crash left of them."""

import json
import os
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from search_cli.declaring import write
from search_cli.terminal import line
from search_cli.updating.log import without_secrets

LOCK = "update.lock"
FILE, CURRENT = "runs.jsonl", "run.json"
MOST, KEPT = 2000, 1500
"""Records that there may be, and how many stay when there are more."""
SCHEMA = 1
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Crawled:
    """How the crawl of one source went. `outcome` as in the catalogue, or locked, failed, late, killed."""

    source: str
    outcome: str
    seconds: float = 0.0
    publications: int = 0
    documents: int = 0
    unchanged: int = 0
    failed: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Indexed:
    """What `foi index` did: entries of the index that came or changed, those that went, how many there are."""

    added: int = 0
    removed: int = 0
    documents: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Failure:
    """What failed, and why. `told` is false for one that cron was told of a short while ago."""

    what: str
    why: str
    told: bool = True


@dataclass(slots=True)
class Record:
    """One update. `outcome` is new, nothing, failed, locked, interrupted, error or killed; `status` the exit status.

    `new` and `changed` count publications, `alerts` what the watches found.
    """

    started: str
    finished: str = ""
    seconds: float = 0.0
    outcome: str = "running"
    status: int | None = None
    due: list[str] = field(default_factory=list)
    crawled: list[Crawled] = field(default_factory=list)
    index: Indexed | None = None
    new: int = 0
    changed: int = 0
    alerts: int = 0
    failures: list[Failure] = field(default_factory=list)
    pid: int = field(default_factory=os.getpid)
    schema: int = SCHEMA

    @property
    def time(self) -> datetime:
        """When it began."""
        return datetime.fromisoformat(self.started)

    def fail(self, what: str, why: str) -> None:
        """Enter a failure."""
        self.failures.append(Failure(what, without_secrets(line(why))[:LONGEST]))


def now() -> datetime:
    """Return the time to the second, aware and in UTC."""
    return datetime.now(UTC).replace(microsecond=0)


class Records:
    """The records in a folder. Only whoever holds the lock of updates may write."""

    def __init__(self, folder: Path) -> None:
        self._file, self._current = folder / FILE, folder / CURRENT

    def all(self) -> list[Record]:
        """Return every record that can be read, oldest first."""
        try:
            with self._file.open("rb") as file:
                return [record for raw in file if (record := _record(raw)) is not None]
        except FileNotFoundError:
            return []

    def _lost(self) -> Record | None:
        """Return the record of an update that has begun and is not on record as over: it runs, or was killed."""
        try:
            begun = _record(self._current.read_bytes())
        except OSError:
            return None
        over = {(one.started, one.pid) for one in self.all()[-1:]}  # it may have been killed as it ended
        return None if begun and (begun.started, begun.pid) in over else begun

    def latest(self, *, running: bool) -> list[Record]:
        """Return every record, the latest first: also that of an update that runs now, or was killed."""
        found, lost = self.all(), self._lost()
        if lost is not None:
            lost.outcome = "running" if running else "killed"
            found.append(lost)
        return found[::-1]

    def begin(self, record: Record) -> None:
        """Leave word that an update runs; one that was killed goes on record. Raises OSError."""
        lost = self._lost()
        if lost is not None:
            lost.outcome = "killed"
            self._append(lost)
        write(self._current, _line(record))

    def end(self, record: Record) -> None:
        """Keep the record of an update that is over. Raises OSError."""
        self._append(record)
        self._current.unlink(missing_ok=True)

    def _append(self, record: Record) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("a+b") as file:
            size = file.seek(0, os.SEEK_END)
            whole = not size or (file.seek(-1, os.SEEK_END) and file.read(1) == b"\n")
            file.write(b"" if whole else b"\n")  # a full disk once cut the line before
            file.write(_line(record).encode())
            file.flush()
            os.fsync(file.fileno())
        self._bounded()

    def _bounded(self) -> None:
        lines = self._file.read_bytes().splitlines(keepends=True)
        if len(lines) > MOST:
            write(self._file, b"".join(lines[-KEPT:]).decode("utf-8", "replace"))


def _line(record: Record) -> str:
    return json.dumps(asdict(record)) + "\n"


def _record(raw: bytes) -> Record | None:
    """Read one line; None for what is none of ours: half a line, or something else altogether."""
    try:
        form = json.loads(raw)
        known = {name: form[name] for name in Record.__dataclass_fields__ if name in form}
        known["crawled"] = [Crawled(**_known(Crawled, one)) for one in form.get("crawled", ())]
        known["failures"] = [Failure(**_known(Failure, one)) for one in form.get("failures", ())]
        known["index"] = Indexed(**_known(Indexed, form["index"])) if form.get("index") else None
        record = Record(**known)
        aware = record.time.tzinfo is not None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return record if aware else None


def _known(kind: type, form: dict[str, Any]) -> dict[str, Any]:
    """Return the fields this version knows; a later one may have more."""
    return {name: form[name] for name in kind.__dataclass_fields__ if name in form}  # type: ignore[attr-defined]
