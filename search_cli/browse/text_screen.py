"""A screen of text over the one that is read at: for help, and for a citation."""

from abc import abstractmethod
from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from search_cli.browse.bars import line_of_keys, notice
from search_cli.browse.drawing import Line
from search_cli.browse.ink import Ink
from search_cli.browse.lines import Lines
from search_cli.browse.over import Over

Laid = Callable[[int], list[Line]]
"""What gives the lines for a width."""


class Text(ScrollView, can_focus=True, inherit_bindings=False):
    """Lines of a text that may be longer than the screen."""

    def __init__(self) -> None:
        super().__init__(id="text")
        self._laid: Laid = lambda _: []
        self._lines: list[Line] = []

    def show(self, laid: Laid) -> None:
        """Show a text from its beginning."""
        self._laid = laid
        self.scroll_to(y=0, animate=False)
        self.on_resize()

    def on_resize(self) -> None:
        """Lay the text out for the width there is."""
        self._lines = self._laid(max(10, self.size.width))
        self.virtual_size = Size(self.size.width, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        at, width = y + self.scroll_offset.y, self.size.width
        line = self._lines[at] if at < len(self._lines) else []
        return Strip(line).adjust_cell_length(width).apply_style(self.rich_style)


class TextScreen(Over[str]):
    """Shows a text until a key that closes it; arrows scroll."""

    TITLE_TEXT = ""
    KEYS: tuple[tuple[str, str], ...] = (("↑↓", "scroll"), ("Esc", "back"))

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self.ink = ink

    def compose(self) -> ComposeResult:
        """Lay the text out."""
        with Vertical(id="sheet"):
            yield Lines("sheet-title")
            yield Text()
            yield Lines("sheet-foot")

    def on_mount(self) -> None:
        """Show it."""
        if not self.there:
            return  # it was left before it was there
        self.query_one("#sheet-foot", Lines).draw(lambda width: line_of_keys(self.KEYS, self.ink, width))
        self.query_one(Text).focus()
        self.show()

    def show(self) -> None:
        """Show the text anew."""
        self.query_one("#sheet-title", Lines).draw(lambda width: notice(self.TITLE_TEXT, self.ink, width))
        self.query_one(Text).show(self.laid)

    @abstractmethod
    def laid(self, width: int) -> list[Line]:
        """Return the lines of the text, for so many columns; each screen has its own."""

    def on_key(self, event: events.Key) -> None:
        """Scroll, or close."""
        text = self.query_one(Text)
        steps = {"j": 1, "down": 1, "k": -1, "up": -1}
        screens = {"space": 1, "pagedown": 1, "b": -1, "pageup": -1}
        if event.key in steps:
            text.scroll_relative(y=steps[event.key], animate=False)
        elif event.key in screens:
            text.scroll_relative(y=screens[event.key] * max(1, text.size.height - 2), animate=False)
        elif event.key in ("escape", "q", "question_mark", "f1"):
            self.leave()
        else:
            return
        event.stop()
