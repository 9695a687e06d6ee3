"""`foi changes`: what is new, changed, withdrawn, gone or replaced, across all sources."""

import sys
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

import click

from search_cli import marks
from search_cli.choosing import OneOf
from search_cli.context import Session, pass_session
from search_cli.documents import open_archive
from search_cli.formats import changes as rows
from search_cli.formats import records
from search_cli.formats.records import ROWS
from search_cli.interrupting import on_ctrl_c
from search_cli.paging import paged
from search_cli.progress import progress
from search_cli.status import ExitStatus

if TYPE_CHECKING:
    from scraper.archive.store import Archive
    from scraper.archive.timeline import Mark

LAST = "last"
FORMATS = ("text", *ROWS, "atom")


@click.command(
    "changes",
    epilog="""
    \b
    Examples:
      foi changes --since 2026-08-01
      foi changes --since 2026-08-01 --format atom > changes.xml
      foi changes --since last
    """,
)
@click.option(
    "--since",
    required=True,
    metavar="DATE|last",
    help="What was captured then or later: 2026, 2026-08, 2026-08-26, 26/08/2026, 2026-08-26T14:30. `last`: since the "
    "last time this was asked with `last`, or everything the first time.",
)
@click.option("--format", "format_", type=OneOf(FORMATS), default="text", show_default=True)
@click.option("--fields", metavar="A,B,C", help="Only these fields, in this order; not of text, nor of atom.")
@pass_session
@on_ctrl_c(lambda: "interrupted; nothing counts as told, the same command lists it again")
def command(session: Session, *, since: str, format_: str, fields: str | None) -> None:
    """List what changed at the sources, oldest first: publications that are new, edited, moved, withdrawn, gone or
    back, and files that were replaced, are gone or back.

    An edit is a change of what is known of a publication, or of what its page says; a file is replaced if it says
    something else. Other bytes with the same text are none (`foi history` lists them). What cannot be read is compared
    byte by byte.

    With `last`, how far it came is kept in changes.json in the data folder once all is printed; what breaks off lists
    the same again. Exit status is 1 if nothing changed.
    """
    from indexer.text import TextStore
    from indexer.versions.changes import changes

    columns = records.chosen("text" if format_ == "atom" else format_, fields, rows.FIELDS)
    with open_archive(session.places) as archive, TextStore(session.places.text) as store:
        now, asked = archive.history.mark(), datetime.now(UTC)
        bound = _last(session, archive) if since == LAST else _day(since)
        with progress(quiet=session.quiet) as watched:
            watched.begin("comparing", len(archive.history.touched(bound)), "publication")
            found = changes(archive, store, bound, now, watched.step)
        identity = archive.history.identity()
    if format_ == "atom":
        from search_cli.formats.atom import feed

        lines = feed(found, identity, bound if isinstance(bound, datetime) else None, asked)
    else:
        lines = rows.text(found) if format_ == "text" else records.lines(format_, map(rows.row, found), columns)
    paged(lines)
    if since == LAST:
        sys.stdout.flush()  # a pipe that was closed has not told anybody
        marks.write(session.places.data, marks.LastTime(identity, now, asked))
    if not found:
        if format_ == "text":
            session.say("nothing changed")
        click.get_current_context().exit(ExitStatus.NOTHING_FOUND)


def _last(session: Session, archive: "Archive") -> "Mark | datetime":
    """Return since when `last` is. The mark of an archive that was since exchanged for another says only a time."""
    from scraper.archive.timeline import Mark

    try:
        last = marks.read(session.places.data)
    except marks.BadMark as error:
        raise click.ClickException(str(error)) from error
    if last is None:
        return Mark()
    now = archive.history.mark()
    same = last.identity == archive.history.identity()
    return last.mark if same and last.mark.entry <= now.entry and last.mark.capture <= now.capture else last.time


def _day(text: str) -> datetime:
    if "T" in text:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise click.UsageError(
                f"{text!r} is no time; write 2026-08-26T14:30", click.get_current_context()
            ) from None
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    from indexer.query import since

    first = since(text).first
    if first is None:
        raise click.UsageError(f"{text!r} is no date", click.get_current_context())
    return datetime.combine(first, time(), UTC)
