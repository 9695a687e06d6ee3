"""Progress on a terminal; nothing at all where nobody watches."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from indexer.progress import Progress, Silent

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID


class _Watched:
    def __init__(self, bars: "Bars") -> None:
        self._bars = bars
        self._task: TaskID | None = None

    def begin(self, stage: str, total: int) -> None:
        if self._task is not None:
            self._bars.update(self._task, total=self._bars.tasks[-1].completed)
        self._task = self._bars.add_task(stage, total=total or None)

    def step(self) -> None:
        if self._task is not None:
            self._bars.advance(self._task)


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Progress]:
    """Show bars on stderr for as long as the context lasts, if stderr is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield Silent()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    parts = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Bars(*parts, console=Console(stderr=True), transient=True) as bars:
        yield _Watched(bars)
