"""Running watches: look, keep what there is to tell, tell everybody who wants it. For `foi watch` and `foi update`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import click

from search_cli import config
from search_cli.context import Session

if TYPE_CHECKING:
    from indexer.progress import Progress
    from indexer.watching.looking import Looked, Round
    from indexer.watching.outbox import Kept
    from indexer.watching.records import Alert, Watch
    from indexer.watching.state import State

PRINTED = "printed"
"""The name of the target that is whoever reads our output."""
_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Defined:
    """A watch as foi.toml has it: its query, and who is told besides whoever reads the output."""

    name: str
    query: str
    mail_to: tuple[str, ...] = ()
    atom: str = ""
    command: tuple[str, ...] = ()


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

    def lines(self) -> Iterator[str]:
        """Yield the alerts as text for a person, line by line, without line ends."""
        from search_cli.formats.alerts import lines

        return lines(self.alerts)

    def printed(self) -> None:
        """Say that the alerts were printed, and reached whoever reads."""
        self._confirm()


def definitions(session: Session) -> dict[str, Defined]:
    """Return the watches of foi.toml by name. Raises click.UsageError for a setting that is none."""
    tables = session.tables.get(config.WATCHES, {})
    return {
        name: _defined(name, table, f"{session.config} [{config.WATCHES}.{name}]") for name, table in tables.items()
    }


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

    now = datetime.now(UTC)
    failed: list[str] = []
    notices: list[str] = []
    progress = progress or Silent()
    with running(session.places), State(session.places) as state:
        with scene(session.places) as here:
            looking = Round(here, state, now)
            for watch in chosen:
                progress.begin(f"watch {watch.name}", 0)
                notices += _look(session, looking, watch, failed, progress, everything=everything)
        failed += _tell(session, state, chosen, now)
        waiting = {watch.name: state.outbox.waiting(watch.name, PRINTED) for watch in chosen}
    alerts = tuple(kept.alert for several in waiting.values() for kept in several)
    return Reported(alerts, tuple(notices), tuple(failed), lambda: _printed(session, waiting))


def targets_of(watch: Defined) -> tuple[str, ...]:
    """Return the names of everybody a watch tells: what the outbox knows them by."""
    return (PRINTED,)


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
        looked = looking.look(asked(session, watch), targets_of(watch), everything=everything, tick=progress.step)
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
        yield (
            f"watch {watch.name}: the query, or how words are read, is another than before; {many(looked.passed, 'document')}"
            " that matched by that alone passed over (foi search query:{watch.name} has all)"
        )


def _tell(session: Session, state: "State", watches: Sequence[Defined], now: datetime) -> list[str]:
    return []


def _printed(session: Session, waiting: "dict[str, list[Kept]]") -> None:
    from indexer.watching.state import State

    with State(session.places) as state, state.transaction():
        for name, several in waiting.items():
            state.outbox.told(name, PRINTED, [kept.key for kept in several])


def _defined(name: str, table: dict[str, Any], where: str) -> Defined:
    known = ("query", "mail-to", "atom", "command")
    for key in table:
        if key not in known:
            raise click.UsageError(f"{where} has a setting foi does not know: {key}{config.hint(key, known)}")
    return Defined(
        name,
        table["query"],
        _texts(table.get("mail-to", ()), f"{where} mail-to"),
        _text(table.get("atom", ""), f"{where} atom"),
        _words(table.get("command", ()), f"{where} command"),
    )


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise click.UsageError(f"{where}: must be in quotes")
    return value


def _texts(value: object, where: str) -> tuple[str, ...]:
    several = (value,) if isinstance(value, str) else value
    if not isinstance(several, list | tuple) or not all(isinstance(one, str) for one in several):
        raise click.UsageError(f'{where}: must be a list, ["one", "other"]')
    return tuple(several)


def _words(value: object, where: str) -> tuple[str, ...]:
    """Return a command's words; one text is parted as a shell would part it."""
    import shlex

    try:
        return tuple(shlex.split(value)) if isinstance(value, str) else _texts(value, where)
    except ValueError as error:
        raise click.UsageError(f"{where}: {error}") from error
