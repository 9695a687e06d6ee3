"""`foi export`: some or all of what is held in one file, to hand on."""

import time
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.chosen import Choice, Chosen
from indexer.exports.base import Wish, Write
from search_cli.config import hint
from search_cli.context import Session, pass_session
from search_cli.documents import of_number, open_archive, resolve
from search_cli.interrupting import on_ctrl_c
from search_cli.progress import progress
from search_cli.publications import publication
from search_cli.questions import Filters, asked, filter_options, with_ids
from search_cli.status import ExitStatus
from search_cli.terminal import many

if TYPE_CHECKING:
    from indexer.text import TextStore
    from scraper.archive.store import Archive

FORMATS = {
    ".foi": "indexer.bundle.writing:write",
    ".facts.jsonl": "search_cli.formats.exported:facts_jsonl",
    ".facts.csv": "search_cli.formats.exported:facts_csv",
    ".jsonl": "search_cli.formats.exported:jsonl",
    ".csv": "search_cli.formats.exported:csv",
    ".sqlite": "indexer.exports.sqlite:write",
    ".db": "indexer.exports.sqlite:write",
    ".datasette.json": "indexer.exports.datasette:write",
    ".warc.gz": "indexer.exports.warc.writing:write",
    ".warc": "indexer.exports.warc.writing:write",
    ".ftm.json": "indexer.exports.ftm.writing:write",
}
"""What the end of a file's name asks for, and the function that writes it."""
SITE = "--site"
FILES = frozenset({".foi", ".sqlite", ".db", ".warc.gz", ".warc", SITE})
TAGS = frozenset({".foi", ".jsonl", ".csv", ".sqlite", ".db"})
"""The endings of those forms that have room for originals, and for tags and notes."""


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
@click.option("--with-hidden", is_flag=True, help="Also what its site hides, or has taken down as a request.")
@click.option(
    "--sign",
    metavar="KEY",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Sign the bundle with this SSH key.",
)
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
    with_hidden: bool,
    sign: Path | None,
    force: bool,
) -> None:
    """Write to FILE what matches QUERY, as `foi search` would find it, or everything.

    The end of FILE's name says in which form:

    \b
    .foi                 a bundle: another foi checks it (verify), takes it in (import), or searches it as it is
    .jsonl  .csv         rows: with the text of every page, or without
    .sqlite  .db         a database with full-text search; .datasette.json says how Datasette shows it
    .warc.gz  .warc      what was captured, for web archives
    .ftm.json            entities of FollowTheMoney, for Aleph
    a folder and --site  pages to read and search in a browser, without a server

    A bundle holds data only: no index, nothing that could run. The same holdings give the same bytes. Exit status is 1
    if nothing matches.
    """
    ending = SITE if site else _ending(file)
    _check(file, ending, force=force, files=with_files, tags=with_tags)
    if sign:
        _check_signing(ending)
    from indexer.facts.store import existing
    from indexer.text import TextStore

    started = time.monotonic()
    with (
        on_ctrl_c(lambda: _interrupted(file)),
        progress(quiet=session.quiet) as watched,
        open_archive(session.places) as archive,
        TextStore(session.places.text) as store,
        existing(session.places.facts) as facts,
    ):
        digests = _matching(session, query, filters)
        with archive.unchanging(), store.unchanging():
            choice = Choice(digests, _excluded(archive, store, exclude), with_news_text, with_hidden)
            chosen = Chosen(archive, store, choice, facts)
            if digests is not None and not chosen.total:
                session.say("nothing found, and nothing written")
                click.get_current_context().exit(ExitStatus.NOTHING_FOUND)
            watched.begin("exporting", chosen.total + (len(list(chosen.originals())) if with_files else 0), "document")
            wish = Wish(session.places, with_files, with_tags, _told(session, query, filters), key=sign)
            written = _writer(ending)(chosen, file, wish, watched.step)
    seconds = time.monotonic() - started
    said = [_counted(written.counts.items()), *_left_out(chosen.left_out)]
    session.say(f"{file}: {', '.join(said)}; {_size(written.size)} in {seconds:.1f} s, {_rate(written.size, seconds)}")


