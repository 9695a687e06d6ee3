"""The archive: one folder with the blobs and the catalogue, the only primary data there is."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from scraper.archive.blobs import Blobs
from scraper.archive.captures import Captures
from scraper.archive.catalogue import Catalogue
from scraper.archive.frontier import Frontier
from scraper.archive.history import History
from scraper.archive.lock import Locked, holder, lock
from scraper.archive.observations import Observations
from scraper.archive.publications import Publications
from scraper.archive.records import ArchiveError, ArchiveLocked
from scraper.archive.removal import Remover
from scraper.archive.runs import Runs
from scraper.archive.tombstones import Tombstones

CATALOGUE = "catalogue.sqlite"
LOCK = "lock"


class Archive:
    """An open archive. Any number of processes may read; the one that holds `writing()` may write."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._catalogue = Catalogue(folder / CATALOGUE)
        self.blobs = Blobs(folder / "blobs")
        self.tombstones = Tombstones(self._catalogue)
        self.publications = Publications(self._catalogue, self.tombstones)
        self.captures = Captures(self._catalogue, self.blobs, self.tombstones)
        self.remover = Remover(self._catalogue, self.blobs, self.tombstones)
        self.runs = Runs(self._catalogue)
        self.observations = Observations(self._catalogue)
        self.frontier = Frontier(self._catalogue)
        self.history = History(self._catalogue)

    @classmethod
    def open(cls, folder: Path, *, create: bool = True) -> Self:
        """Open the archive in a folder, beginning one if there is none.

        Raises ArchiveError if it cannot be used, or if there is none and `create` is false.
        """
        if not create and not (folder / CATALOGUE).exists():
            raise ArchiveError(f"nothing is held in {folder.parent} yet; begin with `foi add` or `foi crawl`")
        (folder / "blobs").mkdir(parents=True, exist_ok=True)
        return cls(folder)

    @contextmanager
    def writing(self, doing: str = "") -> Iterator[None]:
        """Hold the writer's lock. Raises ArchiveLocked if another process has it.

        `doing` is what others are told who meet the lock: "a crawl of govuk-foi".
        """
        try:
            with lock(self.folder / LOCK, doing):
                self.blobs.sweep()
                yield
        except Locked as error:
            raise ArchiveLocked(f"the archive is in use: {error}") from None

    def writer(self) -> str:
        """Return who holds the writer's lock, "" if nobody does."""
        return holder(self.folder / LOCK)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make several entries together: all of them, or none."""
        with self._catalogue.transaction():
            yield

    @contextmanager
    def unchanging(self) -> Iterator[None]:
        """What is asked inside is answered as of one moment, whatever others write meanwhile."""
        with self._catalogue.unchanging():
            yield

    def problems(self) -> list[str]:
        """Return what is wrong with the catalogue file itself; empty if it is sound."""
        return self._catalogue.problems()

    def close(self) -> None:
        """Let go of the catalogue."""
        self._catalogue.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
