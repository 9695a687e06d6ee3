"""`foi verify`: fixity of everything that is held, or of a bundle."""

import time
from collections.abc import Iterator
from pathlib import Path

import click

from indexer.progress import Progress
from scraper.archive.store import Archive
from search_cli.context import Session, pass_session
from search_cli.documents import open_archive
from search_cli.interrupting import on_ctrl_c
from search_cli.progress import lasted, meanwhile, progress
from search_cli.size import Size
from search_cli.status import ExitStatus
from search_cli.terminal import line, many
from search_cli.verifying import Wanted, bundle_problems


@click.command(
    "verify",
    epilog="""
    \b
    Examples:
      foi verify
      foi verify collection.foi
      foi verify collection.foi --read-data --trusted ~/allowed_signers
    """,
)
@click.argument("bundle", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--read-data", is_flag=True, help="Re-hash the originals in BUNDLE too.")
@click.option(
    "--trusted",
    metavar="KEYS",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Signed by one of these, in the form of ssh's allowed_signers, or it is damage.",
)
@click.option("--max-size", type=Size(), help="The most that BUNDLE may unpack to; usually 64 GiB.")
@pass_session
def command(
    session: Session, *, bundle: Path | None, read_data: bool, trusted: Path | None, max_size: int | None
) -> None:
    """Re-hash every byte that is held, check index, tags and notes, and list what is not as it was written.

    What was forgotten and is here again is damage too. With BUNDLE, check that file instead: that it is whole and
    unchanged, that every line is what it should be, and that what one names another has. What is wrong is said with
    the name of the member it is in. Exit status is 4 if there is damage.
    """
    if not bundle and (read_data or trusted or max_size):
        raise click.UsageError("--read-data, --trusted and --max-size are for a BUNDLE", click.get_current_context())
    checked = _Checked()
    damaged = False
    with on_ctrl_c(lambda: checked.told), progress(quiet=session.quiet) as watched:
        for text in (
            bundle_problems(session, Wanted(bundle, read_data, trusted, max_size), watched)
            if bundle
            else _holdings(session, watched, checked)
        ):
            meanwhile(line(text))
            damaged = True
    if damaged:
        click.get_current_context().exit(ExitStatus.DAMAGED)
    if not bundle:
        are = "is as it was" if checked.documents == 1 else "are as they were"
        took = lasted(time.monotonic() - checked.started, checked.documents, "document")
        session.say(f"{many(checked.documents, 'document')} {are} captured{took}")


class _Checked:
    """How many documents were looked at so far."""

    def __init__(self) -> None:
        self.documents = 0
        self.started = time.monotonic()

    @property
    def told(self) -> str:
        """What to say after an interruption."""
        looked = f"{many(self.documents, 'document')} had been looked at" if self.documents else "nothing was looked at"
        return f"interrupted; {looked}, nothing was changed: the same command begins again"


def _holdings(session: Session, watched: Progress, checked: _Checked) -> Iterator[str]:
    from scraper.archive.verify import verify

    def step() -> None:
        watched.step()
        checked.documents += 1

    with open_archive(session.places) as archive:
        watched.begin("checking", sum(1 for _ in archive.captures.documents()), "document")
        for found in verify(archive, step):
            yield found.what
        if archive.tombstones.digests():
            yield from _left_over(session, archive)
    yield from _of_index(session, watched)
    if session.places.annotations.exists():
        yield from _of_annotations(session)
    yield from _of_watches(session)


def _left_over(session: Session, archive: Archive) -> Iterator[str]:
    from indexer.forgetting import remains
    from indexer.text import TextStore

    with TextStore(session.places.text) as store:
        yield from remains(session.places, archive, store)


def _of_annotations(session: Session) -> Iterator[str]:
    from indexer.annotations import Annotations
    from indexer.errors import AnnotationsError

    try:
        with Annotations.open(session.places, create=False) as held:
            yield from held.problems()
    except AnnotationsError as error:
        yield str(error)


def _of_watches(session: Session) -> Iterator[str]:
    from indexer.errors import IndexerError
    from indexer.watching.state import FILE, State

    if not (session.places.own / FILE).exists():
        return
    try:
        with State(session.places) as state:
            yield from (f"{state.path}: {problem}" for problem in state.problems())
    except IndexerError as error:
        yield str(error)


def _of_index(session: Session, watched: Progress) -> Iterator[str]:
    from indexer import generations
    from indexer.errors import DamagedIndex, NoIndex

    try:
        generation = generations.current(session.places.index)
        watched.begin("checking the index", 0)
        for text in generation.problems():
            yield f"the index: {text}; run `foi index --rebuild`"
    except NoIndex:
        pass
    except DamagedIndex as error:
        yield str(error)
