"""Running watches: look, keep what there is to tell, tell everybody who wants it. For `foi watch` and `foi update`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import click

from search_cli import config
from search_cli.context import Session
from search_cli.delivering.targets import PRINTED, Defined, defined

if TYPE_CHECKING:
    from indexer.progress import Progress
    from indexer.watching.looking import Looked, Round
    from indexer.watching.outbox import Kept
    from indexer.watching.records import Alert, Watch

_ANY_DAY = date(2000, 1, 1)


@dataclass(slots=True)
class Reported:
    """What a run has to say. `notices` are for stderr: what a first look found, and the like; `failed` are errors.

    `alerts` were not printed before. Say `printed()` once they are, flushed and all: until then the next run prints
    them again.
    """

    alerts: tuple["Alert", ...] = ()
    notices: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    _confirm: Callable[[], None] = field(default=lambda: None)

    @property
    def new(self) -> int:
        """How many alerts there are."""
        return len(self.alerts)

    def lines(self, most: int = 50) -> Iterator[str]:
        """Yield the alerts as text for a person, line by line, without line ends: of each watch so many in full."""
        from search_cli.formats.alerts import lines, of_stdout

        return lines(self.alerts, of_stdout(), most)

    def printed(self) -> None:
        """Say that the alerts were printed, and reached whoever reads."""
        self._confirm()


def definitions(session: Session) -> dict[str, Defined]:
    """Return the watches of foi.toml by name. Raises click.UsageError for a setting that is none."""
    tables = session.tables.get(config.WATCHES, {})
    return {name: defined(name, table, f"{session.config} [{config.WATCHES}.{name}]") for name, table in tables.items()}


def run_watches(
    session: Session, names: Sequence[str] = (), *, everything: bool = False, progress: "Progress | None" = None
) -> Reported:
    """Look with these watches, or all; keep what is new, and tell everybody but whoever reads the output.

    With `everything`, a watch that looks for the first time tells all that matches. What one watch or target fails in
    is in `failed`, and stops no other. Raises click.UsageError for a name that is none, NoIndex, DamagedIndex, and
    IndexLocked if another run is at it.
    """
    chosen = _chosen(session, names)
    if not chosen:
        return Reported()
    from indexer.progress import Silent
    from indexer.watching.looking import Round, scene
    from indexer.watching.state import State, running
    from search_cli.delivering.mail import post as post_of
    from search_cli.delivering.telling import Telling

    post = post_of(session.tables.get(config.MAIL, {}), f"{session.config} [{config.MAIL}]")
    now = datetime.now(UTC)
    failed: list[str] = []
    notices: list[str] = []
    progress = progress or Silent()
    with running(session.places), State(session.places) as state:
        with scene(session.places) as here:
            looking = Round(here, state, now)
            for watch in chosen:
                progress.begin(f"watch {watch.name}", 0, "document")
                notices += _look(session, looking, watch, failed, progress, everything=everything)
            identity = here.archive.history.identity()
        telling = Telling(state, post, list(definitions(session).values()), session.places.data, identity, now)
        for watch in chosen:
            failed += telling.tell(watch)
        waiting = {watch.name: state.outbox.waiting(watch.name, PRINTED) for watch in chosen}
    alerts = tuple(kept.alert for several in waiting.values() for kept in several)
    return Reported(alerts, tuple(notices), tuple(failed), lambda: _printed(session, waiting))


def begin(session: Session, watch: Defined, *, everything: bool) -> str:
    """Let a watch look for the first time, and return what to say of it. Raises NoIndex, QueryError, IndexLocked."""
    from indexer.watching.looking import Round, scene
    from indexer.watching.state import State, running
    from search_cli.terminal import many

    with running(session.places), State(session.places) as state, scene(session.places) as here:
        state.seen.remove(watch.name)
        state.outbox.remove(watch.name)
        looking = Round(here, state, datetime.now(UTC))
        looked = looking.look(asked(session, watch), watch.targets, everything=everything)
    if everything:
        return f"the next `foi watch run` tells what matches now, {many(len(looked.alerts), 'document')}"
    return next(_noticed(watch, looked), "").partition(": ")[2]


def end(session: Session, name: str) -> tuple[bool, int]:
    """Drop all that is kept of a watch; return whether anything was, and how many alerts somebody was not told."""
    from indexer.watching.state import State, running

    if not session.places.own.is_dir():
        return False, 0
    with running(session.places), State(session.places) as state, state.transaction():
        looked = state.seen.last(name) is not None
        untold = state.outbox.untold(name)
        state.seen.remove(name)
        state.outbox.remove(name)
    return looked, untold


def renew_feeds(session: Session, identity: str) -> None:
    """Write the Atom files of all watches as they ought to be, where they are: what was forgotten goes from them."""
    from indexer.watching.state import FILE, State
    from search_cli.delivering.mail import Post
    from search_cli.delivering.telling import Telling

    watches = list(definitions(session).values())
    if not any(watch.atom for watch in watches) or not (session.places.own / FILE).exists():
        return
    with State(session.places) as state:
        telling = Telling(state, Post(), watches, session.places.data, identity, datetime.now(UTC))
        for watch in watches:
            telling.renew(watch)


def feed_of(session: Session, alerts: Sequence["Alert"]) -> str:
    """Return alerts as an Atom feed."""
    from scraper.archive.store import Archive
    from search_cli.formats.alert_feed import feed

    with Archive.open(session.places.archive, create=False) as archive:
        identity = archive.history.identity()
    return feed(alerts, list(definitions(session)), identity, datetime.now(UTC))


def _chosen(session: Session, names: Sequence[str]) -> list[Defined]:
    known = definitions(session)
    for name in names:
        if name not in known:
            raise click.UsageError(
                f"there is no watch {name}{config.hint(name, known) or '; `foi watch list` has all'}"
            )
    return [known[name] for name in dict.fromkeys(names)] if names else list(known.values())


def _look(
    session: Session, looking: "Round", watch: Defined, failed: list[str], progress: "Progress", *, everything: bool
) -> Iterator[str]:
    """Look with one watch; yield what is worth a notice, and add to `failed` why it could not."""
    from indexer.errors import QueryError

    try:
        looked = looking.look(asked(session, watch), watch.targets, everything=everything, tick=progress.step)
    except QueryError as error:
        failed.append(f"watch {watch.name}: {error}")
        return
    yield from _noticed(watch, looked)


def asked(session: Session, watch: Defined) -> "Watch":
    """Return what a watch asks for today. Raises QueryError."""
    import hashlib

    from indexer.query import parse
    from indexer.watching.records import Watch

    saved = config.saved(session.tables)
    any_day = parse(watch.query, saved=saved, today=_ANY_DAY)  # last-week is no other query tomorrow
    basis = hashlib.sha256(repr(any_day).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    today = datetime.now(UTC).astimezone().date()
    return Watch(watch.name, watch.query, parse(watch.query, saved=saved, today=today), basis)


def _noticed(watch: Defined, looked: "Looked") -> Iterator[str]:
    from search_cli.terminal import line, many

    yield from (f"watch {watch.name}: {line(note)}" for note in looked.notes)
    if looked.first and not looked.alerts:
        match = "document matches" if looked.matching == 1 else "documents match"
        yield f"watch {watch.name}: {looked.matching:,} {match} now; from here on what is new or changed is told"
    elif looked.passed:
        passed = many(looked.passed, "document")
        yield f"watch {watch.name}: asks for something else than before; {passed} that match by that alone are not told"


def _printed(session: Session, waiting: "dict[str, list[Kept]]") -> None:
    from indexer.watching.state import State

    with State(session.places) as state, state.transaction():
        for name, several in waiting.items():
            state.outbox.told(name, PRINTED, [kept.key for kept in several])
