"""`foi watch`: searches that are saved and asked again, and what they have to tell."""

import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from search_cli import config
from search_cli.choosing import OneOf
from search_cli.context import Session, pass_session
from search_cli.formats.records import chosen, row_options
from search_cli.interrupting import on_ctrl_c
from search_cli.paging import paged
from search_cli.progress import progress
from search_cli.status import ExitStatus
from search_cli.terminal import line

if TYPE_CHECKING:
    from search_cli.delivering.targets import Defined
    from search_cli.watches import Reported

FORMATS = ("text", "jsonl", "json", "atom")
_HALF = "interrupted; who was not told is told by the next `foi watch run`"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,40}")


@click.group(
    "watch",
    invoke_without_command=True,
    epilog="""
    \b
    Examples:
      foi watch add surveys asbestos 'school*' --mail-to me@example.org
      foi watch run
    """,
)
@pass_session
@click.pass_context
def command(ctx: click.Context, session: Session) -> None:
    """Save searches, and be told what is new or changed among what they match: each thing once, and why.

    Watches are tables of foi.toml, [watches.NAME]; docs/watching.md has their settings, and those of mail. `foi update`
    runs them all. Without a command it is `foi watch list`.
    """
    if ctx.invoked_subcommand is None:
        _list(ctx, session)


@command.command(
    "add",
    epilog="""
    \b
    Examples:
      foi watch add surveys asbestos 'school*'
      foi watch add contracts 'amount:>1m kind:release' --atom contracts.xml --mail-to me@example.org
      foi watch add leads 'Larkspur' --command 'notify-send Larkspur'
    """,
)
@click.argument("name")
@click.argument("query", nargs=-1, required=True)
@click.option("--mail-to", metavar="ADDRESS", multiple=True, help="Send mail to; may be given several times.")
@click.option("--atom", metavar="FILE", default="", help="Write an Atom feed; a relative path is in the data folder.")
@click.option(
    "--command", "program", metavar="COMMAND", default="", help="Run, with alerts as JSON Lines as its input."
)
@click.option("--all", "everything", is_flag=True, help="Let the next run tell what matches already, too.")
@pass_session
def add(
    session: Session,
    *,
    name: str,
    query: tuple[str, ...],
    mail_to: tuple[str, ...],
    atom: str,
    program: str,
    everything: bool,
) -> None:
    """Watch QUERY under a NAME: from now on each run tells what is new or changed, once.

    What matches now is counted, and not told, unless with --all. The query has the whole language of `foi search`;
    query:NAME stands for it in others.
    """
    from search_cli import editing, watches
    from search_cli.delivering.targets import defined
    from search_cli.questions import with_ids

    context = click.get_current_context()
    if not _NAME.fullmatch(name):
        raise click.UsageError(f"{name!r} is no name for a watch: letters, digits, - and _, at most 41", context)
    if name in config.saved(session.tables):
        raise click.UsageError(f"foi.toml has a query {name} already; choose another name, or change it there", context)
    table = {"query": with_ids(session, " ".join(query)), "mail-to": list(mail_to), "atom": atom, "command": program}
    watch = defined(name, table, "watch")
    watches.asked(session, watch)
    editing.put(session.config, (config.WATCHES, name), watch.table())
    session.say(f"written to {session.config} as [{config.WATCHES}.{name}]")
    session.say(_begun(session, watch, everything=everything))


def _begun(session: Session, watch: "Defined", *, everything: bool) -> str:
    """Let a watch look for the first time, if it can; return what to say of it."""
    from indexer.errors import IndexerError
    from scraper.archive.records import ArchiveError
    from search_cli.watches import begin

    try:
        return begin(session, watch, everything=everything)
    except (IndexerError, ArchiveError) as error:
        told = "; with `foi watch run --all` it tells what it finds" if everything else " and tells nothing yet"
        return f"it could not look yet ({error}): the first `foi watch run` counts what matches{told}"


@command.command(
    "list",
    epilog="""
    \b
    Example:
      foi watch list
    """,
)
@row_options
@pass_session
@click.pass_context
def list_(ctx: click.Context, session: Session, *, format_: str, fields: str | None) -> None:
    """List the watches: what each asks for, when it looked, whom it tells, and who waits for something and why.

    Exit status is 1 if there are none.
    """
    _list(ctx, session, format_, fields)


