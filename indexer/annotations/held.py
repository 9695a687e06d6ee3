"""Tags and notes as they are: looked up, counted, listed."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from indexer.annotations.file import connected, told
from indexer.annotations.records import Note
from indexer.errors import AnnotationsError
from indexer.places import Places

_AT_ONCE = 500
"""Digests asked for in one statement: SQLite takes 999 values everywhere."""

_NOTE = "SELECT key, uid, digest, page, text, time FROM notes"


class Held:
    """The tags and notes of a data folder. What is read is read at once, so that no reader keeps a writer waiting."""

    def __init__(self, places: Places, *, create: bool = True) -> None:
        self.path = places.annotations
        self._connection = connected(self.path, create=create)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @contextmanager
    def unchanging(self) -> Iterator[None]:
        """Whatever is read inside is of one moment; who writes waits for the end of it."""
        self._rows("BEGIN")
        try:
            yield
        finally:
            self._rows("ROLLBACK")

    def tags_of(self, digests: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the tags of those documents that have any, in the order of the alphabet."""
        found: dict[str, list[str]] = {}
        for digest, tag in self._of("SELECT digest, tag FROM tags WHERE digest IN ({}) ORDER BY tag", digests):
            found.setdefault(digest, []).append(tag)
        return {digest: tuple(tags) for digest, tags in found.items()}

    def tagged(self, tag: str, *, beginning: bool = False) -> list[str]:
        """Return the documents that have a tag, or, of a `beginning`, any that begins so; "" is any at all."""
        where, values = _named(tag, beginning=beginning)
        # as one text: to have a hundred thousand rows made one by one takes twice as long
        [(every,)] = self._rows(f"SELECT group_concat(digest, ' ') FROM tags WHERE {where}", *values)  # noqa: S608 - ours
        found: list[str] = every.split(" ") if every else []
        return list(dict.fromkeys(found)) if beginning else found

    def of_tagged(self, digests: Iterable[str], tag: str, *, beginning: bool = False) -> Iterator[str]:
        """Yield those of some documents that `tagged` returns, without reading the others; one may come again."""
        where, values = _named(tag, beginning=beginning)
        sql = f"SELECT digest FROM tags WHERE digest IN ({{}}) AND {where}"  # noqa: S608 - ours
        yield from (row[0] for row in self._of(sql, digests, values))

    def count(self, tag: str, most: int, *, beginning: bool = False) -> int:
        """Return how many times a tag was put on a document, or any that begins so; `most` if more."""
        where, values = _named(tag, beginning=beginning)
        sql = f"SELECT count(*) FROM (SELECT 1 FROM tags WHERE {where} LIMIT {most:d})"  # noqa: S608 - ours
        [(count,)] = self._rows(sql, *values)
        return int(count)

    def counts(self) -> list[tuple[str, int]]:
        """Return every tag with how many documents have it, in the order of the alphabet."""
        return list(self._rows("SELECT tag, count(*) FROM tags GROUP BY tag ORDER BY tag"))

    def taggings(self) -> Iterator[tuple[str, str, str]]:
        """Return every tag on every document as digest, tag and time, in the order of these."""
        return iter(self._rows("SELECT digest, tag, time FROM tags ORDER BY digest, tag"))

    def note_of(self, key: int) -> Note:
        """Return a note by its number. Raises AnnotationsError if there is no such note."""
        found = self._rows(f"{_NOTE} WHERE key = ?", key) if 0 < key < 1 << 63 else []
        if not found:
            raise AnnotationsError(f"there is no note {key}; `foi note` lists them")
        return _note(found[0])

    def notes_of(self, digest: str) -> list[Note]:
        """Return the notes of a document: of the whole, then page by page, the oldest first."""
        return [_note(row) for row in self._rows(f"{_NOTE} WHERE digest = ? ORDER BY page, key", digest)]

    def notes(self) -> list[Note]:
        """Return every note, by document and page."""
        return [_note(row) for row in self._rows(f"{_NOTE} ORDER BY digest, page, key")]

    def note_counts(self, digests: Iterable[str]) -> Mapping[str, int]:
        """Return how many notes those documents have that have any."""
        return dict(self._of("SELECT digest, count(*) FROM notes WHERE digest IN ({}) GROUP BY digest", digests))

    def noted(self) -> frozenset[str]:
        """Return the documents that have a note."""
        return frozenset(self._digests("SELECT DISTINCT digest FROM notes"))

    def texts(self) -> list[tuple[str, str]]:
        """Return what every note is about and says."""
        return self._rows("SELECT digest, text FROM notes")

    def verdicts(self) -> dict[tuple[str, str], str]:
        """Return what a person said of links, "accepted" or "rejected", by the IDs of report and release."""
        rows = self._rows("SELECT report, release, verdict FROM verdicts ORDER BY report, release")
        return {(report, release): verdict for report, release, verdict in rows}

    def documents(self) -> frozenset[str]:
        """Return every document that has a tag or a note."""
        return frozenset(self._digests("SELECT digest FROM tags UNION SELECT digest FROM notes"))

    def problems(self) -> list[str]:
        """Return what is wrong with the file; empty if it is sound."""
        try:
            found = [str(row[0]) for row in self._connection.execute("PRAGMA integrity_check")]
        except sqlite3.DatabaseError as error:
            found = [str(error)]
        return [f"{self.path}: {text}; restore it from a back-up" for text in found if text != "ok"]

    def _rows(self, sql: str, *values: object) -> list[Any]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise told(error, self.path) from error

    def _digests(self, sql: str, *values: object) -> list[str]:
        return [row[0] for row in self._rows(sql, *values)]

    def _of(self, sql: str, digests: Iterable[str], values: tuple[str, ...] = ()) -> Iterator[Any]:
        every = list(dict.fromkeys(digests))
        for at in range(0, len(every), _AT_ONCE):
            some = every[at : at + _AT_ONCE]
            yield from self._rows(sql.format(", ".join("?" * len(some))), *some, *values)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _note(row: tuple[int, str, str, int, str, str]) -> Note:
    key, uid, digest, page, text, time = row
    return Note(key, uid, digest, page or None, text, time)


def _named(tag: str, *, beginning: bool) -> tuple[str, tuple[str, ...]]:
    return ("tag >= ? AND tag < ?", (tag, tag + "\U0010ffff")) if beginning else ("tag = ?", (tag,))
