"""Progress on a terminal; nothing at all where nobody watches."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from indexer.progress import Progress, Silent
from search_cli.terminal import many, per_second, plural

SOON, LONG = 0.7, 2.0
"""Seconds after which a person wonders whether anything happens; and of what takes longer, how long it took is told."""

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import Task


def pace(number: int, seconds: float, share: float, noun: str = "page") -> str:
    """Say how fast pages, or others, come and how long the rest takes; `share` of the work, from 0 to 1, is done."""
    parts = [f"{many(number, noun)}, {per_second(number, seconds)}"] if number and seconds > 0 else []
    if 0 < share < 1:
        parts.append(f"{clock(seconds * (1 - share) / share)} left")
    return ", ".join(parts)


def lasted(seconds: float, number: int = 0, noun: str = "") -> str:
    """Return how long something took and how fast it went, to stand in its last line; "" of what was quick."""
    if seconds < LONG:
        return ""
    fast = f", {per_second(number, seconds, plural(noun))}" if number else ""
    return f" in {seconds:.1f} s{fast}" if seconds < 100 else f" in {clock(seconds)}{fast}"


def clock(seconds: float) -> str:
    """Return a time as hours, minutes and seconds."""
    whole = round(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


class Watched:
    """A bar for each stage; its work is a percentage, and what it brings, pages mostly, is counted beside it."""

    def __init__(self, bars: "Bars") -> None:
        self._bars = bars
        self._task: Task | None = None
        self._begun = 0.0
        self._pages = 0
        self._noun = ""

    def begin(self, stage: str, total: int, noun: str = "") -> None:
        """Show a bar, and the one before it as full."""
        if self._task is not None:
            self._bars.update(self._task.id, total=self._task.completed)
        new = self._bars.add_task(stage, total=total or None, pace="", count="")
        self._task = next(task for task in self._bars.tasks if task.id == new)
        self._begun, self._pages, self._noun = time.monotonic(), 0, noun

    def step(self, work: int = 1, pages: int = 0) -> None:
        """Move the bar on, and say how fast it goes."""
        if self._task is None:
            return
        self._pages += pages
        self._bars.advance(self._task.id, work)
        total, done = self._task.total, round(self._task.completed)
        count = f"{self._task.percentage:.0f} %" if total else "" if self._noun else f"{done:,}"
        number, noun = (done, self._noun) if self._noun else (self._pages, "page")
        said = pace(number, time.monotonic() - self._begun, done / total if total else 0, noun)
        self._bars.update(self._task.id, pace=said, count=count)

    def aside(self) -> "Watched":
        """Return bars of its own for work in between."""
        return Watched(self._bars)

    def end(self) -> None:
        """Take the bar away."""
        if self._task is not None:
            self._bars.remove_task(self._task.id)


def meanwhile(text: str, *, err: bool = False) -> None:
    """Print a line while bars may be shown: over them. `click.echo` finds its own way to the terminal, into a bar."""
    click.echo(text, file=sys.stderr if err else sys.stdout)


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Progress]:
    """Show bars on stderr for as long as the context lasts, if stderr is a terminal; not of what is done at once."""
    if quiet or not sys.stderr.isatty():
        yield Silent()
        return
    from threading import Timer

    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn
    from rich.progress import Progress as Bars

    fields = ("{task.description}", "{task.fields[count]}", "{task.fields[pace]}")
    name, count, how_fast = (TextColumn(field, markup=False) for field in fields)
    parts = (SpinnerColumn(), name, BarColumn(12), count, how_fast)
    # What is printed meanwhile is put over the bars, and on stderr, where they are: not if stdout is a file.
    bars = Bars(*parts, console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty())
    soon = Timer(SOON, bars.start)
    soon.daemon = True
    soon.start()
    try:
        yield Watched(bars)
    finally:
        soon.cancel()
        soon.join()  # it may be starting them just now
        bars.stop()