def _list(ctx: click.Context, session: Session, format_: str = "text", fields: str | None = None) -> None:
    from search_cli.delivering.standing import standing
    from search_cli.formats import watches
    from search_cli.formats.records import lines
    from search_cli.watches import definitions

    wanted = chosen(format_, fields, watches.FIELDS)
    several = standing(session.places, definitions(session).values())
    rows = watches.text(several) if format_ == "text" else lines(format_, map(watches.row, several), wanted)
    for text in rows:
        click.echo(text, nl=False)
    if not several:
        session.say("no watches; `foi watch add NAME QUERY` makes one")
        ctx.exit(ExitStatus.NOTHING_FOUND)


@command.command(
    "remove",
    epilog="""
    \b
    Example:
      foi watch remove surveys
    """,
)
@click.argument("names", nargs=-1, required=True)
@pass_session
def remove(session: Session, *, names: tuple[str, ...]) -> None:
    """End watches: their tables in foi.toml go, and all that was kept of them. An Atom file stays as it is."""
    from search_cli import editing, watches

    known = session.tables.get(config.WATCHES, {})
    for name in dict.fromkeys(names):
        looked, untold = watches.end(session, name)
        if name in known:
            editing.remove(session.config, (config.WATCHES, name))
        elif not looked:
            hint = config.hint(name, known) or "; `foi watch list` has all"
            raise click.UsageError(f"there is no watch {name}{hint}", click.get_current_context())
        lost = f"; {untold:,} alerts that somebody was not told yet went with it" if untold else ""
        session.say(f"watch {name} is removed{lost}")
        for other in _asking_for(session, name, names):
            session.say(f"foi: {other} asks for query:{name}, which is no more")


def _asking_for(session: Session, name: str, gone: tuple[str, ...]) -> Iterator[str]:
    asking = re.compile(rf'query:"?{re.escape(name)}"?(?![\w-])', re.IGNORECASE)
    for other, query in config.saved(session.tables).items():
        if other not in gone and asking.search(query):
            yield other


@command.command(
    "run",
    epilog="""
    \b
    Examples:
      foi watch run
      foi watch run surveys --format jsonl | jq -r '.title + ": " + .reason'
    """,
)
@click.argument("names", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="A watch that has not looked yet tells all that matches.")
@click.option("--format", "format_", type=OneOf(FORMATS), default="text", show_default=True)
@pass_session
@click.pass_context
def run(ctx: click.Context, session: Session, *, names: tuple[str, ...], everything: bool, format_: str) -> None:
    """Look with the watches NAMES, or all: print what is new or changed, and tell everybody else who wants it.

    Each thing is told once. Whoever could not be told is told by the next run; what was not printed to its end is
    printed again. A watch that looks for the first time says how many documents match.

    Exit status is 1 if there is nothing new, 3 if a watch could not look or somebody could not be told.
    """
    from search_cli.watches import run_watches

    with on_ctrl_c(lambda: _HALF), progress(quiet=session.quiet) as watched:
        reported = run_watches(session, names, everything=everything, progress=watched)
    for text in reported.notices:
        session.say(line(text))
    with on_ctrl_c(lambda: _HALF):
        paged(_written(session, reported, format_))
    sys.stdout.flush()  # a pipe that was closed has told nobody
    reported.printed()
    for text in reported.failed:
        click.echo(f"foi: {line(text)}", err=True)
    if not session.tables.get(config.WATCHES):
        session.say("no watches; `foi watch add NAME QUERY` makes one")
    if reported.failed:
        ctx.exit(ExitStatus.PARTLY)
    if not reported.new:
        ctx.exit(ExitStatus.NOTHING_FOUND)


def _written(session: Session, reported: "Reported", format_: str) -> Iterator[str]:
    if format_ == "text":
        yield from (f"{text}\n" for text in reported.lines())
        return
    if format_ == "atom":
        from search_cli.watches import feed_of

        yield feed_of(session, reported.alerts)
        return
    from search_cli.formats import alert_rows

    yield from alert_rows.jsonl(reported.alerts) if format_ == "jsonl" else alert_rows.whole(reported.alerts)
