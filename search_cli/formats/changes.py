"""Changes as rows: the public, versioned schema of `foi changes` and `foi history`. Described in docs/history.md."""

import sys
from collections.abc import Iterable, Iterator
from typing import Any

from indexer.versions.changes import Told
from scraper.archive.captures import name_of
from scraper.archive.timeline import ChangeKind
from search_cli import terminal
from search_cli.wrapping import wrapped

SCHEMA = 1
FIELDS = (
    *("id", "version", "time", "kind", "fields", "source", "title", "state", "url", "file", "file_url"),
    *("before", "after", "note", "schema"),
)
"""The schema's, in its order: new ones are added at the end, here and in `row`."""
_TIME = len("  08:51  ")
WORDS = {
    ChangeKind.FILE_GONE: "file gone",
    ChangeKind.FILE_BACK: "file came back",
    ChangeKind.BACK: "came back",
    ChangeKind.ARRIVED: "file came",
    ChangeKind.BYTES: "same text",
    ChangeKind.REPLACED: "file replaced",
}


def row(told: Told) -> dict[str, Any]:
    """Return a change as the fields of the schema, in its order. Fields are only ever added, at the end."""
    publication, change = told.version.publication, told.change
    return {
        "id": told.held.id,
        "version": told.version.number,
        "time": change.time.isoformat(timespec="seconds"),
        "kind": change.kind.value,
        "fields": list(change.fields),
        "source": publication.source,
        "title": publication.title,
        "state": publication.state.value,
        "url": publication.url or None,
        "file": file_name(told) or None,
        "file_url": change.link.url if change.link else None,
        "before": change.before,
        "after": change.after,
        "note": publication.note or None,
        "schema": SCHEMA,
    }


def text(found: Iterable[Told]) -> Iterator[str]:
    """Yield a line for each change, oldest first: when, what, of which publication. On a terminal they are by day."""
    if sys.stdout.isatty():
        yield from _by_day(found)
        return
    for told in found:
        publication = told.version.publication
        what = " · ".join(part for part in (said(told), terminal.line(publication.title), publication.source) if part)
        yield f"{told.change.time:%Y-%m-%d %H:%M} UTC  {told.held.id}:{told.version.number}  {what}\n"


def _by_day(found: Iterable[Told]) -> Iterator[str]:
    day = ""
    for told in found:
        publication, name = told.version.publication, f"{told.held.id}:{told.version.number}"
        if f"{told.change.time:%Y-%m-%d}" != day:
            blank = "\n" if day else ""
            day = f"{told.change.time:%Y-%m-%d}"
            yield f"{blank}{terminal.bold(f'{day}, UTC')}\n"
        beside = terminal.width() - _TIME - len(name) - 2
        parts = (said(told), terminal.line(publication.title), publication.source)
        first, *more = wrapped(" · ".join(part for part in parts if part), beside)
        gap = " " * (beside + 2 - terminal.columns(first))
        yield f"  {told.change.time:%H:%M}  {first}{gap}{terminal.dim(name)}\n"
        yield from (f"{' ' * _TIME}{text}\n" for text in more)


def said(told: Told) -> str:
    """Say in a few words what changed: "edited (title, text)", "file replaced: letter.pdf"."""
    change = told.change
    word = WORDS.get(change.kind, change.kind.value)
    fields = f" ({', '.join(change.fields)})" if change.fields else ""
    file = f": {terminal.line(file_name(told))}" if change.link else ""
    return f"{word}{fields}{file}"


def file_name(told: Told) -> str:
    """Return the name of the file that changed; its title, if its address has none; "" for the publication itself."""
    link = told.change.link
    return (name_of(link.url) or link.title or link.url) if link else ""
