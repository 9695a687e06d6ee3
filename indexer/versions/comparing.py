"""Two versions of a publication side by side: its record, its own page, and each of its files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from indexer.extract.base import Page
from indexer.versions.differences import Hunk, differences
from indexer.versions.matching import Effort
from indexer.versions.wording import Said, Within, Wording
from scraper.archive.records import Digest
from scraper.archive.timeline import Version
from scraper.items import DocumentLink, Publication

RECORD, OWN_PAGE = "record", "page"


@dataclass(frozen=True, slots=True)
class Compared:
    """One part of a publication in two versions: its name, the bytes it had, and what differs.

    `note` says what is to be said instead, or besides: that it is new, or cannot be read.
    """

    name: str
    before: Digest | None = None
    after: Digest | None = None
    hunks: tuple[Hunk, ...] = ()
    note: str = ""


def compare(wording: Wording, before: Version, after: Version, effort: Effort, url: str = "") -> Iterator[Compared]:
    """Yield what differs between two versions, part by part; with an address, only the file that is there."""
    if not url:
        record = differences(_record(before.publication), _record(after.publication), effort)
        if record:
            yield Compared(RECORD, hunks=tuple(record))
        yield from _documents(wording, OWN_PAGE, before.page, after.page, effort)
    links = {link.url: link for link in (*after.files, *before.files)}
    for link in links.values():
        if url in ("", link.url):
            yield from _file(wording, link, before, after, effort)


def _file(wording: Wording, link: DocumentLink, before: Version, after: Version, effort: Effort) -> Iterator[Compared]:
    listed = [link.url in {its.url for its in version.files} for version in (before, after)]
    old, new = before.digests.get(link.url) if listed[0] else None, after.digests.get(link.url) if listed[1] else None
    name = link.url
    if old and new:
        yield from _documents(wording, name, old, new, effort)
        if link.url in after.absent - before.absent:
            yield Compared(name, old, None, note="gone from its address")
        elif link.url in before.absent - after.absent:
            yield Compared(name, None, new, note="back at its address")
    elif old:
        yield Compared(name, old, None, note="listed no longer")
    elif new:
        yield Compared(name, None, new, note="new here")


def _documents(
    wording: Wording, name: str, before: Digest | None, after: Digest | None, effort: Effort
) -> Iterator[Compared]:
    if before is None or after is None or wording.same(before, after):
        return
    old, new = wording.said(before), wording.said(after)
    if old is None or new is None:
        yield Compared(name, before, after, note="the bytes differ; the words cannot be read, so not compared")
        return
    hunks = tuple(differences(old.pages, new.pages, effort))
    if hunks:
        yield Compared(name, before, after, hunks)
    yield from _inside(name, old, new, effort)


def _inside(name: str, before: Said, after: Said, effort: Effort) -> Iterator[Compared]:
    """Yield what differs in the files within a document, told apart by their paths."""
    old, new = ({file.path: file for file in said.within} for said in (before, after))
    for path in dict.fromkeys([*new, *old]):
        yield from _member(f"{name}/{path}", old.get(path), new.get(path), effort)


def _member(name: str, before: Within | None, after: Within | None, effort: Effort) -> Iterator[Compared]:
    if before is None or after is None:
        yield Compared(name, note="new in it" if before is None else "no longer in it")
    elif before.name != after.name:
        if before.pages is None or after.pages is None:
            yield Compared(name, note="the bytes differ; the words cannot be read, so not compared")
        else:
            yield Compared(name, hunks=tuple(differences(before.pages, after.pages, effort)))


def _record(publication: Publication) -> Sequence[Page]:
    """Return a record as a page of text, a line for each field that is not empty and that people read."""
    lines = [
        f"{name}: {' '.join(said.split())}"
        for name in ("title", "authority", "outlet", "kind", "state", "note", "summary", "published", "updated", "url")
        if (said := _readable(getattr(publication, name)))
    ]
    lines += [f"reference: {reference}" for reference in publication.references]
    lines += [f"document: {' '.join(link.title.split())} ({link.url})" for link in publication.documents]
    return (Page(1, "\n".join(lines)),)


def _readable(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value or "")
