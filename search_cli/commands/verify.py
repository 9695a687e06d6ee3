"""`foi verify`: fixity of everything that is held, or of a bundle."""

from pathlib import Path

import click

from scraper.archive.store import Archive
from search_cli.context import Session, pass_session
from search_cli.documents import open_archive
from search_cli.progress import progress
from search_cli.status import ExitStatus
from search_cli.terminal import line, many


@click.command(
    "verify",
    epilog="""
    \b
    Examples:
      foi verify
      foi verify collection.jsonl
    """,
)
@click.argument("bundle", required=False, type=click.Path(path_type=Path, dir_okay=False))
@pass_session
def command(session: Session, *, bundle: Path | None) -> None:
    """Re-hash every byte that is held, archive and index, and list what is not as it was written.

    What was forgotten and is here again is damage too. With BUNDLE, check that file instead: that it is whole and
    unchanged. Exit status is 4 if there is damage.
    """
    damage = _bundle(session, bundle) if bundle else _holdings(session)
    for text in damage:
        click.echo(line(text))
    if damage:
        click.get_current_context().exit(ExitStatus.DAMAGED)


def _bundle(session: Session, bundle: Path) -> list[str]:
    from indexer.bundle.checking import check
    from indexer.errors import BundleError

    if not bundle.exists():
        raise click.ClickException(f"there is no file {bundle}")
    try:
        manifest = check(bundle)
    except BundleError as error:
        return [str(error)]
    session.say(f"{bundle} is whole: " + ", ".join(many(number, name) for name, number in manifest.counts.items()))
    return []


def _left_over(session: Session, archive: Archive) -> list[str]:
    from indexer.forgetting import remains
    from indexer.text import TextStore

    with TextStore(session.places.text) as store:
        return list(remains(session.places, archive, store))


def _holdings(session: Session) -> list[str]:
    from indexer import generations
    from indexer.errors import DamagedIndex, NoIndex
    from scraper.archive.verify import verify

    with open_archive(session.places) as archive, progress(quiet=session.quiet) as watched:
        total = sum(1 for _ in archive.captures.documents())
        watched.begin("checking", total)
        damage = [found.what for found in verify(archive, watched.step)]
        if archive.tombstones.digests():
            damage += _left_over(session, archive)
    try:
        damage += [
            f"the index: {text}; run `foi index --rebuild`"
            for text in generations.current(session.places.index).problems()
        ]
    except NoIndex:
        pass
    except DamagedIndex as error:
        damage.append(str(error))
    if not damage:
        session.say(f"{many(total, 'document')} {'is as it was' if total == 1 else 'are as they were'} captured")
    return damage
