"""An index kept open for many questions, and opened anew when another was put in force."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import TypeVar

from indexer.errors import DamagedIndex
from indexer.places import Places
from indexer.search import Searching, in_force, opened

T = TypeVar("T")


class Standing:
    """The index in force, opened when it is first asked. For one thread, as what it opens is."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._stack = ExitStack()
        self._searching: Searching | None = None
        self._name = ""

    def ask(self, question: Callable[[Searching], T]) -> T:
        """Ask the index in force. Raises NoIndex, DamagedIndex, or what the question raises.

        An index that was swept away while it was asked is no damage: the next one is asked.
        """
        while True:
            name = in_force(self._places)
            try:
                return question(self._opened(name))
            except DamagedIndex:
                self.close()
                if in_force(self._places) == name:
                    raise

    def close(self) -> None:
        """Let go of the files."""
        self._stack.close()
        self._searching, self._name = None, ""

    def _opened(self, name: str) -> Searching:
        if self._searching is None or self._name != name:
            self.close()
            self._searching = self._stack.enter_context(opened(self._places))
            self._name = name
        return self._searching
