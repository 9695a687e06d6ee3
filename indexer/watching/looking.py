"""One look of a watch: what matches now is held against what matched before, and what is to be told is kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from indexer import generations
from indexer.cards import Card
from indexer.engine.interface import Match
from indexer.errors import DamagedIndex
from indexer.places import Places
from indexer.search import Searching, opened
from indexer.text import TextStore
from indexer.versions.wording import Wording
from indexer.watching.judging import Judge
from indexer.watching.past import Past
from indexer.watching.records import Alert, Watch
from indexer.watching.seen import Last
from indexer.watching.state import State
from indexer.watching.telling import Telling
from scraper.archive.store import Archive

Tick = Callable[[], None]


def _silent() -> None:
    pass


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look found: how many documents match, and what there is to tell. `passed` of them match by another
    query, or other reading, and not by anything that happened; `first` if the watch had not looked before."""

    matching: int
    alerts: tuple[Alert, ...]
    passed: int = 0
    first: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """What a run looks at: one generation of the index, with the archive and the texts it is of."""

    searching: Searching
    generation: generations.Generation
    archive: Archive
    store: TextStore
    wording: Wording


@contextmanager
def scene(places: Places) -> Iterator[Scene]:
    """Open all that a run looks at. Raises NoIndex, DamagedIndex, or ArchiveError."""
    with (
        Archive.open(places.archive, create=False) as archive,
        TextStore(places.text) as store,
        Wording(archive, store) as wording,
    ):
        for _ in range(10):  # another may be switched in between reading what a generation has and opening it
            generation = generations.current(places.index)
            with opened(places) as searching:
                if generations.current(places.index).folder == generation.folder:
                    yield Scene(searching, generation, archive, store, wording)
                    return
        raise DamagedIndex("the index changes faster than it can be opened; try again")


class Round:
    """One run over watches, all of them looking at the same index."""

    def __init__(self, here: Scene, state: State, now: datetime) -> None:
        self._here, self._state, self._now = here, state, now
        self._mark = here.archive.history.mark()
        self._there = here.generation.entries().keys()
        with state.transaction():
            self._number = state.known.look(here.generation)

    def look(self, watch: Watch, targets: Sequence[str], *, everything: bool = False, tick: Tick = _silent) -> Looked:
        """Find what there is to tell, and keep it together with what was seen: neither is there without the other.

        A first look tells nothing, or, if `everything` is wanted, all that matches. Raises QueryError.
        """
        found, shown = self._here.searching.every(watch.node)
        matches = {match.digest: match for match in found.matches}
        last, seen = self._state.seen.last(watch.name), self._state.seen.of(watch.name)
        basis = f"{self._here.generation.engine} {watch.basis}"
        this = Last(basis, self._number, self._now, self._mark)
        past = Past(self._here.archive, self._here.store)
        judge = Judge(past, self._here.wording, self._state.known, last or this, seen)
        changed = self._state.known.changed_since(last.look) if last else set()
        telling = Telling(watch, past, self._now, shown)
        looking = _Looking(judge, telling, matches, seen, changed, tick)
        if last is None:
            looking.began(everything=everything)
        elif last.basis != basis:
            looking.appeared(asked_anew=True)
            looking.dropped |= seen.keys() - matches.keys()
        else:
            looking.appeared(asked_anew=False)
            looking.left(self._there)
        with self._state.transaction():
            self._state.seen.keep(watch.name, this, looking.states, looking.dropped)
            self._state.outbox.put(telling.alerts, targets)
        return Looked(found.total, tuple(telling.alerts), looking.passed, last is None, found.notes)


class _Looking:
    """Goes through what matches and what matched. `states` is what was seen anew, `dropped` what no longer counts."""

    def __init__(
        self,
        judge: Judge,
        telling: Telling,
        matches: Mapping[str, Match],
        seen: Mapping[str, str],
        changed: Set[str],
        tick: Tick,
    ) -> None:
        self._judge, self._telling, self._tick = judge, telling, tick
        self._matches, self._seen, self._changed = matches, seen, changed
        self.states: dict[str, str] = {}
        self.dropped: set[str] = set()
        self.passed = 0

    def began(self, *, everything: bool) -> None:
        """Take all that matches for seen."""
        for digest, match in self._matches.items():
            card = Card.from_json(match.stored)
            self.states[digest] = card.state
            if everything:
                self._telling.of(self._judge.held(digest), card, match)
            self._tick()

    def appeared(self, *, asked_anew: bool) -> None:
        """Judge what was not seen yet, and what was seen and has changed."""
        for digest, match in self._matches.items():
            known = digest in self._seen
            if known and digest not in self._changed:
                continue
            card = Card.from_json(match.stored)
            if known:
                judged = self._judge.stayed(digest, card.state) if card.state != self._seen[digest] else None
            else:
                judged = self._judge.appeared(digest, [page.number for page in match.pages], asked_anew=asked_anew)
                self.passed += judged is None
            self.states[digest] = card.state
            if judged:
                self._telling.of(judged, card, match)
                if judged.before in self._seen and judged.before not in self._matches:
                    self.dropped.add(judged.before)
            self._tick()

    def left(self, there: Set[str]) -> None:
        """Judge what was seen, has changed, and matches no longer."""
        for digest in sorted(self._seen.keys() & self._changed - self._matches.keys() - self.dropped):
            judged = self._judge.left(digest, self._matches.keys(), there)
            if judged:
                self._telling.without(judged, digest)
                self.dropped.add(digest)
            self._tick()
