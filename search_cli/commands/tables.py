"""`foi tables`: the tables of a document, as rows."""

import sys
from typing import TYPE_CHECKING

import click

from indexer.cards import Card
from indexer.errors import ExtractionError, UnsupportedFormat
from indexer.extract.limits import Limits
from indexer.text import TextStore
from scraper.archive.store import Archive
from search_cli.context import Session, pass_session
from search_cli.documents import DocumentId, Wanted, card_of, open_archive, resolve
from search_cli.formats.tables import FORMATS, Numbered
from search_cli.original_files import file_of
from search_cli.status import ExitStatus
from search_cli.terminal import line

if TYPE_CHECKING:
    from indexer.tables.finding import Found


@click.command(
    "tables",
    epilog="""
    \b
    Examples:
      foi tables 0e85149bedff
      foi tables 0e85149bedff:3 --table 2 --format csv > payments.csv
      foi tables 0e85149bedff --format jsonl | jq '.rows[]'
    """,
)
@click.argument("wanted", metavar="ID[:PAGE]", type=DocumentId())
@click.option("--table", type=click.IntRange(1), help="Print this table alone; the first is 1.")
@click.option(
    "--format",
    type=click.Choice(list(FORMATS)),
    help="How to print them.  [default: text on a terminal, csv elsewhere]",
)
@click.option("--seconds", type=click.IntRange(1), default=30, show_default=True, help="Most seconds a page may take.")
@click.option("--memory", type=click.IntRange(256), default=2048, show_default=True, help="Most MB a page may need.")
@pass_session
def command(
    session: Session, *, wanted: Wanted, table: int | None, format: str | None, seconds: int, memory: int
) -> None:
    """Print the tables of a document, or of one of its pages.

    Of a PDF these are the tables with lines around their cells; further, every sheet of a workbook, delimited
    text, and the tables of web pages, Word documents and OpenDocument texts. A table that goes on over pages is
    one where its heading is repeated.

    Printed as csv, tables stand one after another with an empty line between.

    Exit status is 0 if there is a table, 1 if there is none, or no such page, 3 if a page could not be looked at.
    """
    limits = Limits(memory=memory << 20, wall_seconds=seconds, page_seconds=seconds)
    with open_archive(session.places) as archive, TextStore(session.places.text) as store:
        card = card_of(archive, store, resolve(archive, store, wanted.prefix))
        found = _found(archive, card, limits, wanted.page)
    every = [Numbered(card.digest, number, each) for number, each in enumerate(found.tables, 1)]
    chosen = [each for each in every if table in (None, each.number)]
    form = format or ("text" if sys.stdout.isatty() else "csv")
    for text in FORMATS[form](chosen, len(every)):
        click.echo(text, nl=False)
    if form == "csv" and len(chosen) > 1:
        session.say(f"foi: {len(chosen)} tables, an empty line between; --table 1 prints the first alone")
    for failure in found.failures:
        click.echo(f"foi: {line(failure)}", err=True)
    if not chosen:
        click.echo(f"foi: {_nothing(found, wanted.page, table)}", err=True)
    if found.failures or not chosen:
        click.get_current_context().exit(ExitStatus.PARTLY if found.failures else ExitStatus.NOTHING_FOUND)


def _found(archive: Archive, card: Card, limits: Limits, page: int | None) -> "Found":
    """Find the tables of a document, or of a file within one, of which a copy is made for as long as it takes."""
    from indexer.tables.finding import find_tables
    from indexer.tables.registry import is_paged

    if page and page > 1 and not is_paged(card.media_type):
        raise click.ClickException(
            f"tables of files of this type ({card.media_type}) have no pages; `foi tables {card.id}` prints all"
        )
    try:
        with file_of(archive, card) as path:
            return find_tables(path, card.media_type, limits, page if is_paged(card.media_type) else None)
    except UnsupportedFormat:
        raise
    except ExtractionError as error:
        raise click.ClickException(f"{card.id} ({card.file}): {error}") from error


def _nothing(found: "Found", page: int | None, table: int | None) -> str:
    """Why nothing is printed."""
    if page and page > found.pages:
        return f"there is no page {page}: it has {found.pages}"
    if found.tables:
        return f"there is no table {table}: the {'page' if page else 'document'} has {len(found.tables)}"
    where = f"on page {page}" if page else "in it"
    if not found.scans:
        return f"no table was found {where}"
    scans = f"page {page} is a picture" if page else f"{len(found.scans)} of its {found.pages} pages are pictures"
    return f"no table was found {where}; {scans}: OCR reads words there, not the lines of a table"
