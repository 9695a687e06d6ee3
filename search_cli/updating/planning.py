"""When each source is due, for people: `foi update --dry-run`, `foi sources every`, `foi status`."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from scraper.archive.store import Archive
from search_cli.context import Session
from search_cli.terminal import clean
from search_cli.updating.archives import opened
from search_cli.updating.schedule import Fault, Scheduled, scheduled

HOW = "no source has a schedule; give it one: foi sources every govuk-foi 6h"


def plan(session: Session, now: datetime) -> tuple[list[Scheduled], list[Fault]]:
    """Return the sources that have a schedule, the one longest due first, and what is wrong with others."""
    with opened(session.places, create=False) as archive:
        return scheduled(session.tables, archive, now)


def next_crawls(session: Session, archive: Archive, now: datetime) -> dict[str, str]:
    """Return when each source that has a schedule is due, by its name: "2026-11-22 14:54 UTC, every 6h"."""
    found, _ = scheduled(session.tables, archive, now)
    return {one.source: f"{when(one, now)}, {every(one)}" for one in found}


def when(one: Scheduled, now: datetime) -> str:
    """Say when a source is due."""
    return "now" if one.ready(now) else f"{one.due:%Y-%m-%d %H:%M} UTC"


def every(one: Scheduled) -> str:
    """Say how often a source is due: "every 6h", "daily at 03:10"."""
    text = one.every.text
    return f"every {text}" if text[0].isdigit() else text


def lines(several: Iterable[Scheduled], now: datetime) -> Iterator[str]:
    """Yield a line for each source: when it is due, how often, and how its last crawl ended."""
    rows = list(several)
    name, often = (max(map(len, texts), default=0) for texts in ([one.source for one in rows], map(every, rows)))
    for one in rows:
        last = f"{one.last.outcome} {one.last.started:%Y-%m-%d %H:%M} UTC" if one.last else "never crawled"
        yield clean(f"{one.source:<{name}}  {when(one, now):<20}  {every(one):<{often}}  {last}")
