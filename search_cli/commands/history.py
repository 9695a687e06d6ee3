"""`foi history`: the versions of a publication, or of one of its files."""

import re
from collections.abc import Iterator
from dataclasses import replace

import click

from indexer.text import TextStore
from indexer.versions.changes import Told, history
from indexer.versions.wording import Wording
from scraper.archive.captures import name_of
from scraper.archive.timeline import Change, ChangeKind, Version
from scraper.items import State
from search_cli.context import Session, pass_session
from search_cli.documents import open_archive
from search_cli.formats import changes as rows
from search_cli.publications import Subject, find
from search_cli.terminal import line

_VERSION = re.compile(r":\d+$")


@click.command(
    "history",
    epilog="""
    \b
    Examples:
      foi history p0f4e2a9c7b31
      foi history 0e85149bedff --format jsonl
    """,
)
@click.argument("given", metavar="ID")
@click.option("--format", "format_", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@pass_session
def command(session: Session, *, given: str, format_: str) -> None:
    """List the versions of a publication: when each was first seen, what changed, and the digests it came with.

    ID is what `foi changes` prints for a publication, or `foi search` for a document: of a file, the versions at its
    address are listed. An address will do too. `foi diff` compares two versions by their numbers. Exit status is 1 if
    there is no such ID.
    """
    with (
        open_archive(session.places) as archive,
        TextStore(session.places.text) as store,
        Wording(archive, store) as wording,
    ):
        for number, subject in enumerate(find(archive, store, _VERSION.sub("", given))):
            versions = of_subject(subject, history(archive, wording, subject.held))
            if format_ == "jsonl":
                told = [Told(subject.held, version, change) for version in versions for change in version.changes]
                lines: Iterator[str] = rows.jsonl(told)
            else:
                lines = _text(subject, versions, first=number == 0)
            for text in lines:
                click.echo(text, nl=False)


def of_subject(subject: Subject, versions: list[Version]) -> list[Version]:
    """Return the versions in which what is asked for changed, with those changes: all of them, or those of one file."""
    if not subject.url:
        return versions
    of_file = (replace(version, changes=tuple(_of_file(subject.url, version))) for version in versions)
    return [version for version in of_file if version.changes]


def _of_file(url: str, version: Version) -> Iterator[Change]:
    for change in version.changes:
        if (change.link.url == url) if change.link else (change.kind is ChangeKind.NEW and url in version.digests):
            yield change


def _text(subject: Subject, versions: list[Version], *, first: bool) -> Iterator[str]:
    publication = subject.held.publication
    if not first:
        yield "\n"
    yield f"{line(publication.title) or '(no title)'}\n"
    state = "" if publication.state is State.LIVE else publication.state.value
    facts = (subject.held.id, publication.source, state, line(subject.url or publication.url))
    yield " · ".join(fact for fact in facts if fact) + "\n"
    seen: dict[str, str] = {}
    for version in versions:
        said = [rows.said(Told(subject.held, version, change)) for change in version.changes]
        yield f"\n{version.number:>2}  {version.time:%Y-%m-%d %H:%M:%S} UTC  {'; '.join(said)}\n"
        if version.publication.note and any(change.link is None for change in version.changes):
            yield f"    {line(version.publication.note)}\n"
        for link in version.publication.documents:
            digest = version.digests.get(link.url)
            if digest and seen.get(link.url) != digest and subject.url in ("", link.url):
                before = seen.get(link.url, "")[:12]
                name = line(name_of(link.url) or link.title)
                yield f"    {digest[:12]}  {name}{f'  (was {before})' if before else ''}\n"
                seen[link.url] = digest
