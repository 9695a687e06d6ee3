"""`foi history`: the versions of a publication, or of one of its files."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import click

from indexer.text import TextStore
from indexer.versions.changes import Told, history
from indexer.versions.wording import Wording
from scraper.archive.captures import name_of
from scraper.archive.timeline import Change, ChangeKind, Version
from scraper.items import State
from search_cli.context import Session, pass_session
from search_cli.documents import of_number, open_archive
from search_cli.formats import changes as rows
from search_cli.formats.records import chosen, lines, row_options
from search_cli.paging import paged
from search_cli.publications import Subject, find
from search_cli.terminal import bold, dim, folded, line

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
@row_options
@pass_session
def command(session: Session, *, given: str, format_: str, fields: str | None) -> None:
    """List the versions of a publication: when each was first seen, what changed, and the digests it came with.

    ID is what `foi changes` prints for a publication, or `foi search` for a document: of a file, the versions at its
    address are listed. An address will do too. `foi diff` compares two versions by their numbers. Exit status is 1 if
    there is no such ID.
    """
    columns = chosen(format_, fields, rows.FIELDS)
    with (
        open_archive(session.places) as archive,
        TextStore(session.places.text) as store,
        Wording(archive, store) as wording,
    ):
        subjects = find(archive, store, of_number(_VERSION.sub("", given)))
        known = ((subject, of_subject(subject, history(archive, wording, subject.held))) for subject in subjects)
        if format_ == "text":
            paged(text for number, one in enumerate(known) for text in _text(*one, first=number == 0))
        else:
            paged(lines(format_, (rows.row(told) for one in known for told in _told(*one)), columns))


def _told(subject: Subject, versions: Sequence[Version]) -> Iterator[Told]:
    return (Told(subject.held, version, change) for version in versions for change in version.changes)


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
    yield bold(folded(line(publication.title) or "(no title)")) + "\n"
    state = "" if publication.state is State.LIVE else publication.state.value
    facts = (subject.held.id, publication.source, state, line(subject.url or publication.url))
    yield dim(folded(" · ".join(fact for fact in facts if fact))) + "\n"
    seen: dict[str, str] = {}
    for version in versions:
        said = [rows.said(Told(subject.held, version, change)) for change in version.changes]
        yield "\n" + folded(f"{version.number:>2}  {version.time:%Y-%m-%d %H:%M:%S} UTC  {'; '.join(said)}") + "\n"
        if version.publication.note and any(change.link is None for change in version.changes):
            yield folded(f"    {line(version.publication.note)}") + "\n"
        for link in version.publication.documents:
            digest = version.digests.get(link.url)
            if digest and seen.get(link.url) != digest and subject.url in ("", link.url):
                before = seen.get(link.url, "")[:12]
                name = line(name_of(link.url) or link.title)
                was = dim(f"  (was {before})") if before else ""
                yield f"    {dim(digest[:12])}  {name}{was}\n"
                seen[link.url] = digest
