"""Judging a source's runs: each against the sound ones before it, and since when the latest is suspicious."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from scraper.archive.observations import Observed
from scraper.archive.runs import KILLED
from scraper.crawling.run_record import INTERRUPTED, SPENT

FAILED = frozenset({"unread", "missing", "unfetched"})
"""Observations of single addresses that could not be had."""

COMPARED = 30
"""Sound runs that one is compared with at most: a source may change slowly."""

LEFT_BEHIND = 10
"""Runs of other scopes after which the last run of one no longer counts: somebody once asked for something else."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One reason to think that a source is no longer read as it was.

    `what` was seen, `compared` with what, `url`: where, "" if nowhere in particular; `advice` is what to do. `since` is
    the beginning of the first of the runs in a row that had it. One that is no `alarm` needs nobody to do anything.
    """

    source: str
    kind: str
    what: str
    compared: str = ""
    url: str = ""
    advice: str = ""
    since: datetime | None = None
    alarm: bool = True


@dataclass(slots=True)
class Past:
    """What is known when a run is judged: the sound runs before it, and what failed in them beside what did not."""

    runs: list[Observed] = field(default_factory=list)
    odd: set[str] = field(default_factory=set)
    longest: int = 0
    """Entries of the list, when one of them read it to its end."""


Rule = Callable[[Observed, Past], Iterator[Suspicion]]


def judged(runs: Sequence[Observed], rules: Sequence[Rule], accepted: int = 0) -> tuple[Suspicion, ...]:
    """Return what is suspicious about the latest runs of a source, given oldest first.

    Runs of different scopes are judged apart. What came before the run `accepted` does not
    count, and that one is sound.
    """
    counted = [run for run in runs if run.key >= accepted and counts(run)]
    found = []
    for scope in dict.fromkeys(run.scope for run in reversed(counted)):
        own = [run for run in counted if run.scope == scope]
        if sum(run.key > own[-1].key for run in counted) < LEFT_BEHIND:
            found += _latest(own, rules, accepted)
    return tuple(found)


def counts(run: Observed) -> bool:
    """Tell whether a run can be judged: one that was interrupted or killed, or of single addresses, says little."""
    measured = bool(run.scope) and not run.scope.startswith("addresses") and run.run.outcome != "running"
    return measured and not run.run.note.startswith((KILLED, INTERRUPTED.partition(".")[0], SPENT, "Ended early"))


def _latest(runs: Sequence[Observed], rules: Sequence[Rule], accepted: int) -> list[Suspicion]:
    past = Past()
    since: dict[str, datetime] = {}
    found: list[Suspicion] = []
    for run in runs:
        found = [] if run.key == accepted else [one for rule in rules for one in rule(run, past)]
        since = {one.kind: since.get(one.kind, run.run.started) for one in found}
        if not any(one.alarm for one in found):
            past.runs = [*past.runs, run][-COMPARED:]
            past.longest = max(past.longest, run.measures["list end"].number if "list end" in run.measures else 0)
            past.odd |= {note.url for note in run.observations if note.kind in FAILED}
    return [replace(one, since=since[one.kind]) for one in found]
