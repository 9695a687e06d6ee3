"""`foi watch`: searches that are saved and asked again, and what they have to tell."""

import sys

import click

from search_cli.context import Session, pass_session
from search_cli.status import ExitStatus
from search_cli.terminal import line


@click.group(
    "watch",
    epilog="""
    \b
    Examples:
      foi watch add surveys 'asbestos school' --mail-to me@example.org
      foi watch run
    """,
)
def command() -> None:
    """Save searches and be told, once each, what is new or changed among what they match."""


@command.command("run")
@click.argument("names", nargs=-1)
@pass_session
@click.pass_context
def run(ctx: click.Context, session: Session, *, names: tuple[str, ...]) -> None:
    """Look."""
    from search_cli.watches import run_watches

    reported = run_watches(session, names)
    for text in reported.notices:
        session.say(line(text))
    for text in reported.lines():
        click.echo(text)
    sys.stdout.flush()
    reported.printed()
    for text in reported.failed:
        click.echo(f"foi: {line(text)}", err=True)
    if reported.failed:
        ctx.exit(ExitStatus.PARTLY)
    if not reported.new:
        ctx.exit(ExitStatus.NOTHING_FOUND)
