"""Progress on a terminal; nothing at all where nobody watches."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from indexer.progress import Progress, Silent
from search_cli.terminal import many, per_second

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID


def pace(pages: int, seconds: float, share: float) -> str:
    """Say how fast pages come and how long the rest will take; `share` of the work, from 0 to 1, is done."""
    parts = [f"{many(pages, 'page')}, {per_second(pages, seconds)}"] if pages and seconds > 0 else []
    if 0 < share < 1:
        left = round(seconds * (1 - share) / share)
        parts.append(f"{left // 3600}:{left // 60 % 60:02}:{left % 60:02} left")
    return ", ".join(parts)


class _Watched:
    def __init__(self, bars: "Bars") -> None:
        self._bars = bars
        self._task: TaskID | None = None
        self._begun = 0.0
        self._pages = 0

    def begin(self, stage: str, total: int) -> None:
        if self._task is not None:
            self._bars.update(self._task, total=self._bars.tasks[-1].completed)
        self._task = self._bars.add_task(stage, total=total or None, pace="", count="")
        self._begun, self._pages = time.monotonic(), 0

    def step(self, work: int = 1, pages: int = 0) -> None:
        if self._task is None:
            return
        self._bars.advance(self._task, work)
        self._pages += pages
        task = self._bars.tasks[-1]
        count = f"{task.percentage:.0f} %" if task.total else f"{task.completed:,.0f}"
        share = task.completed / task.total if task.total else 0
        self._bars.update(self._task, pace=pace(self._pages, time.monotonic() - self._begun, share), count=count)


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Progress]:
    """Show bars on stderr for as long as the context lasts, if stderr is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield Silent()
        return
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn
    from rich.progress import Progress as Bars

    fields = ("{task.description}", "{task.fields[count]}", "{task.fields[pace]}")
    name, count, how_fast = (TextColumn(field, markup=False) for field in fields)
    parts = (SpinnerColumn(), name, BarColumn(20), count, how_fast)
    with Bars(*parts, console=Console(stderr=True), transient=True) as bars:
        yield _Watched(bars)
