"""The catalogue's observations: what each run saw, in numbers, and what struck it as odd while it ran."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from scraper.archive.catalogue import Catalogue
from scraper.archive.records import Run
from scraper.archive.runs import run_of

MOST_RUNS = 400
"""Runs of a source that are looked back on: a year of daily ones."""

USED_PAGES, USED_BYTES = "budget pages", "budget bytes"
"""Measures of a run with a budget: what it used of it. Whoever shares one among several runs asks for that."""


@dataclass(frozen=True, slots=True)
class Measure:
    """So many of so many: of the entries of a list those with a time. A plain number is among 0."""

    name: str
    number: int
    among: int = 0


@dataclass(frozen=True, slots=True)
class Observation:
    """Something a run met at an address, of a kind that is counted, and in words."""

    kind: str
    url: str
    detail: str
    time: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """A run and what it saw. Runs of one `scope` were asked for the same, and can be compared."""

    key: int
    run: Run
    scope: str = ""
    measures: Mapping[str, Measure]
    observations: tuple[Observation, ...] = ()


class Observations:
    """What runs saw. A run that was killed has observations and no measures."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def note(self, run: int, one: Observation) -> None:
        """Enter what a run has just met; once for each kind and address."""
        self._catalogue.change(
            "INSERT OR REPLACE INTO observations VALUES (?, ?, ?, ?, ?)",
            run,
            one.kind,
            one.url,
            one.detail,
            one.time.isoformat(),
        )

    def measured(self, run: int, scope: str, measures: Iterable[Measure]) -> None:
        """Enter what a run saw in all, and what it was asked for."""
        with self._catalogue.transaction():
            self._catalogue.change("UPDATE runs SET scope = ? WHERE key = ?", scope, run)
            for one in measures:
                self._catalogue.change(
                    "INSERT OR REPLACE INTO measures VALUES (?, ?, ?, ?)", run, one.name, one.number, one.among
                )

    def sources(self) -> list[str]:
        """Return the names of the sources that were ever crawled."""
        return [row["source"] for row in self._catalogue.rows("SELECT DISTINCT source FROM runs ORDER BY source")]

    def of(self, source: str) -> list[Observed]:
        """Return the latest runs of a source with what they saw, oldest first."""
        runs = list(
            self._catalogue.rows("SELECT * FROM runs WHERE source = ? ORDER BY key DESC LIMIT ?", source, MOST_RUNS)
        )
        measures: dict[int, dict[str, Measure]] = {row["key"]: {} for row in runs}
        notes: dict[int, list[Observation]] = {row["key"]: [] for row in runs}
        first = min(measures, default=0)
        wanted = "FROM {} JOIN runs ON runs.key = run WHERE runs.source = ? AND run >= ? ORDER BY run"
        for row in self._catalogue.rows(f"SELECT run, name, number, among {wanted.format('measures')}", source, first):
            measures[row["run"]][row["name"]] = Measure(row["name"], row["number"], row["among"])
        for row in self._catalogue.rows(
            f"SELECT run, kind, url, detail, time {wanted.format('observations')}, time, url", source, first
        ):
            time = datetime.fromisoformat(row["time"])
            notes[row["run"]].append(Observation(row["kind"], row["url"], row["detail"], time))
        return [
            Observed(
                key=row["key"],
                run=run_of(row),
                scope=row["scope"],
                measures=measures[row["key"]],
                observations=tuple(notes[row["key"]]),
            )
            for row in reversed(runs)
        ]

    def accept(self, source: str, time: datetime) -> None:
        """Take the latest run of a source for what is normal from now on."""
        self._catalogue.change(
            "INSERT OR REPLACE INTO accepted SELECT source, max(key), ? FROM runs WHERE source = ? GROUP BY source",
            time.isoformat(),
            source,
        )

    def accepted(self, source: str) -> int:
        """Return the key of the run that was last taken for normal, 0 if none was."""
        row = self._catalogue.row("SELECT run FROM accepted WHERE source = ?", source)
        return int(row["run"]) if row else 0
