"""`foi cron`: have `foi update` run by itself, by cron or by systemd."""

from collections.abc import Callable, Iterable
from typing import TypeVar

import click

from search_cli.choosing import OneOf
from search_cli.context import Session, pass_session
from search_cli.scheduling import crontab, installing, system, systemd
from search_cli.scheduling.job import CannotSchedule, Job, job, left_out
from search_cli.scheduling.times import EVERY, Times, daily, spread
from search_cli.status import ExitStatus
from search_cli.terminal import clean, line

F = TypeVar("F", bound=Callable[..., object])
USUAL = "1h"


class TimeOfDay(click.ParamType[Times]):
    """A time of the day as HH:MM."""

    name = "HH:MM"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Times:
        """Turn "03:10" into the times of a job."""
        if isinstance(value, Times):
            return value
        hour, _, minute = str(value).partition(":")
        numbers = all(part.isascii() and part.isdigit() and len(part) <= 2 for part in (hour, minute))
        if not numbers or len(minute) != 2 or int(hour) >= 24 or int(minute) >= 60:
            self.fail(f"{line(str(value))!r} is no time of the day; write it as 03:10", param, ctx)
        return daily(int(hour), int(minute))


def when(function: F) -> F:
    """Add the options that say when, and by whom."""
    for option in (
        click.option("--systemd", "by_systemd", is_flag=True, help="A timer of systemd, and no line of a crontab."),
        click.option("--at", type=TimeOfDay(), help="Once a day, at this time exactly."),
        click.option("--every", type=OneOf(list(EVERY)), help=f"How often.  [default: {USUAL}]"),
    ):
        function = option(function)
    return function


@click.group(
    "cron",
    epilog="""
    \b
    Examples:
      foi cron show
      foi cron install --every 6h
      foi cron install --systemd
      foi cron remove
    """,
)
def command() -> None:
    """Have `foi update` run by itself: by cron, or by systemd.

    An update asks only the sources that are due, and prints only what is new; cron sends that by mail. So let it run
    often: how often a source is asked says `every` in its table of foi.toml. Each data folder has a line or a timer
    of its own, at a minute of its own.
    """


@command.command(
    "show",
    epilog="""
    \b
    Examples:
      foi cron show --at 03:10
      foi cron show --systemd
    """,
)
@when
@pass_session
def show(session: Session, *, every: str | None, at: Times | None, by_systemd: bool) -> None:
    """Print the line for a crontab, or the files for systemd.

    Nothing is changed. Whether it is installed is said on stderr.
    """
    wanted, times = _job(session), _times(session, every, at)
    if by_systemd:
        files = installing.units(wanted, times)
        click.echo("\n".join(f"# {file}\n{text}" for file, text in files.items()), nl=False)
        there = [installing.content(file) for file in files]
        session.say(_state(there, list(files.values()), "systemd", " --systemd"))
    else:
        shown = crontab.line(wanted, times)
        click.echo(shown)
        try:
            there = crontab.own(system.read_crontab(), wanted)
        except CannotSchedule as error:
            session.say(f"foi: {error}")
        else:
            session.say(_state(there, [shown], "your crontab"))
            for other in (one for one in there if one != shown):
                session.say(f"  {clean(other)}")
    _left_out(session)


@command.command(
    "install",
    epilog="""
    \b
    Examples:
      foi cron install --every 6h
      foi cron install --at 03:10 --dry-run
      foi cron install --systemd
    """,
)
@when
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@pass_session
def install(session: Session, *, every: str | None, at: Times | None, by_systemd: bool, dry_run: bool) -> None:
    """Put the line into your crontab, or a timer among your units.

    It takes the place of the former one of this data folder. Nothing else there is touched; given twice, nothing
    changes the second time.
    """
    from search_cli.updating.planning import HOW
    from search_cli.updating.records import now
    from search_cli.updating.schedule import scheduled

    wanted, times = _job(session), _times(session, every, at)
    put = installing.put_units if by_systemd else installing.put_line
    _done(put(wanted, times, dry=dry_run))
    if by_systemd:
        session.say("it runs while you are logged in; `loginctl enable-linger` lets it run always")
        session.say(f"what it printed: `journalctl --user -u {systemd.name(wanted)}`")
    elif not system.cron_runs():
        session.say("no cron daemon is to be seen here: the line waits until one is started")
    if not scheduled(session.tables, None, now())[0]:
        session.say(HOW)
    _left_out(session)


@command.command(
    "remove",
    epilog="""
    \b
    Example:
      foi cron remove
    """,
)
@click.option("--systemd", "by_systemd", is_flag=True, help="The timer alone; a line in the crontab stays.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@pass_session
def remove(session: Session, *, by_systemd: bool, dry_run: bool) -> None:
    """Take line and timer of this data folder away.

    Nothing else is touched. Exit status is 1 if there was neither.
    """
    wanted = _job(session)
    found = _done(installing.take_units(wanted, dry=dry_run))
    if not by_systemd and (system.has("crontab") or not found):
        found |= _done(installing.take_line(wanted, dry=dry_run))
    if not found:
        session.say(f"nothing runs `foi update` on {wanted.data}; there was nothing to remove")
        click.get_current_context().exit(ExitStatus.NOTHING_FOUND)


def _job(session: Session) -> Job:
    try:
        return job(session.places.data)
    except CannotSchedule as error:
        raise click.ClickException(str(error)) from error


def _times(session: Session, every: str | None, at: Times | None) -> Times:
    if every and at:
        raise click.UsageError("give --every or --at, not both", click.get_current_context())
    return at or spread(EVERY[every or USUAL], str(session.places.data.absolute()))


def _done(said: Iterable[str]) -> bool:
    """Do what says what it does as it is read, and print that. Tells whether there was anything."""
    found = False
    try:
        for text in said:
            click.echo(clean(text))
            found = True
    except CannotSchedule as error:
        raise click.ClickException(str(error)) from error
    return found


def _state(there: list[str], shown: list[str], where: str, option: str = "") -> str:
    if there == shown:
        return f"as it is in {where}"
    if any(there):
        return f"{where} has another one of this data folder; `foi cron install{option}` replaces it"
    return f"not in {where} yet; `foi cron install{option}` puts it there"


def _left_out(session: Session) -> None:
    for text in left_out():
        session.say(f"foi: {text}")
