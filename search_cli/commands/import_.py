"""`foi import`: a collection somebody exported, checked, taken in, and indexed here."""

from pathlib import Path

import click

from search_cli.context import Session, pass_session
from search_cli.progress import progress
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
    with progress(quiet=session.quiet) as watched:
        watched.begin("importing", 0)
        loaded = load(session.places, file, watched.step)
        built = build(session.places, progress=watched)
    session.say(
        f"new here: {many(loaded.publications, 'publication')}, {many(loaded.documents, 'document')}, "
        f"{many(loaded.pages, 'page')}; the index holds {many(built.documents, 'document')}"
    )
