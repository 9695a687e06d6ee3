"""`foi diff-bundles`: what is new, gone or changed from one bundle to another."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from search_cli.context import Session, pass_session
from search_cli.formats.records import row_options
from search_cli.interrupting import on_ctrl_c
from search_cli.paging import paged
from search_cli.progress import progress
from search_cli.status import ExitStatus

if TYPE_CHECKING:
    from indexer.bundle.unzipping import Bundle
    from indexer.progress import Progress


@click.command(
    "diff-bundles",
    epilog="""
    \b
    Examples:
      foi diff-bundles march.foi april.foi
      foi diff-bundles march.foi april.foi --format csv > differences.csv
    """,
)
@click.argument("first", metavar="A", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("second", metavar="B", type=click.Path(path_type=Path, dir_okay=False))
@row_options
@pass_session
def command(session: Session, *, first: Path, second: Path, format_: str, fields: str | None) -> None:
    """List how bundle B differs from bundle A: publications, documents and pages that are new, gone or changed.

    Both are seen to be as they were written; `foi verify` checks them whole. Of a document that is new or gone the
    pages are counted, of one that is in both they are listed. That something was seen again unchanged is no difference.
    Exit status is 1 if there is none.
    """
    from indexer.bundle.comparing import differences
    from indexer.bundle.unzipping import opened
    from search_cli.formats import bundles, records

    wanted = records.chosen(format_, fields, bundles.FIELDS)
    with (
        on_ctrl_c(lambda: "interrupted; the same command begins again"),
        progress(quiet=session.quiet) as watched,
        opened(first) as a,
        opened(second) as b,
    ):
        for bundle in (a, b):
            _check(bundle, watched)
        watched.begin("comparing", 0)
        found = list(differences(a, b))
    if format_ != "text":
        paged(records.lines(format_, map(bundles.row, found), wanted))
    elif found:
        paged(bundles.text(found))
    if not found:
        session.say("nothing differs")
        click.get_current_context().exit(ExitStatus.NOTHING_FOUND)


def _check(bundle: "Bundle", watched: "Progress") -> None:
    watched.begin(f"checking {bundle.path.name}", bundle.directory.ends)
    wrong = next(bundle.problems(watched.step), None)
    if wrong:
        raise click.ClickException(f"{bundle.path}: {wrong}; `foi verify {bundle.path}` lists all")
