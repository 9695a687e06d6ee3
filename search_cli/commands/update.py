"""`foi update`: crawl what is due, index, run the watches, and say what is new. Made for cron."""

import click

from search_cli import config
from search_cli.context import Session, pass_session
from search_cli.size import Size
from search_cli.status import ExitStatus
from search_cli.terminal import line


@click.command(
    "update",
    epilog="""
    \b
    Examples:
      foi sources every govuk-foi 6h
      foi update --dry-run
      foi update --max-minutes 45 --max-bytes 2G
      foi -q update
    """,
)
@click.option("--max-minutes", type=click.FloatRange(min=0, min_open=True), metavar="MINUTES", help="Crawl so long.")
@click.option("--max-pages", type=click.IntRange(min=1), help="Crawl until so many answers came, of all sources.")
@click.option("--max-bytes", type=Size(), metavar="SIZE", help="Crawl until so much came, of all sources: 500M, 2G.")
@click.option(
    "--each-minutes", type=click.FloatRange(min=0, min_open=True), default=60, show_default=True, metavar="MINUTES",
    help="Crawl one source so long at most; it goes on from there the next time.",
)  # fmt: skip
@click.option("--now", "everything", is_flag=True, help="Crawl every source that has a schedule, due or not.")
@click.option("--dry-run", is_flag=True, help="Only say when each source is due.")
@pass_session
def command(
    session: Session,
    *,
    max_minutes: float | None,
    max_pages: int | None,
    max_bytes: int | None,
    each_minutes: float,
    everything: bool,
    dry_run: bool,
) -> None:
    """Crawl the sources that are due, index what came, run the watches, and say what is new since the last time.

    Only sources with a schedule are crawled: `foi sources every NAME 6h`. A source that fails does not stop the
    others, and is tried again sooner; one that was due several times is crawled once.

    With `foi -q`, as cron should run it, there is no output at all unless something is new or went wrong, and the same
    failure is told once a day. All of it is in logs/foi.log in the data folder, and `foi runs` lists the updates.

    Exit status is 0 if something is new, 1 if nothing is, 3 if some of it failed, 5 if another update or another
    writer is at it, 2 if nothing could be done, 130 if it was ended: the next one goes on.
    """
    from search_cli.updating.budget import Budget
    from search_cli.updating.running import UpdateLocked, alone
    from search_cli.updating.telling import long_held
    from search_cli.updating.update import update

    if dry_run:
        _plan(session)
        return
    budget = Budget(max_pages, max_bytes, max_minutes, each_minutes)
    try:
        with alone(session.places):
            status = update(session, budget, everything=everything)
    except UpdateLocked as error:
        from search_cli.updating.records import now

        if not session.quiet or long_held(str(error), now()):
            click.echo(f"foi: {line(str(error))}", err=True)
        status = ExitStatus.LOCKED
    click.get_current_context().exit(status)


def _plan(session: Session) -> None:
    """Say when each source is due."""
    from search_cli.updating.planning import HOW, lines, plan
    from search_cli.updating.records import now

    moment = now()
    found, faults = plan(session, moment)
    for text in lines(found, moment):
        click.echo(text)
    for fault in faults:
        click.echo(f"foi: {config.FILE}: {line(fault.why)}", err=True)
    if not found and not faults:
        session.say(HOW)
    if faults:
        click.get_current_context().exit(ExitStatus.PARTLY)
    if not any(one.ready(moment) for one in found):
        click.get_current_context().exit(ExitStatus.NOTHING_FOUND)
