"""The catalogue's tables, step by step. A step that has shipped is never edited: add another."""

import sqlite3

from scraper.archive.records import ArchiveError

STEPS: tuple[str, ...] = (
    """
    CREATE TABLE publications (
        key INTEGER PRIMARY KEY,
        source TEXT NOT NULL,
        native_id TEXT NOT NULL,
        url TEXT NOT NULL,
        record TEXT NOT NULL,
        first_seen TEXT NOT NULL,
        last_seen TEXT NOT NULL,
        UNIQUE (source, native_id)
    ) STRICT;
    CREATE INDEX publications_by_url ON publications (source, url);

    CREATE TABLE versions (
        publication INTEGER NOT NULL REFERENCES publications (key),
        number INTEGER NOT NULL,
        seen TEXT NOT NULL,
        record TEXT NOT NULL,
        PRIMARY KEY (publication, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE links (
        publication INTEGER NOT NULL REFERENCES publications (key),
        url TEXT NOT NULL,
        title TEXT NOT NULL,
        kind TEXT NOT NULL,
        position INTEGER NOT NULL,
        listed INTEGER NOT NULL,
        PRIMARY KEY (publication, url)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX links_by_url ON links (url);

    CREATE TABLE documents (
        digest TEXT PRIMARY KEY,
        media_type TEXT NOT NULL,
        size INTEGER NOT NULL,
        held INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE captures (
        key INTEGER PRIMARY KEY,
        source TEXT NOT NULL,
        url TEXT NOT NULL,
        final_url TEXT NOT NULL,
        time TEXT NOT NULL,
        status INTEGER NOT NULL,
        headers TEXT NOT NULL,
        digest TEXT REFERENCES documents (digest),
        revisit INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX captures_by_url ON captures (url, key);
    CREATE INDEX captures_by_digest ON captures (digest, key);

    CREATE TABLE runs (
        key INTEGER PRIMARY KEY,
        source TEXT NOT NULL,
        started TEXT NOT NULL,
        finished TEXT,
        outcome TEXT NOT NULL,
        publications INTEGER NOT NULL DEFAULT 0,
        documents INTEGER NOT NULL DEFAULT 0,
        unchanged INTEGER NOT NULL DEFAULT 0,
        failed INTEGER NOT NULL DEFAULT 0,
        note TEXT NOT NULL DEFAULT ''
    ) STRICT;

    CREATE TABLE failures (
        source TEXT NOT NULL,
        url TEXT NOT NULL,
        stage TEXT NOT NULL,
        reason TEXT NOT NULL,
        time TEXT NOT NULL,
        PRIMARY KEY (source, url)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE watermarks (
        source TEXT NOT NULL,
        selection TEXT NOT NULL,
        newest TEXT NOT NULL,
        floor TEXT,
        PRIMARY KEY (source, selection)
    ) STRICT, WITHOUT ROWID;
    """,
    """
    CREATE TABLE frontier (
        key INTEGER PRIMARY KEY,
        source TEXT NOT NULL,
        url TEXT NOT NULL,
        stage TEXT NOT NULL,
        callback TEXT NOT NULL,
        arguments TEXT NOT NULL,
        conditional INTEGER NOT NULL,
        follow INTEGER NOT NULL,
        tries INTEGER NOT NULL,
        run INTEGER REFERENCES runs (key),
        answered TEXT,
        UNIQUE (source, url)
    ) STRICT;
    """,
    """
    CREATE TABLE journal (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        publication INTEGER NOT NULL,
        number INTEGER NOT NULL,
        UNIQUE (publication, number)
    ) STRICT;
    INSERT INTO journal (publication, number)
        SELECT publication, number FROM versions ORDER BY seen, publication, number;

    CREATE TABLE identity (id TEXT NOT NULL) STRICT;
    INSERT INTO identity VALUES (lower(hex(randomblob(16))));

    CREATE TABLE tombstones (
        subject TEXT NOT NULL,
        address TEXT NOT NULL,
        reason TEXT NOT NULL,
        time TEXT NOT NULL,
        PRIMARY KEY (subject, address)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX tombstones_by_address ON tombstones (address);
    """,
    """
    ALTER TABLE runs ADD COLUMN scope TEXT NOT NULL DEFAULT '';
    CREATE INDEX runs_by_source ON runs (source, key);

    CREATE TABLE measures (
        run INTEGER NOT NULL REFERENCES runs (key),
        name TEXT NOT NULL,
        number INTEGER NOT NULL,
        among INTEGER NOT NULL,
        PRIMARY KEY (run, name)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE observations (
        run INTEGER NOT NULL REFERENCES runs (key),
        kind TEXT NOT NULL,
        url TEXT NOT NULL,
        detail TEXT NOT NULL,
        time TEXT NOT NULL,
        PRIMARY KEY (run, kind, url)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX observations_by_url ON observations (url);

    CREATE TABLE accepted (
        source TEXT PRIMARY KEY,
        run INTEGER NOT NULL REFERENCES runs (key),
        time TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    """,
    """
    DROP INDEX captures_by_url;
    CREATE INDEX captures_by_url ON captures (url, time, digest);
    """,
)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a catalogue to the newest step, each step in a transaction of its own.

    Raises ArchiveError if the catalogue was made by a later version of foi-index.
    """
    done = connection.execute("PRAGMA user_version").fetchone()[0]
    if done > len(STEPS):
        raise ArchiveError(
            f"this archive was made by a later version of foi-index (step {done}, this one knows {len(STEPS)}); "
            "install the newer version"
        )
    for number, step in enumerate(STEPS[done:], start=done + 1):
        try:
            connection.executescript(f"BEGIN IMMEDIATE;\n{step}\nPRAGMA user_version = {number};\nCOMMIT;")
        except sqlite3.OperationalError:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if connection.execute("PRAGMA user_version").fetchone()[0] < number:  # else: another process was first
                raise
