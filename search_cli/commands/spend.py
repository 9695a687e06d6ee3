"""`foi spend`: what the documents that match say was spent, added up, with the page that says each sum."""

from collections.abc import Sequence
from pathlib import Path

import click

from search_cli.choosing import OneOf
from search_cli.context import Session, pass_session
from search_cli.formats.records import chosen, lines, row_options
from search_cli.paging import paged
from search_cli.questions import Filters, asked, filter_options
from search_cli.status import ExitStatus
from search_cli.terminal import many


@click.command(
    "spend",
    epilog="""
    \b
    Examples:
      foi spend '"social media training"'
      foi spend training --by supplier --by year --authority 'foreign office'
      foi spend 'agency staff' --by authority --totals --chart spend.svg
      foi spend consultants --format csv > consultants.csv
    """,
)
@click.argument("query", nargs=-1)
@filter_options
@click.option(
    "--by",
    multiple=True,
    type=OneOf(["supplier", "authority", "year"]),
    help="Add up by this; may be given several times.  [default: supplier]",
)
@click.option("--totals", is_flag=True, help="Print the totals only, without the sums they are of.")
@click.option(
    "--chart",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the totals as a bar chart too: FILE.svg or FILE.png.",
)
@row_options
@pass_session
def command(
    session: Session,
    *,
    query: tuple[str, ...],
    filters: Filters,
    by: tuple[str, ...],
    totals: bool,
    chart: Path | None,
    format_: str,
    fields: str | None,
) -> None:
    """Add up the sums of money on the pages that match QUERY, and say for each which page says it.

    A sum that several documents name is counted once. Limits, rates ("£400 a day"), open sums ("up to £5,000") and
    totals of sums that are listed are shown in brackets and not added up. What nobody says is "(not said)": who paid
    is then who published it, and the year that of publication, in brackets. Sums of different currencies are not mixed.

    In the other formats a row is a sum, with --totals a total. Exit status is 1 if nothing matched, or no sum is there.
    """
    from indexer.query import all_of
    from indexer.spending.asking import spent
    from indexer.spending.grouping import grouped
    from search_cli.formats.spending import charts, rows, text

    nodes = asked(session, query, filters)
    if not nodes:
        raise click.UsageError("say what the money was spent on: foi spend QUERY")
    draw = charts.chart(chart) if chart else None
    if chart and draw is None:
        raise click.UsageError(f"a chart is written as .svg or .png, and {chart.name} ends with neither")
    columns = chosen(format_, fields, rows.GROUP_FIELDS if totals else rows.FIELDS)
    by = tuple(dict.fromkeys(by)) or ("supplier",)
    documents, sums = spent(session.places, all_of(*nodes))
    groups = grouped(sums, by)
    if format_ == "text":
        paged(text.text(groups, by, totals=totals))
    elif totals:
        paged(lines(format_, (rows.group_row(group, by) for group in groups), columns))
    else:
        paged(lines(format_, map(rows.row, sums), columns))
    if chart and draw:
        _write(chart, draw(_title(query, by), groups))
        session.say(f"wrote {chart}")
    if not sums:
        session.say(f"{many(documents, 'document')} found, and no sum of money on the pages that match")
        click.get_current_context().exit(ExitStatus.NOTHING_FOUND)


def _title(query: Sequence[str], by: Sequence[str]) -> str:
    return f"Sums named by documents about {' '.join(query) or 'everything chosen'}, by {' and '.join(by)}"


def _write(path: Path, body: bytes) -> None:
    try:
        path.write_bytes(body)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}") from None
