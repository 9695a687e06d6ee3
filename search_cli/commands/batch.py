"""`foi batch`: a list of queries in, one table of hits out."""

import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from indexer.errors import QueryError
from search_cli.choosing import OneOf
from search_cli.commands.search import ORDERS
from search_cli.context import Session, pass_session
from search_cli.formats import batch
from search_cli.formats.records import chosen, row_options
from search_cli.interrupting import on_ctrl_c
from search_cli.progress import lasted, meanwhile, progress
from search_cli.query_lists import entries
from search_cli.questions import Filters, asked, filter_options
from search_cli.status import ExitStatus
from search_cli.terminal import line, many

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.query import Node
    from indexer.search import Results
    from search_cli.query_lists import Listed

STDIN = "-"
_NO_FILTERS = Filters()
TOLD = 20
"""Lines that cannot be asked and are told one by one; of more, how many there are."""


@click.command(
    "batch",
    epilog="""
    \b
    Examples:
      foi batch queries.txt
      foi batch queries.csv --format csv > hits.csv
      foi batch queries.txt --kind release --since 2014 --count
      foi batch - --format jsonl --limit 3 < queries.txt | jq -r .id
    """,
)
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@filter_options
@click.option("--and", "also", metavar="QUERY", help="What every hit must match as well: 'amount:>50k -tag:done'.")
@click.option("--sort", type=OneOf(list(ORDERS)), default="relevance", show_default=True, help="As in `foi search`.")
@click.option(
    "--limit", "-n", type=click.IntRange(0, 10_000), default=10, show_default=True, help="Hits to print a query."
)
@click.option("--pages", type=click.IntRange(1, 1_000), default=3, show_default=True, help="Pages to show a hit.")
@click.option("--count", is_flag=True, help="Print no hits, but how many documents match each query.")
@click.option("--from", "first", type=click.IntRange(1), default=1, metavar="LINE", help="Begin at this line of FILE.")
@row_options
@pass_session
def command(
    session: Session,
    *,
    file: Path,
    filters: Filters,
    also: str | None,
    sort: str,
    limit: int,
    pages: int,
    count: bool,
    first: int,
    format_: str,
    fields: str | None,
) -> None:
    """Ask every query of FILE, and print what each finds; FILE is - for what comes on stdin.

    FILE has one query a line; lines that begin with # are left out. Or it is a table (csv, also with semicolons or
    tabs) whose first line names its columns, `query` and, if wanted, `name`: the name stands beside each hit. The
    queries are those of `foi search` (`foi help query`), but what merely has most of the words is no hit here.

    A query that cannot be understood is told with its line, and the others are asked. Exit status is 0 if anything
    matched, 1 if nothing did, 3 if some of FILE could not be asked, 2 if none could.
    """
    from indexer.asking import Asking
    from indexer.query import all_of

    known, usual = (batch.COUNTED, batch.COUNTS) if count else (batch.FIELDS, batch.COLUMNS)
    wanted = chosen(format_, fields, known, usual)
    besides = asked(session, (also,) if also else (), filters)
    done = _Done(_name(file))
    watching = not session.quiet and not sys.stdout.isatty()  # there the hits themselves show how it goes on
    with (
        Asking(session.places) as asking,
        _opened(file) as stream,
        on_ctrl_c(lambda: done.go_on),
        progress(quiet=not watching) as watched,
    ):

        def answers() -> "Iterator[tuple[Listed, Results]]":
            for listed in entries(stream, done.name):
                if listed.line >= first:
                    done.line = listed.line
                    try:
                        query = all_of(*_nodes(session, listed), *besides)
                        results = asking.ask(query, order=ORDERS[sort], limit=0 if count else limit, pages=pages)
                    except (QueryError, click.UsageError) as error:
                        done.refused(error.message if isinstance(error, click.UsageError) else str(error))
                    else:
                        yield listed, results
                        done.answered(results.total)
                    done.line = listed.line + 1
                watched.step(listed.size)

        watched.begin("asking", _size(file))
        for text in batch.lines(format_, answers(), wanted, count=count):
            click.echo(text, nl=False)
    for text in done.summary():
        session.say(text)
    if status := done.status:
        click.get_current_context().exit(status)


def _nodes(session: Session, listed: "Listed") -> "list[Node]":
    """Read a query. Raises QueryError, or UsageError, also for one that came with a problem."""
    if listed.problem:
        raise QueryError(listed.problem)
    return asked(session, (listed.query,), _NO_FILTERS)


@contextmanager
def _opened(file: Path) -> "Iterator[BinaryIO]":
    if str(file) == STDIN:
        yield sys.stdin.buffer
        return
    if not file.exists():
        raise click.ClickException(f"there is no file {file}")
    with file.open("rb") as stream:
        yield stream


def _name(file: Path) -> str:
    return "stdin" if str(file) == STDIN else str(file)


def _size(file: Path) -> int:
    """Return how many bytes are to be read, 0 if nobody knows."""
    return file.stat().st_size if str(file) != STDIN and file.is_file() else 0


class _Done:
    """What was done so far with a list of queries; `line` is the one that was begun with last."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.line = 1
        self.asked = self.matched = self.documents = self.bad = 0
        self._started = time.monotonic()

    def answered(self, documents: int) -> None:
        """Count a query that was asked."""
        self.asked += 1
        self.matched += documents > 0
        self.documents += documents

    def refused(self, why: str) -> None:
        """Tell of a line that cannot be asked; of the first ones only."""
        self.bad += 1
        if self.bad <= TOLD:
            meanwhile(f"foi: {line(f'{self.name}:{self.line}: {why}')}", err=True)
        elif self.bad == TOLD + 1:
            meanwhile(f"foi: {line(self.name)}: further lines that cannot be asked are only counted", err=True)

    @property
    def go_on(self) -> str:
        """How to go on after an interruption."""
        return f"interrupted after {many(self.asked, 'query')}; `--from {self.line}` goes on from there"

    @property
    def status(self) -> ExitStatus:
        """How it ended."""
        if self.bad:
            return ExitStatus.PARTLY if self.asked else ExitStatus.NOT_DONE
        return ExitStatus.DONE if self.matched else ExitStatus.NOTHING_FOUND

    def summary(self) -> "Iterator[str]":
        """Yield what came of it."""
        if not self.asked and not self.bad:
            yield f"{self.name} has no queries"
            return
        took = lasted(time.monotonic() - self._started, self.asked, "query")
        found = f"{self.matched:,} found something, {many(self.documents, 'document')} in all"
        yield f"{many(self.asked, 'query')} asked{took}: {found}"
        if self.bad:
            yield f"{many(self.bad, 'line')} could not be asked"
