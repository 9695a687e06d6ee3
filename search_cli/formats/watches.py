"""The list of watches: what each asks for, when it looked, whom it tells, and who waits."""

from collections.abc import Iterator, Sequence
from typing import Any

from search_cli.delivering.standing import Standing, Waiting
from search_cli.delivering.targets import PRINTED
from search_cli.terminal import folded, line, many

SCHEMA = 1
FIELDS = ("watch", "query", "looked", "documents", "targets", "schema")
_INDENT = "    "


def text(several: Sequence[Standing]) -> Iterator[str]:
    """Yield a block for each watch."""
    for one in several:
        yield folded(f"{line(one.watch.name)}: {line(one.watch.query)}") + "\n"
        if one.looked is None:
            yield f"{_INDENT}has not looked yet\n"
        else:
            yield f"{_INDENT}{many(one.seen, 'document')}, looked {one.looked:%Y-%m-%d %H:%M} UTC\n"
        for waiting in one.waiting:
            if waiting.target != PRINTED or waiting.count:
                yield folded(f"{_INDENT}{line(waiting.target)}{_waits(waiting)}") + "\n"


def row(one: Standing) -> dict[str, Any]:
    """Return a watch as the fields of the schema, in its order. Fields are only ever added, at the end."""
    return {
        "watch": one.watch.name,
        "query": one.watch.query,
        "looked": one.looked.isoformat(timespec="seconds") if one.looked else None,
        "documents": one.seen,
        "targets": [_target(waiting) for waiting in one.waiting],
        "schema": SCHEMA,
    }


def _waits(waiting: Waiting) -> str:
    said = f": {many(waiting.count, 'alert')} to be told by the next run" if waiting.count else ""
    if waiting.fault:
        tries = "once" if waiting.fault.tries == 1 else f"{waiting.fault.tries:,} times"
        said += f"; failed {tries} since {waiting.fault.since[:16].replace('T', ' ')} UTC, {line(waiting.fault.reason)}"
    return said


def _target(waiting: Waiting) -> dict[str, Any]:
    fault = waiting.fault
    return {
        "target": waiting.target,
        "waiting": waiting.count,
        "failed": {"since": fault.since, "tries": fault.tries, "reason": fault.reason} if fault else None,
    }
