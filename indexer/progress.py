"""Progress: what a long piece of work tells whoever watches it."""

from typing import Protocol


class Progress(Protocol):
    """Told how a long piece of work goes on."""

    def begin(self, stage: str, total: int, noun: str = "") -> None:
        """A stage of so much work begins, 0 if nobody knows how much; the one before it has ended.

        Work is counted in whatever says best how long it takes: bytes of files, or things. What a person would count
        is the pages it brings, or, with a `noun`, the work itself.
        """
        ...

    def step(self, work: int = 1, pages: int = 0) -> None:
        """So much of it is done, and brought so many pages."""
        ...

    def aside(self) -> "Progress":
        """Return the progress of a piece of work in between, shown beside this one until it is ended."""
        ...

    def end(self) -> None:
        """What was begun is over, and need not be shown any more."""
        ...


class Silent:
    """Progress nobody watches."""

    def begin(self, stage: str, total: int, noun: str = "") -> None:
        """Say nothing."""

    def step(self, work: int = 1, pages: int = 0) -> None:
        """Say nothing."""

    def aside(self) -> Progress:
        """Say nothing of that either."""
        return self

    def end(self) -> None:
        """Say nothing."""
