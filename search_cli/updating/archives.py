"""The archive as an update looks at it while others write: opened for a moment, if there is one."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from indexer.places import Places
from indexer.progress import Progress, Silent
from scraper.archive.store import CATALOGUE, Archive


@contextmanager
def opened(places: Places, *, create: bool) -> Iterator[Archive | None]:
    """Open the archive; None if there is none, and none is to be begun."""
    if not create and not (places.archive / CATALOGUE).exists():
        yield None
        return
    with Archive.open(places.archive) as archive:
        yield archive


@dataclass(slots=True)
class Counted:
    """Moves the bar by what a crawl in another process has put into the archive; looks once a second."""

    places: Places
    bar: Progress
    seen: int = -1
    looked: float = 0.0

    def __call__(self) -> None:
        if isinstance(self.bar, Silent) or time.monotonic() - self.looked < 1:
            return
        with opened(self.places, create=False) as archive:
            there = archive.history.mark().capture if archive else 0
        self.bar.step(there - self.seen if 0 <= self.seen < there else 0)
        self.seen, self.looked = there, time.monotonic()


def nothing() -> None:
    """Move no bar."""
