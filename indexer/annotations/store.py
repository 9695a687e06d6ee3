"""Tags and notes: put on, taken off, looked up."""

import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from indexer.annotations.file import connected, told, transaction
from indexer.annotations.records import MOST_PAGES, Note, note_text, tag_name
from indexer.errors import AnnotationsError
from indexer.places import Places

_AT_ONCE = 500
"""Digests asked for in one statement: SQLite takes 999 values everywhere."""

_NOTE = "SELECT key, uid, digest, page, text, time FROM notes"


class Annotations:
    """An open store of tags and notes, by digest. Any number of processes may read and write; one waits for another.

    Nothing is asked of the archive: what hangs on a document stays when the document is not held, and is there again
    with it. All reading is done at once, so that no reader keeps a writer waiting.
    """

    def __init__(self, places: Places, *, create: bool = True) -> None:
        self.path = places.annotations
        self._connection = connected(self.path, create=create)

    @classmethod
    def open(cls, places: Places, *, create: bool = True) -> Self:
        """Open the store of a data folder; where there is none, begin one, or, if not `create`, show an empty one.

        Raises AnnotationsError if it cannot be used.
        """
        return cls(places, create=create)

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

    def tag(
        self, digests: Iterable[str], add: Iterable[str] = (), remove: Iterable[str] = (), time: datetime | None = None
    ) -> tuple[int, int]:
        """Put tags on documents and take others off, all or none; return how many were put on, and how many taken off.

        A tag that is both is put on. What has a tag keeps it, with the time it got it. Raises AnnotationsError.
        """
        put = dict.fromkeys(map(tag_name, add))
        off = [tag for tag in dict.fromkeys(map(tag_name, remove)) if tag not in put]
        every, now = list(dict.fromkeys(digests)), _written(time)
        with transaction(self._connection, self.path):
            gone = self._many("DELETE FROM tags WHERE tag = ? AND digest = ?", [(t, d) for t in off for d in every])
            new = self._many("INSERT OR IGNORE INTO tags VALUES (?, ?, ?)", [(t, d, now) for t in put for d in every])
        return new, gone

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

    def note(self, digest: str, page: int | None, text: str, time: datetime | None = None) -> Note:
        """Write a note about a document, or, with a number from 1, a page of it. Raises AnnotationsError."""
        if page is not None and not 0 < page < MOST_PAGES:
            raise AnnotationsError(f"{page} is no page: pages count from 1")
        kept, now, uid = note_text(text), _written(time), os.urandom(8).hex()
        with transaction(self._connection, self.path):
            key = self._write(uid, digest, page or 0, kept, now)
        return Note(key, uid, digest, page, kept, now)

    def edit_note(self, key: int, text: str, time: datetime | None = None) -> Note:
        """Put another text in the place of a note's. Raises AnnotationsError, also if there is no such note."""
        old, kept, now = self.note_of(key), note_text(text), _written(time)
        with transaction(self._connection, self.path):
            self._connection.execute("UPDATE notes SET text = ?, time = ? WHERE key = ?", (kept, now, key))
        return Note(old.key, old.uid, old.digest, old.page, kept, now)

    def remove_note(self, key: int) -> Note:
        """Take a note away for good, and return it. Raises AnnotationsError if there is no such note."""
        old = self.note_of(key)
        with transaction(self._connection, self.path):
            self._connection.execute("DELETE FROM notes WHERE key = ?", (key,))
        return old

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

    def merge(self, taggings: Iterable[tuple[str, str, str]], notes: Iterable[Note]) -> tuple[int, int, int]:
        """Take in what a dump holds, all or none: return how many tags and notes are new, and how many notes changed.

        Of a note that is here already, by its uid, the text written last holds. `key` counts for nothing.
        """
        with transaction(self._connection, self.path):
            new = self._many("INSERT OR IGNORE INTO tags (digest, tag, time) VALUES (?, ?, ?)", list(taggings))
            before = self._connection.total_changes
            added = 0
            for note in notes:
                added += self._taken(note)
            return new, added, self._connection.total_changes - before - added

    def forget(self, digests: Collection[str]) -> int:
        """Take away all that hangs on some documents, for good; return on how many there was anything."""
        held = {row[0] for table in ("tags", "notes") for row in self._rows(f"SELECT DISTINCT digest FROM {table}")}  # noqa: S608 - ours
        going = sorted(held.intersection(digests))
        with transaction(self._connection, self.path):
            for table in ("tags", "notes"):
                self._many(f"DELETE FROM {table} WHERE digest = ?", [(digest,) for digest in going])  # noqa: S608 - ours
        return len(going)

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

    def _taken(self, note: Note) -> bool:
        """Take a note in; tell whether it is new."""
        [known] = self._rows("SELECT count(*), max(time) FROM notes WHERE uid = ?", note.uid)
        if not known[0]:
            self._write(note.uid, note.digest, note.page or 0, note.text, note.time)
            return True
        if known[1] < note.time:
            values = note.digest, note.page or 0, note.text, note.time, note.uid
            self._connection.execute("UPDATE notes SET digest = ?, page = ?, text = ?, time = ? WHERE uid = ?", values)
        return False

    def _write(self, uid: str, digest: str, page: int, text: str, time: str) -> int:
        sql = "INSERT INTO notes (uid, digest, page, text, time) VALUES (?, ?, ?, ?, ?)"
        return self._connection.execute(sql, (uid, digest, page, text, time)).lastrowid or 0

    def _many(self, sql: str, rows: Sequence[tuple[object, ...]]) -> int:
        before = self._connection.total_changes
        self._connection.executemany(sql, rows)
        return self._connection.total_changes - before

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


def _written(time: datetime | None) -> str:
    return (time or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
