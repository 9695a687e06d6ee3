"""`foi runs`: the record of every update."""

import click

from search_cli.context import Session, pass_session
from search_cli.formats.records import row_options
from search_cli.paging import paged
from search_cli.status import ExitStatus
from search_cli.terminal import folded


@click.command(
    "runs",
    epilog="""
    \b
    Examples:
      foi runs
      foi runs --limit 1 --format jsonl
    """,
)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="The latest so many.")
@row_options
@pass_session
def command(session: Session, *, limit: int, format_: str, fields: str | None) -> None:
    """List the updates, the latest first: when, how long, what was new, which sources were crawled, and what failed.

    An update that runs now is "running", one that was killed "killed". Exit status is 1 if there was none.
    """
    from scraper.archive.lock import holder
    from search_cli.formats import records, runs
    from search_cli.updating.records import LOCK, Records

    wanted = records.chosen(format_, fields, runs.KNOWN if fields else runs.FIELDS, runs.COLUMNS)
    running = bool(holder(session.places.data / LOCK))
    found = Records(session.places.logs).latest(running=running)[:limit]
    if format_ == "text":
        paged(f"{folded(text)}\n" for record in found for text in runs.text(record))
    else:
        paged(records.lines(format_, map(runs.row, found), wanted))
    if not found:
        session.say("there was no update yet: foi update")
        click.get_current_context().exit(ExitStatus.NOTHING_FOUND)
