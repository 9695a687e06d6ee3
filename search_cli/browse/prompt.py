"""A line at the foot that asks for a few characters."""

from rich.segment import Segment
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from search_cli.browse.ink import Ink
from search_cli.browse.lines import Lines
from search_cli.browse.over import Over


class Prompt(Over[str]):
    """Asks; None if the person thought better of it."""

    def __init__(self, label: str, value: str, ink: Ink) -> None:
        super().__init__()
        self._label = label
        self._value = value
        self._ink = ink

    def compose(self) -> ComposeResult:
        """Lay the line out."""
        with Horizontal(id="prompt"):
            yield Lines("prompt-label")
            yield Input(self._value, id="prompt-value", compact=True, select_on_focus=False)

    def on_mount(self) -> None:
        """Say what is asked for."""
        if not self.there:
            return  # it was left before it was there
        label = self.query_one(Lines)
        label.styles.width = len(self._label) + 2
        label.draw(lambda _: [[Segment(f" {self._label} ", self._ink.bar)]])

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        self.leave(event.value)

    def on_key(self, event: events.Key) -> None:
        """Go back."""
        if event.key == "escape":
            event.stop()
            self.leave()
