"""`foi forget`: the way out for what must not be kept."""

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from indexer.text import TextStore
from scraper.archive.records import Digest, Held, NoSuchDocument
from scraper.archive.store import Archive
from search_cli import marks
from search_cli.context import Session, pass_session
from search_cli.documents import open_archive, resolve
from search_cli.interrupting import on_ctrl_c
from search_cli.progress import lasted, progress
from search_cli.publications import find
from search_cli.status import ExitStatus
from search_cli.terminal import line, many

if TYPE_CHECKING:
    from indexer.forgetting import Plan

MOST = 20
_HALF = "interrupted; give the same command again: it removes what is left"


@click.command(
    "forget",
    epilog="""
    \b
    Examples:
      foi forget 0e85149bedff --reason 'names a third person; asked for on 2026-08-26'
      foi forget p0f4e2a9c7b31 --reason 'taken down by the authority' --yes
    """,
)
@click.argument("given", metavar="ID...", nargs=-1, required=True)
@click.option("--reason", required=True, help="Why; kept, and told to whoever meets it again. Put no names in it.")
@click.option("--everywhere", is_flag=True, help="Also what holds a file that goes only because of what it is in.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@pass_session
def command(session: Session, *, given: tuple[str, ...], reason: str, everywhere: bool, yes: bool) -> None:
    """Remove documents or publications for good: bytes, text, titles, tags, notes and alerts. This cannot be undone.

    A document goes from every publication that lists it and with every file it is in, a publication with its
    documents, a zip or a mail with the files in it, the page of a publication with the publication. What will go is
    listed first. A tombstone stays, with digest, address, reason and time, and nothing more: `foi crawl`, `foi add` and
    `foi import` do not take it in again, and its address is not asked.

    Other documents that hold one of the files within stay, and are named, unless --everywhere: then exit status is 3.
    The index is made anew. After an interruption, give the same command again. Exit status is 1 if there is no such ID.
    """
    from indexer.forgetting import finish, forget, plan
    from search_cli.watches import renew_feeds

    if not reason.strip():
        raise click.UsageError("say why: --reason TEXT", click.get_current_context())
    begun = False
    with (
        on_ctrl_c(lambda: _HALF if begun else "interrupted; nothing was forgotten"),
        open_archive(session.places) as archive,
        archive.writing(),
        TextStore(session.places.text) as store,
    ):
        targets = [target for one in given for target in _targets(archive, store, one)]
        going = plan(archive, store, targets, everywhere=everywhere)
        for text in _announced(archive, going):
            click.echo(text, err=True)
        if targets:
            _confirmed(yes=yes)
        begun, started = True, time.monotonic()
        with progress(quiet=session.quiet) as watched:
            if targets:
                forget(session.places, archive, store, going, line(reason), datetime.now(UTC), watched)
            else:
                finish(session.places, archive, store, watched)
        marks.lower(session.places.data, archive.history.mark())
        renew_feeds(session, archive.history.identity())
    if not targets:
        session.say("forgotten before; whatever was left of it is gone now")
        return
    took = lasted(time.monotonic() - started)
    gone = f"{many(len(going.digests), 'document')}, {many(len(going.publications), 'publication')}"
    session.say(f"forgotten: {gone}{took}")
    if going.holders:
        session.say("what was in other documents too is still in those; --everywhere would take them along")
        click.get_current_context().exit(ExitStatus.PARTLY)


def _targets(archive: Archive, store: TextStore, given: str) -> list["Digest | Held"]:
    """Return what is meant: publications, or a document; nothing if it was forgotten before."""
    text = given.strip()
    try:
        if text.startswith("p") or ":" in text:
            subjects = find(archive, store, text)
            return [subject.held for subject in subjects if not subject.url] or _current(archive, subjects[0].url)
        return [resolve(archive, store, text.lower())]
    except NoSuchDocument:
        if archive.tombstones.at(text) or (len(text) > 3 and archive.tombstones.beginning(text.lower())):
            return []
        raise


def _current(archive: Archive, url: str) -> list["Digest | Held"]:
    latest = archive.captures.latest(url)
    if latest is None or latest.digest is None:
        raise click.ClickException(f"nothing was ever got from {url}; give the publication's ID")
    return [latest.digest]


def _announced(archive: Archive, going: "Plan") -> Iterator[str]:
    """Say what is to go, and what stays although one might think otherwise."""
    publications = [f"{held.id}  {line(held.publication.title)}" for held in going.publications]
    yield from _list("publications that go", publications)
    yield from _list("documents that go", [_named(archive, digest) for digest in sorted(going.digests)])
    carriers = [f"{held.id}  {line(held.publication.title)}" for held in going.carriers]
    yield from _list("publications that stay, without them", carriers)
    yield from _list("documents that stay, and hold some of them", [_named(archive, one) for one in going.holders])


def _named(archive: Archive, digest: Digest) -> str:
    names = [line(attachment.title or attachment.url) for _, attachment in archive.publications.of_document(digest)]
    others = f", and {len(names) - 1} more times" if len(names) > 1 else ""
    return f"{digest[:12]}  {names[0] if names else 'a file within another'}{others}"


def _list(title: str, names: list[str]) -> Iterator[str]:
    if names:
        yield f"{title}: {len(names):,}"
        yield from (f"  {name}" for name in names[:MOST])
    if len(names) > MOST:
        yield f"  and {len(names) - MOST:,} more"


def _confirmed(*, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise click.UsageError(
            "nothing was forgotten: say --yes where nobody can be asked", click.get_current_context()
        )
    if not click.confirm("Forget all that for good?", err=True):
        raise click.ClickException("nothing was forgotten")
