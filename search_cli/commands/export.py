"""`foi export`: the collection in one file, to hand on."""

import time
from pathlib import Path

import click

from search_cli.context import Session, pass_session
from search_cli.interrupting import on_ctrl_c
from search_cli.progress import lasted, progress
from search_cli.terminal import many


@click.command(
    "export",
    epilog="""
    \b
    Example:
      foi export foreign-office.jsonl
    """,
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@pass_session
def command(session: Session, *, file: Path, force: bool) -> None:
    """Write every publication, where and when it was captured, and the text of every page, to FILE.

    The form is JSON Lines, ending in a manifest of digests: the receiver can check it (`foi verify FILE`)
    and take it in (`foi import FILE`). It holds data only: no index, nothing that could run, no originals.
    """
    from indexer.bundle.writing import export

    if file.exists() and not force:
        raise click.ClickException(f"{file} is there already; --force replaces it")
    started = time.monotonic()
    with on_ctrl_c(lambda: _stopped(file)), progress(quiet=session.quiet) as watched:
        manifest = export(session.places, file, watched)
    counts = manifest.counts
    pages = counts.get("page", 0)
    session.say(
        f"{file}: {many(counts.get('publication', 0), 'publication')}, {many(counts.get('document', 0), 'document')}, "
        f"{many(pages, 'page')}, {file.stat().st_size / 1e6:,.1f} MB{lasted(time.monotonic() - started, pages, 'page')}"
    )


def _stopped(file: Path) -> str:
    left = f"{file} is as it was" if file.exists() else f"there is no {file}"
    return f"interrupted; {left}: the same command begins again"
