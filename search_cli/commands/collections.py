"""`foi collections`: what was imported, each in a place of its own."""

import click

from search_cli.context import Session, pass_session
from search_cli.formats.records import row_options
from search_cli.paging import paged
from search_cli.status import ExitStatus
from search_cli.terminal import line, screen


@click.command(
    "collections",
    epilog="""
    \b
    Examples:
      foi collections
      foi -c foreign-office search asbestos
    """,
)
@row_options
@pass_session
def command(session: Session, *, format_: str, fields: str | None) -> None:
    """List the collections that `foi import` made: how much each holds, from which bundle, when, and who signed it.

    `foi -c NAME` runs any command on one of them: it is a data folder of its own, and to take it away, delete its
    folder. Exit status is 1 if there is none.
    """
    from indexer.collections import names, place, root_of
    from indexer.held import holdings
    from indexer.origins import origins
    from search_cli.formats import collections, records
    from search_cli.formats.aligned import aligned

    wanted = records.chosen(format_, fields, collections.FIELDS, collections.COLUMNS)
    root = root_of(session.places)
    rows = []
    for name in names(root):
        its = place(root, name)
        rows.append(collections.row(name, str(its.data), holdings(its), origins(its)))
    if format_ != "text":
        paged(records.lines(format_, rows, wanted))
    elif rows:
        size = screen()
        cells = ([line(cell) for cell in collections.cells(row)] for row in rows)
        paged(aligned([collections.HEADING, *cells], size[0] if size else None))
    if not rows:
        session.say("there is no collection yet; `foi import BUNDLE` makes one")
        click.get_current_context().exit(ExitStatus.NOTHING_FOUND)
