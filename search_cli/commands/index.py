"""`foi index`: read what is new and make it searchable."""

import click

from search_cli.context import Session, pass_session
from search_cli.progress import progress
from search_cli.status import ExitStatus


@click.command(
    "index",
    epilog="""
    \b
    Example:
      foi index --workers 4
    """,
)
@click.option("--rebuild", is_flag=True, help="Make the index anew from the text that is kept.")
@click.option("--retry", is_flag=True, help="Try again what could not be read before.")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Files read at the same time."
)
@click.option("--memory", type=click.IntRange(256), default=2048, show_default=True, help="Most MB one file may need.")
@click.option(
    "--seconds",
    type=click.IntRange(1),
    default=30,
    show_default=True,
    help="Most seconds one file may take, and one more a page.",
)
@pass_session
def command(session: Session, *, rebuild: bool, retry: bool, workers: int, memory: int, seconds: int) -> None:
    """Read documents that are new, changed, or were read by an older version, and make them searchable.

    Each file is read in a process of its own that is stopped when it takes too long or too much memory; what
    cannot be read is recorded with the reason (`foi status`) and found by its title. The index in force is
    searched until the new one is whole.
    """
    from indexer.build import build
    from indexer.extract.limits import Limits

    limits = Limits(memory=memory << 20, wall_seconds=seconds)
    with progress(quiet=session.quiet) as watched:
        built = build(session.places, rebuild=rebuild, retry=retry, workers=workers, limits=limits, progress=watched)
    if built.added or built.removed or built.reading.read:
        session.say(f"{built.added:,} documents indexed, {built.removed:,} removed")
    session.say(f"the index holds {built.documents:,} documents, {built.pages:,} pages of text")
    if built.reading.failed:
        session.say(f"{built.reading.failed:,} could not be read, or not whole; `foi status` says why")
        click.get_current_context().exit(ExitStatus.PARTLY)
