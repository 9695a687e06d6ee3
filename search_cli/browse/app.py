"""The program: themes, the screen, and what is left when it ends."""

from pathlib import Path

from textual.app import App
from textual.binding import Binding
from textual.theme import Theme as Ground

from search_cli.browse.ink import ink
from search_cli.browse.reader import Reader
from search_cli.browse.work import Desk
from search_cli.context import Session
from search_cli.status import ExitStatus

GROUNDS = {"terminal": "ansi-dark", "dark": "foi-dark", "light": "foi-light"}


class Browse(App[list[str]]):
    """`foi browse` on a terminal."""

    CSS_PATH = Path(__file__).with_name("reader.tcss")
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [Binding("ctrl+c", "interrupt", show=False, priority=True)]

    def __init__(self, session: Session, query: str = "", theme: str = "terminal") -> None:
        super().__init__()
        self.fault: Exception | None = None
        self._session = session
        self._text = query
        self._ground = theme
        for ground in (_DARK, _LIGHT):
            self.register_theme(ground)
        self.theme = GROUNDS[theme]

    def on_mount(self) -> None:
        """Begin to read."""
        self.desk = Desk(self._session, lambda message: reader.post_message(message))
        reader = Reader(self.desk, self._text, ink(self._ground, plain=self.no_color))
        self.push_screen(reader)

    def action_interrupt(self) -> None:
        """End, as other programs do; from a screen over the reader's only that ends, as by Esc."""
        if isinstance(self.screen, Reader):
            self.exit(self.screen.taken, return_code=ExitStatus.INTERRUPTED)
        else:
            self.simulate_key("escape")

    def _handle_exception(self, error: Exception) -> None:
        """Keep a fault of ours for whoever runs the program: Textual's way is a page of locals, what was read in them."""
        self.fault = self.fault or error
        super()._handle_exception(error)
        self._exit_renderables.clear()

    def on_unmount(self) -> None:
        """Let go of the files."""
        self.desk.end()


_DARK = Ground("foi-dark", primary="#7fb2e5", foreground="#d6d6d0", background="#17191d", surface="#1d2025", dark=True)
_LIGHT = Ground(
    "foi-light", primary="#1f5fa8", foreground="#24262b", background="#fbfbf8", surface="#f1f2f0", dark=False
)
