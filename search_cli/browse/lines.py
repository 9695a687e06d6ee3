"""A widget that is some lines, drawn by a function of their width."""

from collections.abc import Callable

from textual.strip import Strip
from textual.widget import Widget

from search_cli.browse.drawing import Line

Drawn = Callable[[int], list[Line]]


def _nothing(_: int) -> list[Line]:
    return []


class Lines(Widget):
    """What `draw` was last given, line by line; as high as it has lines."""

    DEFAULT_CSS = "Lines { height: 1; width: 1fr; }"

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self._drawn: Drawn = _nothing

    def draw(self, drawn: Drawn) -> None:
        """Show this from now on."""
        self._drawn = drawn
        self.on_resize()
        self.refresh()

    def on_resize(self) -> None:
        """Be as high as there are lines in this width, once it is known."""
        if self.size.width:
            self.styles.height = len(self._drawn(self.size.width))

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self.size.width
        lines = self._drawn(width)
        line = lines[y] if y < len(lines) else []
        return Strip(line).adjust_cell_length(width).apply_style(self.rich_style)
