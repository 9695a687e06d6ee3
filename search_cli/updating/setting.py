"""`foi sources every`: the schedules in foi.toml, shown and changed."""

import click

from scraper.platforms.configured.table import DeclarationError
from search_cli import config, editing
from search_cli.context import Session
from search_cli.status import ExitStatus
from search_cli.terminal import line
from search_cli.updating.every import NEVER, NoSchedule, every
from search_cli.updating.planning import HOW, lines, plan
from search_cli.updating.records import now
from search_cli.updating.schedule import crawlable


def show(session: Session, name: str | None) -> None:
    """Print when a source is due, or each that has a schedule."""
    moment = now()
    found, faults = plan(session, moment)
    told = list(lines([one for one in found if name in (None, one.source)], moment))
    wrong = [fault.why for fault in faults if name in (None, fault.source)]
    for text in told:
        click.echo(text)
    for text in wrong:
        click.echo(f"foi: {config.FILE}: {line(text)}", err=True)
    if wrong:
        click.get_current_context().exit(ExitStatus.PARTLY)
    if not told:
        session.say(f"{name} has no schedule" if name else HOW)
        click.get_current_context().exit(ExitStatus.NOTHING_FOUND)


def write(session: Session, name: str, schedule: str) -> None:
    """Keep a schedule for a source in foi.toml, or none. Raises click.UsageError if it cannot be kept."""
    table = session.tables.get(config.SOURCES, {}).get(name, {})
    if schedule.strip().lower() == NEVER:
        if config.EVERY in table:
            editing.remove(session.config, (config.SOURCES, name, config.EVERY))
        session.say(f"{name} has no schedule" + (" any more" if config.EVERY in table else ""))
        return
    try:
        said = every(schedule).text
        crawlable(name, table)
    except (NoSchedule, DeclarationError) as error:
        raise click.UsageError(str(error), click.get_current_context()) from error
    editing.put(session.config, (config.SOURCES, name, config.EVERY), said)
    often = f"every {said}" if said[0].isdigit() else said
    session.say(f"{name} is crawled {often}, whenever `foi update` runs")
