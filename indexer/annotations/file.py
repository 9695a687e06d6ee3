"""The one SQLite file of tags and notes: durable, and whole by itself, so that a copy of it is a back-up."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import AnnotationsError

BUSY_SECONDS = 30

STEPS: tuple[str, ...] = (
    """
    CREATE TABLE tags (
        tag TEXT NOT NULL,
        digest TEXT NOT NULL,
        time TEXT NOT NULL,
        PRIMARY KEY (tag, digest)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX tags_by_digest ON tags (digest, tag);

    CREATE TABLE notes (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        digest TEXT NOT NULL,
        page INTEGER NOT NULL,
        text TEXT NOT NULL,
        time TEXT NOT NULL
    ) STRICT;
    CREATE INDEX notes_by_digest ON notes (digest, page, key);
    """,
    """
    CREATE TABLE verdicts (
        report TEXT NOT NULL,
        release TEXT NOT NULL,
        verdict TEXT NOT NULL,
        time TEXT NOT NULL,
        PRIMARY KEY (report, release)
    ) STRICT, WITHOUT ROWID;
    """,
)
"""What makes each layout from the one before. A step that has shipped is never edited: add another."""


def connected(path: Path, *, create: bool) -> sqlite3.Connection:
    """Open the file; if there is none, begin one, or, if not `create`, stand in for it with nothing.

    Raises AnnotationsError if it cannot be used.
    """
    if create:
        path.parent.mkdir(parents=True, exist_ok=True)
    where = path if create or path.exists() else ":memory:"
    try:
        connection = sqlite3.connect(where, isolation_level=None, timeout=BUSY_SECONDS)
        try:
            # A journal that goes with each commit, not one that stays beside the file: the file alone is everything,
            # and can be read from a disk that cannot be written. EXTRA: a commit that returned outlives a power cut.
            connection.execute("PRAGMA synchronous = EXTRA")
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten
            _migrate(connection, path)
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        raise told(error, path) from error
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """All of what happens inside, or nothing; when this returns it is on the disk."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # a full disk rolls back by itself
                connection.execute("ROLLBACK")
            raise
    except sqlite3.DatabaseError as error:
        raise told(error, path) from error


def told(error: sqlite3.Error, path: Path) -> AnnotationsError:
    """Return what to tell a person of an error of SQLite's."""
    said = str(error)
    if "disk is full" in said:
        return AnnotationsError(f"the disk is full: {path} was left as it was; make room and run this again")
    if "malformed" in said or "not a database" in said or "no such column" in said or "no such table" in said:
        return AnnotationsError(
            f"{path}, which has your tags and notes, is damaged ({said}); restore it from a back-up"
        )
    if "locked" in said:
        return AnnotationsError("another foi has been writing tags and notes for long; run this again")
    if "readonly" in said or "unable to open" in said:
        return AnnotationsError(f"{path}, which has your tags and notes, cannot be written ({said})")
    return AnnotationsError(f"{path}, which has your tags and notes, cannot be used: {said}")


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    done = connection.execute("PRAGMA user_version").fetchone()[0]
    if done > len(STEPS):
        raise AnnotationsError(f"{path} was made by a later version of foi-index; install that version")
    for number, step in enumerate(STEPS[done:], start=done + 1):
        try:
            connection.executescript(f"BEGIN IMMEDIATE;\n{step}\nPRAGMA user_version = {number};\nCOMMIT;")
        except sqlite3.OperationalError:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if connection.execute("PRAGMA user_version").fetchone()[0] < number:  # else: another process was first
                raise
