"""`foi browse`: the full-screen reader."""

import sys

import click

from search_cli.choosing import OneOf
from search_cli.context import Session, pass_session
from search_cli.questions import with_ids
from search_cli.status import ExitStatus


@click.command(
    "browse",
    epilog="""
    \b
    Examples:
      foi browse
      foi browse '"social media" training'
    """,
)
@click.argument("query", nargs=-1)
@click.option(
    "--theme",
    type=OneOf(["terminal", "dark", "light"]),
    default="terminal",
    show_default=True,
    help="Colours: the terminal's own, or ours for a dark or a light ground.",
)
@pass_session
def command(session: Session, *, query: tuple[str, ...], theme: str) -> None:
    """Search and read full-screen, by keyboard: documents beside the page that says it, matches marked.

    Answers come while you type. In it, ? lists the keys. Citations that were taken along are printed at the
    end, also where stdout is a file or a pipe.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise click.ClickException("foi browse needs a terminal; `foi search` answers in a pipe")
    from search_cli.browse.app import Browse

    app = Browse(session, with_ids(session, " ".join(query)), theme)
    for text in app.run(mouse=False) or ():
        click.echo(text, nl=not text.endswith("\n"))
    if app.fault:
        raise app.fault
    click.get_current_context().exit(app.return_code or ExitStatus.DONE)
