"""The screen that shows a citation, in one style or another, and takes it along."""

from textwrap import wrap

from rich.segment import Segment
from textual import events

from search_cli.browse.drawing import Line
from search_cli.browse.ink import Ink
from search_cli.browse.text_screen import Text, TextScreen
from search_cli.terminal import clean


class Citing(TextScreen):
    """A citation by style. Ends with the text to take along, None if none was."""

    TITLE_TEXT = "cite"
    KEYS = (("Enter", "copy"), ("←→", "style"), ("Esc", "back"))

    def __init__(self, styled: dict[str, str], ink: Ink, style: str) -> None:
        super().__init__(ink)
        self._styled = styled
        self.style_name = style if style in styled else next(iter(styled))

    def laid(self, width: int) -> list[Line]:
        """Return the styles there are, and the citation in one of them."""
        names: Line = [Segment("  ")]
        for name in self._styled:
            names += [Segment(name, self.ink.title if name == self.style_name else self.ink.dim), Segment("   ")]
        lines: list[Line] = [[], names, []]
        for printed in clean(self._styled[self.style_name]).expandtabs(2).splitlines():
            lines += [
                [Segment(f"  {text}", self.ink.text)]
                for text in wrap(printed, max(20, width - 4), drop_whitespace=False, break_on_hyphens=False) or [""]
            ]
        return lines

    def on_key(self, event: events.Key) -> None:
        """Show another style, or take this one."""
        event.prevent_default()  # else the base's handler runs after this one too, and two screens are closed
        names = list(self._styled)
        steps = {"right": 1, "l": 1, "tab": 1, "left": -1, "h": -1, "shift+tab": -1}
        if event.key in steps:
            self.style_name = names[(names.index(self.style_name) + steps[event.key]) % len(names)]
            self.query_one(Text).show(self.laid)
            event.stop()
        elif event.key in ("enter", "c", "y"):
            self.leave(self._styled[self.style_name])
            event.stop()
        else:
            super().on_key(event)
