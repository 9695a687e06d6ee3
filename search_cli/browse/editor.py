"""Where a note is written."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import TextArea

from search_cli.browse.bars import line_of_keys, notice
from search_cli.browse.ink import Ink
from search_cli.browse.lines import Lines
from search_cli.browse.over import Over

_KEYS = (("^S", "keep"), ("Esc", "back"))


class Editor(Over[str]):
    """Gives the text that was written, None if it is not to be kept. Nothing written is lost by one key."""

    def __init__(self, title: str, text: str, ink: Ink) -> None:
        super().__init__()
        self._about = title
        self._text = text
        self._ink = ink
        self._warned = False

    def compose(self) -> ComposeResult:
        """Lay the field out."""
        with Vertical(id="editor"):
            yield Lines("editor-title")
            yield TextArea(self._text, id="editor-text", compact=True)
            yield Lines("editor-foot")

    def on_mount(self) -> None:
        """Write after what is there."""
        if not self.there:
            return  # it was left before it was there
        field = self.query_one(TextArea)
        field.move_cursor(field.document.end)
        self._say(self._about)
        self.query_one("#editor-foot", Lines).draw(lambda width: line_of_keys(_KEYS, self._ink, width))

    def on_key(self, event: events.Key) -> None:
        """Keep, or go back; all else is written."""
        text = self.query_one(TextArea).text
        if event.key == "ctrl+s":
            event.stop()
            self.leave(text)
        elif event.key == "escape":
            event.stop()
            if self._warned or text == self._text:
                self.leave()
            else:
                self._warned = True
                self._say("not kept yet: ^S keeps it, Esc once more drops it")

    def _say(self, text: str) -> None:
        self.query_one("#editor-title", Lines).draw(lambda width: notice(text, self._ink, width))
