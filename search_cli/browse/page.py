"""The text of one page, with what matches marked; only the lines in sight are drawn."""

from bisect import bisect_left, bisect_right

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from search_cli.browse.drawing import THUMB, Line, marked, thumb
from search_cli.browse.ink import Ink
from search_cli.browse.sheets import Landing, Sheet
from search_cli.browse.wrapping import line_of

MEASURE = 100
"""Columns a line of text takes at most: longer ones are hard to read."""
MARGIN = 2
_ABOVE = 3
"""Lines shown over a match that is gone to."""


class PageText(ScrollView, can_focus=True, inherit_bindings=False):
    """A sheet, and which of its marks is the one that is looked at, -1 if none is."""

    class Narrowed(Message):
        """The page is shown in another width than its lines were made for."""

    def __init__(self, ink: Ink) -> None:
        super().__init__(id="page")
        self._ink = ink
        self._sheet: Sheet | None = None
        self.at = -1

    @property
    def sheet(self) -> Sheet | None:
        """The page that is shown, None before the first."""
        return self._sheet

    @property
    def measure(self) -> int:
        """The columns a line of text may take now."""
        return max(10, min(MEASURE, self.size.width - 2 * MARGIN))

    def show(self, sheet: Sheet | None) -> None:
        """Show a page, that part of it first that was wanted."""
        old, top, at = self._sheet, self.scroll_offset.y, self.at
        self._sheet, self.at = sheet, -1
        self.virtual_size = Size(self.size.width, len(sheet.lines) if sheet else 0)
        match sheet.wanted.landing if sheet else Landing.TOP:
            case Landing.STAY if sheet and old and old.lines:
                self.at = at if at < len(sheet.marks) else -1
                self._top(line_of(sheet.lines, old.lines[min(top, len(old.lines) - 1)][0]))
            case Landing.MATCH if sheet and sheet.marks:
                self._top(0)
                self.look(0)
            case Landing.LAST_MATCH if sheet and sheet.marks:
                self._top(0)
                self.look(len(sheet.marks) - 1)
            case Landing.END if sheet:
                self._top(len(sheet.lines) - self.size.height)
            case _:
                self._top(0)
        self.refresh()

    def ink(self, ink: Ink) -> None:
        """Draw in other styles."""
        self._ink = ink
        self.refresh()

    def look(self, at: int) -> bool:
        """Go to a match by its number on the page, from 0; tell whether there is one."""
        sheet = self._sheet
        if not sheet or not 0 <= at < len(sheet.marks):
            return False
        self.at = at
        line = line_of(sheet.lines, sheet.marks[at][0])
        top, height = self.scroll_offset.y, self.size.height
        if not top <= line < top + height - 1:
            self._top(0 if line < height - 1 else line - min(_ABOVE, height // 4))
        self.refresh()
        return True

    def next(self, step: int) -> int:
        """Return the number of the match after or before the one looked at; if none is, of the first from here on."""
        if self.at >= 0 or not self._sheet or not self._sheet.lines:
            return self.at + step
        sheet, top = self._sheet, min(self.scroll_offset.y, len(self._sheet.lines) - 1)
        return bisect_left(sheet.marks, sheet.lines[top][0], key=lambda mark: mark[0]) - (step < 0)

    def turn(self, screens: int) -> bool:
        """Scroll by screens of text; tell whether there was anything more to see."""
        before, step = self.scroll_offset.y, max(1, self.size.height - 2)
        if (screens > 0 and before >= self.max_scroll_y) or (screens < 0 and before <= 0):
            return False
        self._top(before + screens * step)
        return True

    def _top(self, line: int) -> None:
        self.scroll_to(y=max(0, line), animate=False, force=True)

    def on_resize(self) -> None:
        """Have the lines made anew if they are of another width."""
        if self._sheet:
            self.virtual_size = Size(self.size.width, len(self._sheet.lines))
            if self._sheet.wanted.width != self.measure:
                self.post_message(self.Narrowed())

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        sheet, line = self._sheet, y + self.scroll_offset.y
        width = self.size.width
        drawn: Line = []
        if sheet and line < len(sheet.lines):
            start, end = sheet.lines[line]
            first = bisect_right(sheet.marks, start, key=lambda mark: mark[1])
            last = bisect_left(sheet.marks, end, key=lambda mark: mark[0])
            styles = [self._ink.current if at == self.at else self._ink.mark for at in range(first, last)]
            drawn = [Segment(" " * MARGIN)]
            drawn += marked(sheet.text, start, end, sheet.marks[first:last], self._ink.text, styles)
        edge = Segment(*self._edge(y))
        return Strip([*Strip(drawn).adjust_cell_length(width - 1), edge]).apply_style(self.rich_style)

    def _edge(self, y: int) -> tuple[str, Style]:
        """Return what stands at the right edge: where on the page the matches are, and what is in sight of it."""
        sheet, height = self._sheet, self.size.height
        if not sheet or len(sheet.lines) <= height:
            return " ", self._ink.text
        first, last = (-(-row * len(sheet.lines) // height) for row in (y, y + 1))
        if first < last:
            begin, end = sheet.lines[first][0], sheet.lines[last - 1][1]
            at = bisect_left(sheet.marks, begin, key=lambda mark: mark[0])
            if at < len(sheet.marks) and sheet.marks[at][0] <= end:
                return "•", self._ink.bar
        return THUMB if thumb(y, height, len(sheet.lines), self.scroll_offset.y) else " ", self._ink.rule
