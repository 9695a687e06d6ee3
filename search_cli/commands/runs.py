"""`foi runs`: the record of every update."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from search_cli.context import Session, pass_session
from search_cli.status import ExitStatus
from search_cli.terminal import folded, line, many

if TYPE_CHECKING:
    from search_cli.updating.records import Record

FORMATS = ("text", "jsonl")


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
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)
@pass_session
def command(session: Session, *, limit: int, format_: str) -> None:
    """List the updates, the latest first: when, how long, what they crawled, what was new, and what failed.

    Exit status is 1 if there was none.
    """
    from scraper.archive.lock import holder
    from search_cli.updating.records import LOCK, Records, as_row

    running = bool(holder(session.places.data / LOCK))
    found = Records(session.places.logs).latest(running=running)[:limit]
    for record in found:
        if format_ == "jsonl":
            click.echo(json.dumps(as_row(record)))
        else:
            for text in told(record):
                click.echo(folded(text))
    if not found:
        session.say("there was no update yet: foi update")
        click.get_current_context().exit(ExitStatus.NOTHING_FOUND)


def told(record: "Record") -> Iterator[str]:
    """Yield a line for an update, and one for each thing that failed."""
    crawled = ", ".join(one.source for one in record.crawled) or "nothing crawled"
    counts = [f"{number:,} {word}" for number, word in ((record.new, "new"), (record.changed, "changed")) if number]
    counts += [many(record.alerts, "alert")] if record.alerts else []
    parts = [record.outcome, crawled, *counts]
    yield f"{record.time:%Y-%m-%d %H:%M} UTC  {_length(record.seconds):>7}  {line(' · '.join(parts))}"
    for one in record.failures:
        yield f"                               {line(one.what)}: {line(one.why)}"


def _length(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}" if minutes >= 60 else f"{minutes}:{rest:02}"
