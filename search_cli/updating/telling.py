"""What an update tells: one screen if something is new, a line for what failed, and nothing again and again."""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from search_cli.progress import lasted
from search_cli.status import ExitStatus
from search_cli.terminal import line, many, width
from search_cli.updating.news import WIDTH, told
from search_cli.updating.planning import when
from search_cli.updating.records import Failure, Record
from search_cli.updating.running import Found

ALERTS = 3
"""Alerts of each watch that are told in full; the others have a line each."""
WELL = ("done", "partly", "spent")
AGAIN = timedelta(days=1)
"""How long cron is not told again of the same failure, nor of a lock that somebody holds."""
_SINCE = re.compile(r"since (\d{4}-\d\d-\d\d \d\d:\d\d) UTC")
_FIGURES = re.compile(r"\d+")


def judged(
    record: Record, found: Found, *, error: Exception | None = None, interrupted: bool = False
) -> tuple[str, ExitStatus]:
    """Return the outcome of an update in a word, and its exit status."""
    if interrupted:
        return "interrupted", ExitStatus.INTERRUPTED
    if error:
        return "error", ExitStatus.NOT_DONE
    if record.failures:
        return "failed", ExitStatus.PARTLY
    if found.is_new:
        return "new", ExitStatus.DONE
    return ("locked", ExitStatus.LOCKED) if found.locked else ("nothing", ExitStatus.NOTHING_FOUND)


def screen(record: Record, found: Found) -> Iterator[str]:
    """Yield what is new, a line each; nothing if nothing is."""
    if found.news and found.news.told:
        counts = ", ".join(
            f"{number:,} {word}" for number, word in ((record.new, "new"), (record.changed, "changed")) if number
        )
        yield f"{counts} since {found.news.since:%Y-%m-%d %H:%M} UTC"
        yield from told(found.news, width() if sys.stdout.isatty() else WIDTH)
    if found.watched.new:
        yield from (("",) if found.news and found.news.told else ())
        yield from found.watched.lines(ALERTS)


def fresh(failures: Iterable[Failure], past: Iterable[Record], now: datetime) -> list[Failure]:
    """Return the failures, each with whether it is to be told: the same was not in the last day."""
    known = {
        (one.what, _gist(one.why))
        for record in past
        if now - AGAIN < record.time <= now
        for one in record.failures
        if one.told
    }
    return [replace(one, told=(one.what, _gist(one.why)) not in known) for one in failures]


def _gist(why: str) -> str:
    return _FIGURES.sub("0", why)


def failed(failures: Iterable[Failure]) -> Iterator[str]:
    """Yield a line for each reason, with all that it kept from being done."""
    by_reason: dict[str, list[str]] = {}
    for one in failures:
        by_reason.setdefault(one.why, []).append(one.what)
    for why, several in by_reason.items():
        yield f"{', '.join(map(line, several))}: {line(why)}"


def long_held(holder: str, now: datetime) -> bool:
    """Tell whether a lock has been held for so long that somebody should look."""
    since = _SINCE.search(holder)
    return not since or now - datetime.fromisoformat(f"{since[1]}+00:00") > AGAIN


def in_a_word(record: Record, found: Found, now: datetime) -> str:
    """Say at the end of an update what it did, and when there is something to do again."""
    well = sum(one.outcome in WELL for one in record.crawled)
    of = f"{well} of " if well < len(record.crawled) else ""
    crawled = f"{of}{many(len(record.crawled), 'source')} crawled" if record.crawled else "no source was due"
    left = f"{many(found.left, 'source')} left for the next one" if found.left else ""
    parts = [crawled + lasted(record.seconds), "" if found.is_new else "nothing new", left]
    crawled_now = {one.source for one in record.crawled}
    later = [one for one in found.planned if not one.ready(now) and one.source not in crawled_now]
    if later:
        first = min(later, key=lambda one: one.due)
        parts.append(f"next: {first.source}, {when(first, now)}")
    return "; ".join(part for part in parts if part)
