"""When to make searchable what was read so far, while the rest is being read."""

import time
from collections.abc import Callable

from indexer.progress import Progress

FIRST, RAREST = 10.0, 1800.0
"""Seconds: of a run that takes long, half of what was read is searchable soon, and nothing is rewritten often."""
_SHARE = 20
"""At most one part in so many of the time goes into it, besides the indexing that has to be done anyway."""


class Checkpoints:
    """Calls `index` after `first` seconds, and then each time after twice as long a wait."""

    def __init__(
        self, index: Callable[[Progress], object], first: float = FIRST, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._index = index
        self._clock = clock
        self._wait = first
        self._last = clock()

    def reached(self, progress: Progress) -> None:
        """Say that something was read: it is indexed, with all before it, if the last time is long ago."""
        if self._clock() - self._last >= self._wait:
            aside = progress.aside()
            self.keep(aside)
            aside.end()

    def keep(self, progress: Progress) -> None:
        """Index what was read so far."""
        begun = self._clock()
        self._index(progress)
        self._last = self._clock()
        self._wait = min(max(2 * self._wait, _SHARE * (self._last - begun)), RAREST)
