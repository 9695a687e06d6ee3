"""The program: themes, the screen, and what is left when it ends."""

import os
from dataclasses import replace
from pathlib import Path

from textual.app import App
from textual.binding import Binding
from textual.theme import BUILTIN_THEMES
from textual.theme import Theme as Ground

from search_cli.browse.ink import ink
from search_cli.browse.reader import Reader
from search_cli.browse.work import Desk
from search_cli.context import Session
from search_cli.status import ExitStatus

GROUNDS = {"terminal": "foi-terminal", "dark": "foi-dark", "light": "foi-light"}


class Browse(App[list[str]]):
    """`foi browse` on a terminal."""

    CSS_PATH = Path(__file__).with_name("reader.tcss")
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [
        Binding("ctrl+c", "interrupt", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False, priority=True),
    ]

    def __init__(self, session: Session, query: str = "", theme: str = "terminal") -> None:
        plain = "NO_COLOR" in os.environ  # as Textual asks it
        super().__init__(ansi_color=True if plain or theme == "terminal" else None)  # else all is black on black then
        self.fault: Exception | None = None
        self._desk = Desk(session)
        self._text = query
        self._ink = ink(theme, plain=plain)
        for ground in (_TERMINAL, _DARK, _LIGHT):
            self.register_theme(ground)
        self.theme = GROUNDS["terminal" if plain else theme]

    def on_mount(self) -> None:
        """Begin to read."""
        reader = Reader(self._desk, self._text, self._ink)
        self._desk.post = reader.post_message
        self.push_screen(reader)

    def action_interrupt(self) -> None:
        """End, as other programs do; from a screen over the reader's only that ends, as by Esc."""
        if isinstance(self.screen, Reader):
            self.exit(self.screen.taken, return_code=ExitStatus.INTERRUPTED)
        else:
            self.simulate_key("escape")

    def _handle_exception(self, error: Exception) -> None:
        """Keep a fault of ours for whoever runs the program: Textual would print a page of locals."""
        self.fault = self.fault or error
        super()._handle_exception(error)
        self._exit_renderables.clear()

    def on_unmount(self) -> None:
        """Let go of the files."""
        self._desk.end()


_PLAIN = BUILTIN_THEMES["ansi-dark"]
_TERMINAL = replace(
    _PLAIN,
    name="foi-terminal",
    variables={**_PLAIN.variables, "thumb": "ansi_bright_black", "selected": "ansi_bright_black"},
)
_DARK = Ground(
    "foi-dark",
    primary="#7fb2e5",
    foreground="#d6d6d0",
    background="#17191d",
    surface="#1d2025",
    variables={"thumb": "#3a3f47", "selected": "#3a4a5e"},
)
_LIGHT = Ground(
    "foi-light",
    primary="#1f5fa8",
    foreground="#24262b",
    background="#fbfbf8",
    surface="#f1f2f0",
    dark=False,
    variables={"thumb": "#cfd2d6", "selected": "#cfe0f5"},
)