def _ending(file: Path) -> str:
    """Return which form the name of a file asks for. Raises click.UsageError if none."""
    context = click.get_current_context()
    if str(file) == "-":
        raise click.UsageError("a pipe cannot be whole or not at all, as exports are; name a file", context)
    ending = next((ending for ending in FORMATS if file.name.endswith(ending) and file.name != ending), "")
    if not ending:
        near = hint(file.suffix, FORMATS)
        raise click.UsageError(f"the end of {file.name} says no form; take one of {', '.join(FORMATS)}{near}", context)
    return ending


def _check(file: Path, ending: str, *, force: bool, files: bool, tags: bool) -> None:
    """Refuse what cannot be done before anything is. Raises click.ClickException."""
    context = click.get_current_context()
    if files and ending not in FILES:
        raise click.UsageError(f"{ending} has no room for originals: --with-files is for {_listed(FILES)}", context)
    if tags and ending not in TAGS:
        raise click.UsageError(f"{ending} has no room for tags: --with-tags is for {_listed(TAGS)}", context)
    is_site = ending == SITE
    if file.is_dir() and not is_site:
        raise click.ClickException(f"{file} is a folder; name a file in it: {file / f'mine{ending}'}")
    if not file.parent.is_dir():
        raise click.ClickException(f"there is no folder {file.parent} to write {file.name} into; make it first")
    if file.exists() and not file.is_file() and not is_site:
        raise click.ClickException(f"{file} is no file that could be replaced")
    if file.exists() and not force:
        raise click.ClickException(f"{file} is there already; --force replaces it")


def _listed(endings: frozenset[str]) -> str:
    return ", ".join(ending for ending in FORMATS if ending in endings)


def _writer(ending: str) -> Write:
    module, _, name = (FORMATS | {SITE: "search_cli.formats.site.writing:write"})[ending].partition(":")
    write: Write = getattr(import_module(module), name)
    return write


def _interrupted(file: Path) -> str:
    state = f"{file} is as it was" if file.exists() else f"there is no {file}"
    return f"interrupted; {state}: the same command begins again"


def _check_signing(ending: str) -> None:
    """Raise what would come at the end of a long export: only bundles are signed, and by ssh-keygen."""
    from indexer.bundle.signing import check_program

    if ending != ".foi":
        raise click.UsageError(f"{ending} has no room for a signature: --sign is for .foi", click.get_current_context())
    check_program()


def _matching(session: Session, query: tuple[str, ...], filters: Filters) -> frozenset[str] | None:
    """Return the digests of all that matches, None if everything is meant."""
    wanted = asked(session, query, filters)
    if not wanted:
        return None
    from indexer.query import all_of
    from indexer.search import opened

    with opened(session.places) as searching:
        return frozenset(searching.digests(all_of(*wanted)))


def _told(session: Session, query: tuple[str, ...], filters: Filters) -> str:
    """Say in words what was chosen, as the command line would have it."""
    options = {name: getattr(filters, name) for name in filters.__annotations__}
    words = [with_ids(session, " ".join(query))] if query else []
    return " ".join([*words, *(f"--{name} {value}" for name, value in options.items() if value)]) or "everything"


def _excluded(archive: "Archive", store: "TextStore", given: tuple[str, ...]) -> frozenset[str]:
    """Return what IDs stand for: digests, and IDs of publications. Raises NoSuchDocument."""
    return frozenset(
        publication(archive, one).id if one.startswith("p") else resolve(archive, store, of_number(one.lower()))
        for one in given
    )


def _counted(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(many(number, name) for name, number in counts if number) or "nothing"


_LEFT_OUT = {
    "news_text": ("as the title alone, of news", "--with-news-text"),
    "hidden": ("left out that its site hides", "--with-hidden"),
    "excluded": ("left out by --exclude", ""),
}


def _left_out(counts: Mapping[str, int]) -> Iterator[str]:
    """Say what was not handed on, or not whole, and how it would be."""
    for reason, (told, option) in _LEFT_OUT.items():
        if counts.get(reason):
            yield f"{many(counts[reason], 'document')} {told}{f' ({option})' if option else ''}"


def _size(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size >= 100_000 else f"{size / 1e3:,.1f} kB"


def _rate(size: int, seconds: float) -> str:
    return f"{size / 1e6 / max(seconds, 0.001):,.1f} MB/s"
