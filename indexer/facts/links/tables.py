"""The tables of links beside the facts: publications as links see them, what each is found by, and the links."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence

from indexer.facts.links import keys
from indexer.facts.links.forms import pack, pack_reasons, unpack
from indexer.facts.links.profile import Profile
from indexer.facts.links.scoring import Score
from indexer.record import record

TABLES = """
    CREATE TABLE IF NOT EXISTS link_publications (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        report INTEGER NOT NULL,
        made_of TEXT NOT NULL,
        told TEXT NOT NULL,
        profile BLOB NOT NULL,
        waiting INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS link_publications_waiting ON link_publications (waiting) WHERE waiting;
    CREATE TABLE IF NOT EXISTS link_documents (
        digest TEXT NOT NULL,
        publication TEXT NOT NULL,
        PRIMARY KEY (digest, publication)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS link_documents_of ON link_documents (publication);
    CREATE TABLE IF NOT EXISTS link_keys (
        key INTEGER NOT NULL,
        report INTEGER NOT NULL,
        publication INTEGER NOT NULL,
        weight REAL NOT NULL,
        PRIMARY KEY (key, report, publication)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS links (
        report TEXT NOT NULL,
        release TEXT NOT NULL,
        odds REAL NOT NULL,
        reasons BLOB NOT NULL,
        PRIMARY KEY (report, release)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS links_of_release ON links (release);
    CREATE TABLE IF NOT EXISTS link_maker (version TEXT NOT NULL) STRICT;
"""
MOST = 30
"""Releases that a report is compared with: those that share most with it."""
_LEAST = 1.2
"""What a release must share to be compared: its body and a word of its title, or a number that is rare."""
_AMONG = "key IN (SELECT value FROM json_each(?))"
_CANDIDATES = f"""
    SELECT id, profile FROM link_publications JOIN (
        SELECT publication, sum(weight) AS shared FROM link_keys WHERE {_AMONG} AND report = 0
        GROUP BY publication HAVING shared >= ? ORDER BY shared DESC, publication LIMIT ?
    ) ON number = publication ORDER BY shared DESC, publication
"""  # noqa: S608 - ours


@record()
class Publication:
    """A publication as links keep it. `told` is what others are told of it, as JSON; `digests` are its documents'."""

    id: str
    report: bool
    made_of: str
    told: str
    digests: tuple[str, ...]


class Tables:
    """The tables, by a connection to the file of the facts."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        for statement in TABLES.split(";"):  # not as a script: that ends the transaction it is in
            connection.execute(statement)

    def kept(self) -> dict[str, tuple[str, bool]]:
        """Return what each publication was made of, and whether it is a report, by its ID."""
        rows = self._connection.execute("SELECT id, made_of, report FROM link_publications")
        return {id_: (made_of, bool(report)) for id_, made_of, report in rows}

    def put(self, publication: Publication, profile: Profile) -> None:
        """Keep a publication; a report then waits to be linked."""
        self.drop([publication.id])
        packed = pack(profile)
        row = publication.id, publication.report, publication.made_of, publication.told, packed, publication.report
        cursor = self._connection.execute(
            "INSERT INTO link_publications (id, report, made_of, told, profile, waiting) VALUES (?, ?, ?, ?, ?, ?)", row
        )
        found = dict.fromkeys(keys.of_report(profile), 0.0) if publication.report else keys.of_release(profile)
        rows = ((key, publication.report, cursor.lastrowid, weight) for key, weight in found.items())
        self._connection.executemany("INSERT INTO link_keys VALUES (?, ?, ?, ?)", rows)
        documents = [(digest, publication.id) for digest in publication.digests]
        self._connection.executemany("INSERT OR IGNORE INTO link_documents VALUES (?, ?)", documents)

    def drop(self, ids: Iterable[str]) -> None:
        """Drop publications, what they are found by, and their links; reports that lose one wait to be linked."""
        sql = "SELECT number, report, profile FROM link_publications WHERE id = ?"
        for id_ in ids:
            for number, report, packed in self._connection.execute(sql, (id_,)).fetchall():
                profile = unpack(packed)
                found: Iterable[int] = keys.of_report(profile) if report else keys.of_release(profile)
                rows = [(key, report, number) for key in set(found)]
                self._connection.executemany(
                    "DELETE FROM link_keys WHERE key = ? AND report = ? AND publication = ?", rows
                )
            self._connection.execute(
                "UPDATE link_publications SET waiting = 1 WHERE id IN (SELECT report FROM links WHERE release = ?)",
                (id_,),
            )
            self._connection.execute("DELETE FROM links WHERE report = ?1 OR release = ?1", (id_,))
            self._connection.execute("DELETE FROM link_documents WHERE publication = ?", (id_,))
            self._connection.execute("DELETE FROM link_publications WHERE id = ?", (id_,))

    def made_by(self, version: str) -> None:
        """Drop everything that another version made: its profiles may be of another form."""
        known = self._connection.execute("SELECT version FROM link_maker").fetchall()
        if known != [(version,)]:
            self.clear()
            self._connection.execute("DELETE FROM link_maker")
            self._connection.execute("INSERT INTO link_maker VALUES (?)", (version,))

    def clear(self) -> None:
        """Drop all publications and links."""
        for table in ("links", "link_keys", "link_documents", "link_publications"):
            self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 - ours

    def wait(self, release: Profile) -> None:
        """Let the reports wait that share with a release enough to be compared with it."""
        weights = keys.of_release(release)
        shared: dict[int, float] = {}
        sql = f"SELECT publication, key FROM link_keys WHERE {_AMONG} AND report = 1"  # noqa: S608 - ours
        for number, key in self._connection.execute(sql, (json.dumps(list(weights)),)):
            shared[number] = shared.get(number, 0.0) + weights[key]
        rows = [(number,) for number, weight in shared.items() if weight >= _LEAST]
        self._connection.executemany("UPDATE link_publications SET waiting = 1 WHERE number = ?", rows)

    def wait_all(self) -> None:
        """Let all reports wait."""
        self._connection.execute("UPDATE link_publications SET waiting = 1 WHERE report")

    def waiting(self) -> list[tuple[str, bytes]]:
        """Return the reports that wait to be linked, with their profiles packed."""
        sql = "SELECT id, profile FROM link_publications WHERE waiting ORDER BY id"
        return self._connection.execute(sql).fetchall()

    def candidates(self, report: Profile) -> list[tuple[str, bytes]]:
        """Return the releases that share most with a report, with their profiles packed."""
        wanted = json.dumps(list(set(keys.of_report(report))))
        return self._connection.execute(_CANDIDATES, (wanted, _LEAST, MOST)).fetchall()

    def link(self, report: str, found: Sequence[tuple[str, Score]]) -> None:
        """Keep what a report rests on, in place of what was kept before; it waits no more."""
        self._connection.execute("DELETE FROM links WHERE report = ?", (report,))
        rows = [(report, release, score.odds, pack_reasons(score.reasons)) for release, score in found]
        self._connection.executemany("INSERT INTO links VALUES (?, ?, ?, ?)", rows)
        self._connection.execute("UPDATE link_publications SET waiting = 0 WHERE id = ?", (report,))

    def digests(self, id_: str) -> list[str]:
        """Return the documents of a publication."""
        sql = "SELECT digest FROM link_documents WHERE publication = ? ORDER BY digest"
        return [row[0] for row in self._connection.execute(sql, (id_,))]

    def forget(self, digests: Collection[str]) -> None:
        """Drop every publication with one of these documents: what is made of the others comes again."""
        sql = "SELECT publication FROM link_documents WHERE digest = ?"
        for digest in digests:
            self.drop([row[0] for row in self._connection.execute(sql, (digest,)).fetchall()])
