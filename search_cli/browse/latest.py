"""A thread that does the last thing it was asked: who types asks more questions than are worth an answer."""

from collections.abc import Callable
from threading import Condition, Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class Latest(Generic[T]):
    """Does what it is asked in a thread of its own; what was asked before and not begun is passed over.

    What opens files does so in `work`, in that thread, and closes them in `after`, which is called once, at the end.
    Errors are for `work` to tell: none may leave it.
    """

    def __init__(self, name: str, work: Callable[[T], None], after: Callable[[], None] = lambda: None) -> None:
        self._work = work
        self._after = after
        self._asked: list[T] = []
        self._ended = False
        self._changed = Condition()
        self._thread = Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def ask(self, what: T) -> None:
        """Ask for this, and for nothing that was asked before."""
        with self._changed:
            self._asked[:] = [what]
            self._changed.notify()

    def end(self, patience: float = 1.0) -> None:
        """End when what is being done is done; after so many seconds it is left to end with the process."""
        with self._changed:
            self._ended = True
            self._changed.notify()
        self._thread.join(patience)

    def _run(self) -> None:
        try:
            while (what := self._next()) is not None:
                self._work(what)
        finally:
            self._after()

    def _next(self) -> T | None:
        with self._changed:
            self._changed.wait_for(lambda: self._ended or bool(self._asked))
            return None if self._ended else self._asked.pop()
