"""`foi import`: a collection somebody exported, checked, taken in, and indexed here."""

import time
from pathlib import Path

import click

from search_cli.context import Session, pass_session
from search_cli.interrupting import on_ctrl_c
from search_cli.progress import lasted, progress
from search_cli.terminal import many


@click.command(
    "import",
    epilog="""
    \b
    Example:
      foi --data ./theirs import foreign-office.jsonl
    """,
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@pass_session
def command(session: Session, *, file: Path) -> None:
    """Take in what `foi export` wrote, and build the index for it here.

    FILE is read to its end and checked before anything is taken from it. What is held already stays as it
    is. The text is the exporter's: where the original is captured here later, it is read anew.
    """
    from indexer.build import build
    from indexer.bundle.loading import load

    if not file.exists():
        raise click.ClickException(f"there is no file {file}")
    started = time.monotonic()
    with progress(quiet=session.quiet) as watched:
        with on_ctrl_c(lambda: "interrupted; nothing was taken in, the same command begins again"):
            loaded = load(session.places, file, watched)
        with on_ctrl_c(lambda: f"interrupted; all of {file} is taken in, `foi index` makes it searchable"):
            built = build(session.places, progress=watched)
    took = lasted(time.monotonic() - started, loaded.pages, "page")
    session.say(
        f"new here: {many(loaded.publications, 'publication')}, {many(loaded.documents, 'document')}, "
        f"{many(loaded.pages, 'page')}; the index holds {many(built.documents, 'document')}{took}"
    )
