"""What watches remember, in one SQLite file: what they saw, what they have to tell, and to whom it was not told yet."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from indexer.errors import IndexerError, IndexLocked
from indexer.places import Places
from indexer.watching.known import TABLES as KNOWN
from indexer.watching.known import Known
from indexer.watching.outbox import TABLES as OUTBOX
from indexer.watching.outbox import Outbox
from indexer.watching.seen import TABLES as SEEN
from indexer.watching.seen import Seen

FILE, LOCK = "watches.sqlite", "watches.lock"
_STEPS = (KNOWN + SEEN + OUTBOX,)
"""What makes each layout from the one before. A step that has shipped is never edited."""
LAYOUT = len(_STEPS)


class State:
    """The file in the folder of what is a person's own. It is primary: without it watches begin anew.

    `known` is what the index held, `seen` what each watch matched, `outbox` what has to be told.
    """

    def __init__(self, places: Places) -> None:
        self.path = places.own / FILE
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = _opened(self.path)
        except sqlite3.Error as error:
            raise _told(self.path, error) from error
        self.known = Known(self._connection)
        self.seen = Seen(self._connection)
        self.outbox = Outbox(self._connection)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of what is kept inside, on the disk, or nothing."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # a full disk rolls back by itself
                    self._connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise _told(self.path, error) from error

    def problems(self) -> list[str]:
        """Return what SQLite finds wrong with the file; empty if it is sound."""
        try:
            found = [str(row[0]) for row in self._connection.execute("PRAGMA integrity_check")]
        except sqlite3.Error as error:
            return [str(error)]
        return [text for text in found if text != "ok"]

    def compact(self) -> bool:
        """Write the file anew, without a trace of what was deleted; False if a reader keeps older pages in the log."""
        try:
            self._connection.execute("VACUUM")
            return not self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except sqlite3.Error as error:
            raise _told(self.path, error) from error

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the file; what SQLite has to say of it is told to a person."""
        self.close()
        if isinstance(error, sqlite3.Error):
            raise _told(self.path, error) from error


@contextmanager
def running(places: Places, doing: str = "a run of the watches") -> Iterator[None]:
    """Hold the lock of those who look and tell: two at once would tell twice. Raises IndexLocked."""
    from scraper.archive.lock import Locked, lock

    try:
        with lock(places.own / LOCK, doing):
            yield
    except Locked as error:
        raise IndexLocked(f"the watches are in use: {error}") from None


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for pragma in ("busy_timeout = 30000", "journal_mode = WAL", "synchronous = FULL", "trusted_schema = OFF"):
            connection.execute(f"PRAGMA {pragma}")
        _lay_out(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _lay_out(connection: sqlite3.Connection, path: Path) -> None:
    layout = connection.execute("PRAGMA user_version").fetchone()[0]
    if layout > LAYOUT:
        raise IndexerError(f"{path} was made by a later version of foi-index; install the newer version")
    if layout < LAYOUT:
        steps = " ".join(_STEPS[layout:])
        connection.executescript(f"BEGIN IMMEDIATE; {steps} PRAGMA user_version = {LAYOUT}; COMMIT;")


def _told(path: Path, error: sqlite3.Error) -> IndexerError:
    if "disk is full" in str(error):
        return IndexerError(f"the disk is full: {path} was left as it was; make room and run this again")
    if "malformed" in str(error) or "not a database" in str(error):
        return IndexerError(
            f"{path} is damaged ({error}); put it back from a back-up, or delete it: each watch then begins anew"
        )
    return IndexerError(f"{path} cannot be used: {error}")
