"""How watches stand: when each looked, what it saw, and who has not been told yet, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from indexer.places import Places
from indexer.watching.outbox import Fault
from indexer.watching.state import FILE, State
from search_cli.delivering.targets import Defined


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many alerts a target has not been told yet, and why not, if that was tried."""

    target: str
    count: int
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a watch stands: how many documents it saw, when it looked last, and who waits."""

    watch: Defined
    seen: int = 0
    looked: datetime | None = None
    waiting: tuple[Waiting, ...] = ()


def standing(places: Places, watches: Iterable[Defined]) -> list[Standing]:
    """Return how watches stand. Nothing is made for it."""
    if not (places.own / FILE).exists():
        return [Standing(watch, waiting=tuple(Waiting(target, 0) for target in watch.targets)) for watch in watches]
    with State(places) as state:
        return [_standing(state, watch) for watch in watches]


def _standing(state: State, watch: Defined) -> Standing:
    last, faults = state.seen.last(watch.name), state.outbox.faults(watch.name)
    waiting = [Waiting(one, state.outbox.count(watch.name, one), faults.get(one)) for one in watch.targets]
    return Standing(watch, state.seen.count(watch.name), last.looked if last else None, tuple(waiting))
