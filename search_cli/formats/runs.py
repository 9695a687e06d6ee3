"""Updates as rows: the public, versioned schema of `foi runs`, and as text. Described in docs/cron.md."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from search_cli.terminal import line, many

if TYPE_CHECKING:
    from search_cli.updating.records import Record

FIELDS = (
    "started", "finished", "seconds", "outcome", "status", "due", "crawled", "index", "new", "changed", "alerts",
    "failures", "pid", "schema",
)  # fmt: skip
"""The fields of the schema, in its order. Fields are only ever added, at the end."""
COLUMNS = ("started", "seconds", "outcome", "status", "sources", "new", "changed", "alerts", "failed")
KNOWN = (*FIELDS, "sources", "failed")
TOLD = ("locked", "interrupted", "error", "killed", "running")
"""Outcomes that are told by their names: the others show in what is counted, and in the failures."""


def row(record: "Record") -> dict[str, Any]:
    """Return an update as the fields of the schema, with two besides that stand well in a table."""
    sources = [one.source for one in record.crawled]
    failed = [f"{one.what}: {one.why}" for one in record.failures]
    return {**asdict(record), "sources": sources, "failed": failed}


def text(record: "Record") -> Iterator[str]:
    """Yield a line for an update, and one for each thing that failed."""
    counts = [f"{number:,} {word}" for number, word in ((record.new, "new"), (record.changed, "changed")) if number]
    counts += [many(record.alerts, "alert")] if record.alerts else []
    failed = {one.what for one in record.failures}
    crawled = ", ".join(_crawled(one.source, one.outcome) for one in record.crawled if one.source not in failed)
    outcome = record.outcome if record.outcome in TOLD else ""
    parts = [
        outcome,
        *counts,
        "" if counts or outcome else "nothing new",
        crawled or ("" if record.due or outcome else "no source was due"),
    ]
    said = " · ".join(part for part in parts if part)
    yield f"{record.time:%Y-%m-%d %H:%M} UTC  {_length(record.seconds):>7}  {line(said)}"
    for one in record.failures:
        yield f"      {line(one.what)}: {line(one.why)}"


def _crawled(source: str, outcome: str) -> str:
    return source if outcome in ("done", "partly") else f"{source} ({outcome})"


def _length(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}" if minutes >= 60 else f"{minutes}:{rest:02}"
