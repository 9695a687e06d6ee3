"""`foi export`: some or all of what is held in one file, to hand on."""

import time
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.chosen import Choice, Chosen
from indexer.exports.base import Wish, Write
from search_cli.config import hint
from search_cli.context import Session, pass_session
from search_cli.documents import open_archive, resolve
from search_cli.interrupting import on_ctrl_c
from search_cli.progress import progress
from search_cli.questions import Filters, asked, filter_options
from search_cli.status import ExitStatus
from search_cli.terminal import many

if TYPE_CHECKING:
    from indexer.text import TextStore
    from scraper.archive.store import Archive

FORMATS = {
    ".foi": "indexer.bundle.writing:write",
    ".jsonl": "search_cli.formats.exported:jsonl",
    ".csv": "search_cli.formats.exported:csv",
}
"""What the end of a file's name asks for, and the function that writes it."""
SITE = "search_cli.formats.site.writing:write"


@click.command(
    "export",
    epilog="""
    \b
    Examples:
      foi export foreign-office.foi --authority 'foreign office' --with-files
      foi export training.foi '"social media training"' --since 2010
      foi export everything.jsonl
      foi export --site crossings crossing signals
    """,
)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("query", nargs=-1)
@filter_options
@click.option("--exclude", multiple=True, metavar="ID", help="Not this document, or publication; may be repeated.")
@click.option("--with-files", is_flag=True, help="The originals too, not only their text.")
@click.option("--with-tags", is_flag=True, help="Your tags and notes too.")
@click.option("--with-news-text", is_flag=True, help="The text of news too, whoever's it is.")
@click.option("--site", is_flag=True, help="FILE is a folder: pages to read and search in a browser, without a server.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@pass_session
def command(
    session: Session,
    *,
    file: Path,
    query: tuple[str, ...],
    filters: Filters,
    exclude: tuple[str, ...],
    with_files: bool,
    with_tags: bool,
    with_news_text: bool,
    site: bool,
    force: bool,
) -> None:
    """Write to FILE what matches QUERY, as `foi search` would find it, or everything.

    The end of FILE's name says in which form: .foi is a bundle, which another foi checks (`foi verify FILE`), takes in
    (`foi import FILE`) or searches as it is (`foi search -i FILE`); .jsonl and .csv are rows. A bundle holds data only:
    no index, nothing that could run. The same holdings give the same bytes. Exit status is 1 if nothing matches.
    """
    write = _loaded(SITE) if site else _writer(file)
    if file.exists() and not force:
        raise click.ClickException(f"{file} is there already; --force replaces it")
    from indexer.text import TextStore

    digests = _matching(session, query, filters)
    if digests is not None and not digests:
        session.say("nothing found, and nothing written")
        click.get_current_context().exit(ExitStatus.NOTHING_FOUND)
    started = time.monotonic()
    with (
        open_archive(session.places) as archive,
        TextStore(session.places.text) as store,
        progress(quiet=session.quiet) as watched,
        on_ctrl_c(lambda: f"nothing was written to {file}; run the same command again"),
    ):
        chosen = Chosen(archive, store, Choice(digests, _excluded(archive, store, exclude), with_news_text))
        watched.begin("exporting", len(digests) if digests is not None else 0)
        wish = Wish(files=with_files, tags=with_tags, told=_told(query, filters), places=session.places)
        written = write(chosen, file, wish, watched.step)
    seconds = time.monotonic() - started
    session.say(f"{file}: {_counted(written.counts.items())}, {written.size / 1e6:,.1f} MB in {seconds:,.1f} s")


def _writer(file: Path) -> Write:
    """Return what writes a file of that name. Raises click.UsageError if nothing does."""
    for ending, place in FORMATS.items():
        if file.name.endswith(ending):
            return _loaded(place)
    near = hint(file.suffix, FORMATS)
    raise click.UsageError(
        f"the end of {file.name} says no form; take one of {', '.join(FORMATS)}{near}", click.get_current_context()
    )


def _loaded(place: str) -> Write:
    module, _, name = place.partition(":")
    write: Write = getattr(import_module(module), name)
    return write


def _matching(session: Session, query: tuple[str, ...], filters: Filters) -> frozenset[str] | None:
    """Return the digests of all that matches, None if everything is meant."""
    wanted = asked(session, query, filters)
    if not wanted:
        return None
    from indexer.query import all_of
    from indexer.search import opened

    with opened(session.places) as searching:
        return frozenset(searching.digests(all_of(*wanted)))


def _told(query: tuple[str, ...], filters: Filters) -> str:
    """Say in words what was chosen."""
    options = {name: getattr(filters, name) for name in filters.__annotations__}
    return " ".join([*query, *(f"--{name} {value}" for name, value in options.items() if value)]) or "everything"


def _excluded(archive: "Archive", store: "TextStore", given: tuple[str, ...]) -> frozenset[str]:
    """Return what IDs stand for: digests, and IDs of publications. Raises NoSuchDocument."""
    return frozenset(
        archive.publications.named(one)[0].id if one.startswith("p") else resolve(archive, store, one.lower())
        for one in given
    )


def _counted(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(many(number, name) for name, number in counts if number) or "nothing"
