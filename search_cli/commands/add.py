"""`foi add`: local files and folders into the archive."""

import time
from datetime import UTC, datetime
from pathlib import Path

import click

from search_cli.context import Session, pass_session
from search_cli.interrupting import GO_ON, on_ctrl_c
from search_cli.progress import lasted, meanwhile, progress
from search_cli.status import ExitStatus
from search_cli.terminal import line


@click.command(
    "add",
    epilog="""
    \b
    Example:
      foi add reply.pdf annex.csv --title 'FOI 0417-14' --authority 'Foreign Office' --published 2014-08-26
    """,
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--title", default="", help="Make all PATHS one publication, of this title.")
@click.option("--authority", default="", help="The body that published them.")
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="When they were published.")
@click.option("--url", default="", help="Where they were published.")
@pass_session
@on_ctrl_c(lambda: GO_ON)
def command(
    session: Session, *, paths: tuple[Path, ...], title: str, authority: str, published: datetime | None, url: str
) -> None:
    """Take PATHS, files or folders, into the collection.

    Each file is a publication of its own, unless --title is given. A text that reads like a saved news
    article is taken as news: its title, outlet and original link are found, the wrapping around it is not
    indexed. The same bytes are kept once. Run `foi index` afterwards.
    """
    from scraper.archive.store import Archive
    from scraper.local import Label, add, files_in

    started = time.monotonic()
    when = published.replace(tzinfo=UTC) if published else None
    label = Label(title, authority, url, when)
    new = held = refused = 0
    with (
        Archive.open(session.places.archive) as archive,
        archive.writing("foi add"),
        progress(quiet=session.quiet) as watched,
    ):
        watched.begin("adding", sum(1 for _ in files_in(paths, session.places.data.resolve())), "file")
        for added in add(archive, paths, label, datetime.now(UTC)):
            watched.step()
            if added.refused:
                refused += 1
                meanwhile(f"foi: {line(str(added.path))} was left out: {added.refused}", err=True)
            else:
                new, held = new + added.new, held + (not added.new)
    took = lasted(time.monotonic() - started, new + held, "file")
    count = f"{new:,} new" if new else "nothing new"
    session.say(f"{count}, {held:,} held already{took}{'; now run `foi index`' if new else ''}")
    if refused:
        click.get_current_context().exit(ExitStatus.PARTLY if new or held else ExitStatus.NOT_DONE)
