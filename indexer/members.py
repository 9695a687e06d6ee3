"""The files within files: which document holds which, kept beside the text. Derived, like all text."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.extract.base import Member
from scraper.archive.records import Digest, Document

TABLE = """
    CREATE TABLE members (
        parent TEXT NOT NULL,
        position INTEGER NOT NULL,
        path TEXT NOT NULL,
        digest TEXT NOT NULL,
        media_type TEXT NOT NULL,
        size INTEGER NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (parent, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX members_by_digest ON members (digest);
"""


@dataclass(frozen=True, slots=True)
class Inside:
    """That a document has a file within it, and where: `position` counts from 0, `path` is the way to it.

    `parent` is the document that was captured, however deep the file is. One that could not be unpacked has
    no digest, and a `reason`; what became of the others the store tells by their digest, like any document's.
    """

    parent: str
    position: int
    path: str
    digest: str
    media_type: str
    size: int
    reason: str = ""

    @property
    def document(self) -> Document:
        """The file as a document, of which the bytes are not held but in another's."""
        return Document(Digest(self.digest), self.media_type, self.size, held=False)


class Members:
    """The table of members in the text store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def replace(self, parent: str, found: Sequence[Inside]) -> None:
        """Say what is in a document: this, and nothing else any more."""
        self._connection.execute("DELETE FROM members WHERE parent = ?", (parent,))
        rows = [(m.parent, m.position, m.path, m.digest, m.media_type, m.size, m.reason) for m in found]
        self._connection.executemany("INSERT INTO members VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def all(self) -> Iterator[Inside]:
        """Yield every member, by document and in the order they stand in it."""
        return self._rows("ORDER BY parent, position")

    def of(self, parent: str) -> list[Inside]:
        """Return what is in a document."""
        return list(self._rows("WHERE parent = ? ORDER BY position", parent))

    def with_digest(self, digest: str) -> list[Inside]:
        """Return the places at which a file is."""
        return list(self._rows("WHERE digest = ? ORDER BY parent, position", digest))

    def by_digest(self) -> Mapping[str, list[Inside]]:
        """Return the places of every file that could be unpacked."""
        places: defaultdict[str, list[Inside]] = defaultdict(list)
        for inside in self.all():
            if inside.digest:
                places[inside.digest].append(inside)
        return places

    def digests(self) -> Iterator[str]:
        """Yield the digest of every file that could be unpacked, once and in order."""
        for row in self._connection.execute("SELECT DISTINCT digest FROM members WHERE digest != '' ORDER BY digest"):
            yield row[0]

    def beginning(self, prefix: str) -> set[Digest]:
        """Return the digests that begin with this."""
        rows = self._connection.execute(
            "SELECT DISTINCT digest FROM members WHERE digest >= ? AND digest < ?", (prefix, prefix + "g")
        )
        return {Digest(row[0]) for row in rows}

    def _rows(self, rest: str, *values: str) -> Iterator[Inside]:
        sql = "SELECT parent, position, path, digest, media_type, size, reason FROM members"
        for row in self._connection.execute(f"{sql} {rest}", values):
            yield Inside(*row)


def holding(found: Iterable[Inside]) -> set[str]:
    """Return the digests of the files among these, and of their documents, that have others in them."""
    ways: defaultdict[str, set[str]] = defaultdict(set)
    several = list(found)
    for inside in several:
        steps = inside.path.split("/")
        ways[inside.parent].update("/".join(steps[:end]) for end in range(1, len(steps)))
    return {*ways, *(inside.digest for inside in several if inside.path in ways[inside.parent])}


def insides(parent: str, members: Sequence[Member]) -> list[Inside]:
    """Return where the members of a document are. One that is the document itself again is none."""
    return [
        Inside(parent, position, m.path, m.digest, m.media_type, m.size, "" if m.digest else m.reason)
        for position, m in enumerate(members)
        if m.digest != parent
    ]
