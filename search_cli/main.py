"""The group: global options, commands loaded when they are used, and errors turned into exit statuses."""

import errno
import gc
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from indexer.errors import IndexerError, IndexLocked
from indexer.places import Places
from search_cli import __version__, config
from search_cli.context import Session
from search_cli.status import ExitStatus
from search_cli.terminal import line

COMMANDS = {
    "add": "Take local files and folders in.",
    "batch": "Ask a list of queries, and print one table of hits.",
    "browse": "Search and read, full-screen.",
    "changes": "List what is new, changed, withdrawn or gone at the sources.",
    "cite": "Cite a page so that it can be checked, and check such citations.",
    "collections": "List the collections that were imported.",
    "completion": "Print what makes TAB complete command lines.",
    "crawl": "Collect what a source has published.",
    "cron": "Have `foi update` run by itself, by cron or systemd.",
    "demo": "Try everything on a small site that comes with foi.",
    "diff": "Print the words that changed between two versions.",
    "diff-bundles": "List how one bundle differs from another.",
    "doctor": "Say which sources look broken, and why.",
    "export": "Write the collection to one file, to hand on.",
    "facts": "Print what a document says: sums, exemptions, dates, with the words.",
    "forget": "Remove for good what must not be kept.",
    "help": "Print a page about the query language, or another topic.",
    "history": "List the versions of a publication, or of a file.",
    "import": "Take in a collection somebody exported.",
    "index": "Read what is new and make it searchable.",
    "links": "Say which releases a news report rests on, and why.",
    "note": "Write notes about documents and pages; list and change them.",
    "open": "Open a document's original.",
    "runs": "List the updates that ran, and what came of each.",
    "search": "Find documents, and the pages that say it.",
    "show": "Print a document's text, page by page.",
    "similar": "Find documents like one, or like one of its pages.",
    "sources": "List the sources that can be crawled; declare and check your own.",
    "spend": "Add up the sums of money that documents name.",
    "status": "Say what is held, what failed, and when each source was crawled.",
    "tables": "Print the tables of a document, as rows.",
    "tag": "Put tags on documents, take them off, list them.",
    "update": "Crawl what is due, index, and say what is new: for cron.",
    "verify": "Check every byte that is held.",
    "watch": "Save searches, and be told what is new or changed.",
}
"""Every command, with the line `foi --help` shows: the table of contents of the program."""


class ClosedPipe(Exception):
    """Whoever read our output has read enough."""


class Commands(click.Group):
    """The commands, each imported only when it is used: `foi search` must not pay for a crawler."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - Click's
        """Return every command's name."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - Click's
        """Import a command by its name."""
        if cmd_name not in COMMANDS:
            return None
        module = "import_" if cmd_name == "import" else cmd_name.replace("-", "_")
        command: click.Command = import_module(f"search_cli.commands.{module}").command
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command. A closed pipe leaves as ClosedPipe: Click would end with 1, "nothing found"."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ClosedPipe from error

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command a person means; for a word that is none, say which is near."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f"did you mean `foi {near[0]}`" if near else "`foi --help` lists them"
            raise click.UsageError(f"there is no command {args[0]!r}; {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the table of commands without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Commands,
    context_settings={"auto_envvar_prefix": "FOI", "help_option_names": ["-h", "--help"]},
    epilog="""
    Exit status: 0 done, or found; 1 nothing found; 2 not done, an error; 3 done, but some documents or sources
    failed (foi status lists them); 4 damage found; 5 another run holds the lock; 6 the budget of a crawl is spent,
    and there is more; 130 interrupted.

    \b
    Example:
      foi add ~/replies && foi index && foi search '"social media" training'
    """,
)
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder everything is kept in.  [default: FOI_DATA, else the platform's folder for user data]",
)
@click.option("--collection", "-c", metavar="NAME", help="Work on this collection of the data folder, not on its own.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but results and errors.")
@click.option("--debug", is_flag=True, help="Show where an error came from.")
@click.version_option(__version__, prog_name="foi", message="%(prog)s %(version)s")
@click.pass_context
def foi(ctx: click.Context, *, data: Path | None, collection: str | None, quiet: bool, debug: bool) -> None:
    """Collect what public authorities release under Freedom of Information law, and search it, page by page."""
    folder = (data or config.default_data()).expanduser()
    if collection:
        from indexer.collections import existing, root_of

        folder = existing(root_of(Places(folder)), collection).data
    tables = config.load(folder, COMMANDS)
    ctx.obj = Session(Places(folder), quiet, debug, tables)
    name = ctx.invoked_subcommand or ""
    own = name in tables and name not in config.OF_NO_COMMAND  # these are not of the command
    command = foi.get_command(ctx, name) if own else None
    if command:
        ctx.default_map = {**(ctx.default_map or {}), name: config.options(tables, command, folder / config.FILE)}


def run() -> NoReturn:
    """Run `foi`: the one place where errors become a line on stderr and an exit status."""
    if "_FOI_COMPLETE" in os.environ:
        from search_cli.completing.answer import complete

        complete()
        sys.exit()
    try:
        status = foi.main(prog_name="foi", standalone_mode=False)
        sys.stdout.flush()
    except (ClosedPipe, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else the interpreter complains at its end
        status = ExitStatus.DONE
    except click.exceptions.Exit as ended:
        status = ended.exit_code
    except click.exceptions.NoArgsIsHelpError as error:  # its message is all of the help, and not for one line
        click.echo(error.format_message(), err=True)
        status = ExitStatus.NOT_DONE
    except (Exception, KeyboardInterrupt) as error:
        if "--debug" in sys.argv:
            raise
        message, status = told(error)
        click.echo(f"foi: {line(message)}", err=True)
    gc.freeze()  # else the interpreter goes through all there is once more as it ends: 11 of a search's 87 ms
    sys.exit(status if isinstance(status, int) else ExitStatus.DONE)


def told(error: BaseException) -> tuple[str, ExitStatus]:
    """Return what to tell a person of an error, and the exit status for it."""
    from scraper.archive.records import ArchiveError, ArchiveLocked, NoSuchDocument  # 9 ms that success need not pay

    match error:
        case KeyboardInterrupt() | click.Abort():
            by = error if isinstance(error, KeyboardInterrupt) else error.__cause__  # Click makes its own of it
            return str(by or "") or "interrupted", ExitStatus.INTERRUPTED
        case ArchiveLocked() | IndexLocked():
            return str(error), ExitStatus.LOCKED
        case click.UsageError(ctx=context) if context:
            said = error.format_message().rstrip(".")
            return (
                f"{said}{' See' if said.endswith('?') else '; see'} `{context.command_path} --help`",
                ExitStatus.NOT_DONE,
            )
        case click.ClickException():
            return error.format_message(), ExitStatus.NOT_DONE
        case NoSuchDocument():
            return str(error), ExitStatus.NOTHING_FOUND
        case ArchiveError() | IndexerError():
            return str(error), ExitStatus.NOT_DONE
        case OSError():
            return _of_the_system(error), ExitStatus.NOT_DONE
        case _:
            what = f"{type(error).__name__}: {error}"
            return f"this is a fault of foi's own ({what}); `foi --debug ...` shows where", ExitStatus.NOT_DONE


def _of_the_system(error: OSError) -> str:
    where = f" ({error.filename})" if error.filename else ""
    if error.errno == errno.ENOSPC:
        return f"the disk is full{where}; what was there is unharmed: make room and run this again"
    return f"{error.strerror or error}{where}"
