"""Alerts, and who has not been told them yet: a delivery that failed, or never came, is tried by the next run."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from indexer.watching.records import Alert

TABLES = """
    CREATE TABLE alerts (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        watch TEXT NOT NULL,
        digest TEXT NOT NULL,
        before TEXT NOT NULL,
        time TEXT NOT NULL,
        record TEXT NOT NULL
    ) STRICT;
    CREATE INDEX alerts_by_watch ON alerts (watch, key);
    CREATE TABLE waiting (
        alert INTEGER NOT NULL,
        target TEXT NOT NULL,
        PRIMARY KEY (target, alert)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE faults (
        watch TEXT NOT NULL,
        target TEXT NOT NULL,
        reason TEXT NOT NULL,
        since TEXT NOT NULL,
        tries INTEGER NOT NULL,
        PRIMARY KEY (watch, target)
    ) STRICT, WITHOUT ROWID;
"""
KEPT_DAYS, KEPT_MOST = 30, 1_000
"""What was told to everybody stays for so long, and so many of a watch: a feed has them for who looks seldom."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An alert by its key: keys only ever rise."""

    key: int
    alert: Alert


@dataclass(frozen=True, slots=True)
class Fault:
    """That a target could not be told, since when, in how many tries, and why at the last of them."""

    target: str
    reason: str
    since: str
    tries: int


class Outbox:
    """Alerts are entered together with whom they have to reach, and stay until each of those was told."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, alerts: Iterable[Alert], targets: Sequence[str]) -> None:
        """Enter alerts that these targets have to be told."""
        for alert in alerts:
            key = self._connection.execute(
                "INSERT INTO alerts (watch, digest, before, time, record) VALUES (?, ?, ?, ?, ?)",
                (alert.watch, alert.digest, alert.before, alert.time, alert.to_json()),
            ).lastrowid
            self._connection.executemany("INSERT INTO waiting VALUES (?, ?)", [(key, target) for target in targets])

    def waiting(self, watch: str, target: str) -> list[Kept]:
        """Return what a target has not been told yet, oldest first."""
        rows = self._connection.execute(
            "SELECT key, record FROM alerts JOIN waiting ON alert = key WHERE watch = ? AND target = ? ORDER BY key",
            (watch, target),
        )
        return [Kept(key, Alert.from_json(record)) for key, record in rows]

    def count(self, watch: str, target: str) -> int:
        """Return how many alerts a target has not been told yet."""
        sql = "SELECT count(*) FROM alerts JOIN waiting ON alert = key WHERE watch = ? AND target = ?"
        return int(self._connection.execute(sql, (watch, target)).fetchone()[0])

    def untold(self, watch: str) -> int:
        """Return how many alerts of a watch somebody has not been told yet."""
        sql = "SELECT count(DISTINCT alert) FROM alerts JOIN waiting ON alert = key WHERE watch = ?"
        return int(self._connection.execute(sql, (watch,)).fetchone()[0])

    def kept(self, watch: str) -> list[Kept]:
        """Return all alerts of a watch that are kept, told or not, oldest first."""
        rows = self._connection.execute("SELECT key, record FROM alerts WHERE watch = ? ORDER BY key", (watch,))
        return [Kept(key, Alert.from_json(record)) for key, record in rows]

    def told(self, watch: str, target: str, keys: Iterable[int]) -> None:
        """Say that a target was told these."""
        self._connection.executemany(
            "DELETE FROM waiting WHERE alert = ? AND target = ?", [(key, target) for key in keys]
        )
        self._connection.execute("DELETE FROM faults WHERE watch = ? AND target = ?", (watch, target))

    def failed(self, watch: str, target: str, reason: str, time: datetime) -> None:
        """Say that a target could not be told."""
        self._connection.execute(
            "INSERT INTO faults VALUES (?, ?, ?, ?, 1) ON CONFLICT (watch, target) DO UPDATE"
            " SET reason = excluded.reason, tries = tries + 1",
            (watch, target, reason, time.isoformat(timespec="seconds")),
        )

    def faults(self, watch: str) -> dict[str, Fault]:
        """Return the targets that could not be told, by their names."""
        rows = self._connection.execute("SELECT target, reason, since, tries FROM faults WHERE watch = ?", (watch,))
        return {row[0]: Fault(*row) for row in rows}

    def only(self, watch: str, targets: Sequence[str]) -> None:
        """Drop what waits for targets that a watch has no longer."""
        rows = self._connection.execute(
            "SELECT DISTINCT target FROM waiting JOIN alerts ON key = alert WHERE watch = ?1"
            " UNION SELECT target FROM faults WHERE watch = ?1",
            (watch,),
        )
        for target in {row[0] for row in rows} - set(targets):
            self.told(watch, target, [kept.key for kept in self.waiting(watch, target)])

    def prune(self, watch: str, now: datetime) -> None:
        """Drop alerts that everybody was told and that are old, or too many."""
        self._connection.execute(
            "DELETE FROM alerts WHERE watch = ?1 AND key NOT IN (SELECT alert FROM waiting) AND (time < ?2 OR key <="
            " (SELECT key FROM alerts WHERE watch = ?1 ORDER BY key DESC LIMIT 1 OFFSET ?3))",
            (watch, (now - timedelta(days=KEPT_DAYS)).isoformat(timespec="seconds"), KEPT_MOST),
        )

    def remove(self, watch: str) -> None:
        """Drop all alerts of a watch, told or not."""
        self._drop("watch = ?", watch)
        self._connection.execute("DELETE FROM faults WHERE watch = ?", (watch,))

    def holding(self, digests: Iterable[str]) -> set[str]:
        """Return those of these documents that an alert tells of."""
        sql = "SELECT digest FROM alerts UNION SELECT before FROM alerts"
        return {row[0] for row in self._connection.execute(sql)} & set(digests)

    def forget(self, digests: Iterable[str]) -> None:
        """Drop every alert that tells of these documents."""
        for digest in digests:
            self._drop("digest = ?1 OR before = ?1", digest)

    def _drop(self, which: str, value: str) -> None:
        keys = f"SELECT key FROM alerts WHERE {which}"  # noqa: S608 - the two above
        self._connection.execute(f"DELETE FROM waiting WHERE alert IN ({keys})", (value,))  # noqa: S608 - of it
        self._connection.execute(f"DELETE FROM alerts WHERE {which}", (value,))  # noqa: S608 - of it
