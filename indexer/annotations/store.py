"""Tags and notes: put on, taken off, looked up."""

import os
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from typing import Self

from indexer.annotations.file import transaction
from indexer.annotations.held import Held
from indexer.annotations.records import MOST_PAGES, Note, note_text, tag_name
from indexer.errors import AnnotationsError
from indexer.places import Places


class Annotations(Held):
    """An open store of tags and notes, by digest. Any number of processes may read and write; one waits for another.

    Nothing is asked of the archive: what hangs on a document stays when the document is not held, and is there again
    with it.
    """

    @classmethod
    def open(cls, places: Places, *, create: bool = True) -> Self:
        """Open the store of a data folder; where there is none, begin one, or, if not `create`, show an empty one.

        Raises AnnotationsError if it cannot be used.
        """
        return cls(places, create=create)

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

    def judge(self, report: str, release: str, verdict: str, time: datetime | None = None) -> None:
        """Keep what a person says of the link between two publications, in place of what they said before."""
        with transaction(self._connection, self.path):
            row = report, release, verdict, _written(time)
            self._connection.execute("INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?, ?)", row)

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


def _written(time: datetime | None) -> str:
    return (time or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
