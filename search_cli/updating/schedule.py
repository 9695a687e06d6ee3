"""Which sources have a schedule in foi.toml, and when each is due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scraper.archive.records import Run
from scraper.archive.store import Archive
from scraper.platforms.configured.registry import configured
from scraper.platforms.configured.table import DeclarationError
from scraper.plugins import installed
from scraper.sources import SINGLE, SOURCES
from search_cli import config
from search_cli.updating.due import How, due, tried
from search_cli.updating.every import NEVER, Every, NoSchedule, every

LOOKED_BACK = 20
BASELESS = "alaveteli"


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A source with a schedule: how often, its latest crawl, and when it is due (AT_ONCE: it always was)."""

    source: str
    every: Every
    due: datetime
    last: Run | None = None

    def ready(self, now: datetime) -> bool:
        """Tell whether it is time, or so nearly that whoever calls at regular times would come a whole turn late."""
        regular = self.last is not None and tried(self.last).how is How.WHOLE
        return self.due <= now or (regular and self.due - self.every.slack <= now)


@dataclass(frozen=True, slots=True)
class Fault:
    """A table of foi.toml whose schedule cannot be kept, and why."""

    source: str
    why: str


def scheduled(tables: Mapping[str, Any], archive: Archive | None, now: datetime) -> tuple[list[Scheduled], list[Fault]]:
    """Return the sources that have a schedule, the one longest due first, and what is wrong with others.

    `tables` is what foi.toml says; without an archive nothing was ever crawled.
    """
    found, faults = list[Scheduled](), list[Fault]()
    for source, table in tables.get(config.SOURCES, {}).items():
        said = table.get(config.EVERY)
        if said is None or said == NEVER or table.get("on") is False:
            continue
        try:
            schedule = every(said)
            crawlable(source, table)
        except (NoSchedule, DeclarationError) as error:
            faults.append(Fault(source, f"[{config.SOURCES}.{source}] {config.EVERY}: {error}"))
            continue
        runs = latest(archive, source, table) if archive else []
        found.append(Scheduled(source, schedule, due(schedule, list(map(tried, runs)), now), next(iter(runs), None)))
    return sorted(found, key=lambda one: (one.due, one.source)), faults


def crawlable(source: str, table: Mapping[str, Any]) -> None:
    """Raise NoSchedule, or DeclarationError, if a source cannot be crawled unattended, by its name and its table."""
    if source == SINGLE and not table.get("sweep"):
        raise NoSchedule(f"{source} has no list; give it `sweep = true` to have its addresses looked at again")
    if source == BASELESS and not table.get("base-url"):
        raise NoSchedule(f"{source} needs a base-url")
    own = configured({source: table})
    if source in own:
        if not own[source].on:
            raise NoSchedule(f"{source} is off; `on = true` switches it on")
        return
    if source in {SINGLE, *(one.name for one in SOURCES)} or source in {one.name for one in installed()[0]}:
        return
    raise NoSchedule(f"there is no source {source!r}{config.hint(source, [*own, *(one.name for one in SOURCES)])}")


def latest(archive: Archive, source: str, table: Mapping[str, Any]) -> list[Run]:
    """Return the latest crawls of a source that count for its schedule, the latest first.

    Single addresses do not, nor a sweep or a few publications (--limit) that somebody asked for by hand.
    """
    kind = "sweep" if table.get("sweep") else "list"
    bounded = bool(table.get("limit"))
    return [
        run
        for scope, run in archive.runs.latest(source, LOOKED_BACK)
        if not scope or (scope.startswith(kind) and (bounded or " limit=" not in scope))
    ]
