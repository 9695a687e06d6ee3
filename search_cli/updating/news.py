"""What is new at the sources since the last update told of it, and the screen that says so."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from indexer.places import Places
from indexer.text import TextStore
from indexer.versions.changes import Told, changes
from scraper.archive.records import ID_LENGTH
from scraper.archive.store import Archive
from scraper.archive.timeline import ChangeKind
from search_cli import marks
from search_cli.formats.changes import WORDS
from search_cli.terminal import columns, line, many

SCREEN = 23
"""Rows that the changes may take, with what stands around them."""
WIDTH = 78
"""Columns of a row where there is no terminal, as in a mail."""
MOST_SOURCES = 6


@dataclass(frozen=True, slots=True)
class News:
    """The changes since a mark, oldest first, and the mark that is reached by telling them."""

    told: tuple[Told, ...]
    since: datetime
    reached: marks.LastTime

    @property
    def new(self) -> int:
        """How many publications are new."""
        return len({one.held.key for one in self.told if one.change.kind is ChangeKind.NEW})

    @property
    def changed(self) -> int:
        """How many others changed."""
        return len({one.held.key for one in self.told}) - self.new


def last_told(places: Places, archive: Archive, began: datetime) -> marks.LastTime:
    """Return what the last update told up to: for the first one, for another archive or a damaged mark, up to here."""
    here = marks.LastTime(archive.history.identity(), archive.history.mark(), began)
    try:
        last = marks.read(places.data, marks.UPDATED)
    except marks.BadMark:
        return here
    if last is None or last.identity != here.identity:
        return here
    behind = last.mark.entry <= here.mark.entry and last.mark.capture <= here.mark.capture
    return last if behind else here


def news(
    places: Places, archive: Archive, since: marks.LastTime, now: datetime, step: Callable[[], None] = lambda: None
) -> News:
    """Return what changed since a mark."""
    mark = archive.history.mark()
    with TextStore(places.text) as store:
        found = changes(archive, store, since.mark, mark, step)
    return News(tuple(found), since.time, marks.LastTime(since.identity, mark, now))


def told(found: News, width: int = WIDTH) -> Iterator[str]:
    """Yield the changes source by source, as many rows as a screen has room for, and how to see the rest."""
    by_source: dict[str, list[Told]] = {}
    for one in found.told:
        by_source.setdefault(one.version.publication.source, []).append(one)
    shown = sorted(by_source.items(), key=lambda item: -len(item[1]))
    lengths = [len(several) for _, several in shown[:MOST_SOURCES]]
    room = _room(lengths, SCREEN - 3 - 2 * len(lengths))
    hidden = sum(len(several) for _, several in shown[MOST_SOURCES:])
    for (source, several), rows in zip(shown, room, strict=False):
        yield ""
        yield f"{line(source)}  {_counts(several)}"
        yield from _rows(several[:rows], width)
        hidden += len(several) - min(rows, len(several))
    if hidden:
        others = f" ({many(len(shown) - MOST_SOURCES, 'other source')} too)" if len(shown) > MOST_SOURCES else ""
        yield ""
        yield f"and {hidden:,} more{others}: foi changes --since {found.since.astimezone(UTC):%Y-%m-%dT%H:%M}"


def _room(lengths: Sequence[int], rows: int) -> list[int]:
    """Share rows out: a source that needs less than its share leaves the rest to the others."""
    given = [0] * len(lengths)
    while rows > 0 and any(got < length for got, length in zip(given, lengths, strict=True)):
        for at, length in enumerate(lengths):
            if rows > 0 and given[at] < length:
                given[at] += 1
                rows -= 1
    return given


def _counts(several: Sequence[Told]) -> str:
    """Say how many changes of each sort: "3 new, 1 edited"."""
    words = Counter(map(_kind, several))
    return ", ".join(f"{number:,} {word}" for word, number in words.most_common())


def _kind(one: Told) -> str:
    return WORDS.get(one.change.kind, one.change.kind.value)


def _rows(several: Sequence[Told], width: int) -> Iterator[str]:
    """Yield a row for each change: what it was, of which publication, and the name that `foi history` takes."""
    kinds = list(map(_kind, several))
    wide = max(map(len, kinds), default=0)
    for one, kind in zip(several, kinds, strict=True):
        room = width - 2 - wide - 2 - 2 - ID_LENGTH
        title = _cut(line(one.version.publication.title), room)
        yield f"  {kind:<{wide}}  {_filled(title, room)}  {one.held.id}"


def _cut(text: str, most: int) -> str:
    """Return text that takes so many columns at most."""
    if columns(text) <= most:
        return text
    while columns(text) > most - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _filled(text: str, wide: int) -> str:
    return text + " " * (wide - columns(text))
