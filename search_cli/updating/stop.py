"""Signals that end an update: noted as they come, and heeded where it can be left in good order."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from indexer.progress import Progress

ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


class Stopped(Exception):
    """Somebody ended the update. The text says by which signal."""


class Stop:
    """Whether the update was told to end. An exception out of the blue could leave a child without a parent."""

    def __init__(self) -> None:
        self.by = ""

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Note signals while the context lasts. One that was ignored, as by nohup, stays so."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.getsignal(number) for number in ENDING}
        for number, handler in before.items():
            if handler is not signal.SIG_IGN:
                signal.signal(number, self._note)
            elif number == signal.SIGINT:  # a shell's `&` has it ignored, by children too; those are ended by it
                signal.signal(number, lambda *_: None)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def check(self) -> None:
        """Raise Stopped if it is time to end."""
        if self.by:
            raise Stopped(self.by)

    def _note(self, number: int, _frame: FrameType | None) -> None:
        self.by = self.by or signal.Signals(number).name


@dataclass(slots=True)
class Heeding:
    """Progress of work in this process, which is left at its next step once somebody ended the update."""

    bar: Progress
    stop: Stop

    def begin(self, stage: str, total: int, noun: str = "") -> None:
        """Show what begins. Raises Stopped."""
        self.stop.check()
        self.bar.begin(stage, total, noun)

    def step(self, work: int = 1, pages: int = 0) -> None:
        """Show how it goes on. Raises Stopped."""
        self.stop.check()
        self.bar.step(work, pages)

    def aside(self) -> "Heeding":
        """Return the progress of work in between."""
        return Heeding(self.bar.aside(), self.stop)

    def end(self) -> None:
        """Show it no more."""
        self.bar.end()
