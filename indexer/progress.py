"""Progress: what a long piece of work tells whoever watches it."""

from typing import Protocol


class Progress(Protocol):
    """Told how a long piece of work goes on."""

    def begin(self, stage: str, total: int) -> None:
        """A stage of so many steps begins, 0 if nobody knows how many; the one before it has ended."""
        ...

    def step(self) -> None:
        """One step is done."""
        ...


class Silent:
    """Progress nobody watches."""

    def begin(self, stage: str, total: int) -> None:
        """Say nothing."""

    def step(self) -> None:
        """Say nothing."""
