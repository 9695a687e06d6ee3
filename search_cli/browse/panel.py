"""A panel beside the page to choose from: type a part of a name, Enter takes it."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input

from search_cli.browse.bars import line_of_keys, notice
from search_cli.browse.choices import Choice, Row, drawn, rows
from search_cli.browse.ink import Ink
from search_cli.browse.lines import Lines
from search_cli.browse.over import Over


@dataclass(frozen=True, slots=True)
class Taken:
    """What was chosen, and whether to leave it out instead of asking for it."""

    choice: Choice
    out: bool = False


class ChoiceList(ScrollView, can_focus=False, inherit_bindings=False):
    """The lines of a panel, one of them chosen."""

    def __init__(self, ink: Ink) -> None:
        super().__init__(id="choices")
        self._ink = ink
        self._rows: list[Row] = []
        self._chosen = 0

    @property
    def choice(self) -> Choice | None:
        """What is chosen, None if there is nothing to choose from."""
        row = self._rows[self._chosen] if 0 <= self._chosen < len(self._rows) else None
        return row if isinstance(row, Choice) else None

    def show(self, listed: list[Row]) -> None:
        """Show other lines, the first choice chosen."""
        self._rows = listed
        self.virtual_size = Size(self.size.width, len(listed))
        self._chosen = -1
        self.move(1)
        self.scroll_to(y=0, animate=False)
        self.refresh()

    def move(self, step: int) -> None:
        """Choose the next choice, or the one before."""
        at = self._chosen + step
        while 0 <= at < len(self._rows) and not isinstance(self._rows[at], Choice):
            at += step
        if 0 <= at < len(self._rows):
            self._chosen = at
            self.scroll_to_region(Region(0, at, 1, 1), animate=False, force=True)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        at, width = y + self.scroll_offset.y, self.size.width
        if at >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        line = Strip(drawn(self._rows[at], width, self._ink, chosen=at == self._chosen))
        return line.adjust_cell_length(width).apply_style(self.rich_style)


class Typing(Input):
    """A field that leaves some keys to its panel: they would be letters, or move in what is typed."""

    LEFT = ("up", "down", "ctrl+n", "ctrl+p", "escape", "minus")

    async def _on_key(self, event: events.Key) -> None:
        if event.key in self.LEFT:
            event.prevent_default()  # else the field takes it too: a handler of its own runs after this one


class Panel(Over[Taken]):
    """Asks for one of some choices. With `free`, what was typed may be chosen too; with `out`, left out."""

    def __init__(self, title: str, choices: Sequence[Choice], ink: Ink, *, free: str = "", out: bool = False) -> None:
        super().__init__()
        self._title_text = title
        self._choices = choices
        self._ink = ink
        self._free = free
        self._out = out

    def compose(self) -> ComposeResult:
        """Lay the panel out."""
        with Vertical(id="panel"):
            yield Lines("panel-title")
            yield Typing(
                id="panel-query",
                compact=True,
                placeholder="a tag, or a new one" if self._free else "a part of the name",
            )
            yield ChoiceList(self._ink)
            yield Lines("panel-foot")

    def on_mount(self) -> None:
        """Show everything."""
        if not self.there:
            return  # it was left before it was there
        keys = (("↑↓", "choose"), ("Enter", "take"), *((("-", "leave out"),) if self._out else ()), ("Esc", "back"))
        self.query_one("#panel-title", Lines).draw(lambda width: notice(self._title_text, self._ink, width))
        self.query_one("#panel-foot", Lines).draw(lambda width: line_of_keys(keys, self._ink, width))
        self._typed()

    @on(Input.Changed)
    def _typed(self) -> None:
        typed = self.query_one(Input).value
        self.query_one(ChoiceList).show(rows(self._choices, typed, free=self._free))

    @on(Input.Submitted)
    def _entered(self) -> None:
        choice = self.query_one(ChoiceList).choice
        self.leave(Taken(choice) if choice else None)

    def on_key(self, event: events.Key) -> None:
        """Move, leave out, or go back; all else is typed."""
        steps = {"up": -1, "ctrl+p": -1, "down": 1, "ctrl+n": 1}
        listed = self.query_one(ChoiceList)
        if event.key not in Typing.LEFT:
            return
        event.stop()
        if event.key in steps:
            listed.move(steps[event.key])
        elif event.key == "escape":
            self.leave()
        elif self._out and listed.choice:
            self.leave(Taken(listed.choice, out=True))
