"""The styles text is drawn in: few, by what they say, and by the ground they are on."""

from dataclasses import dataclass
from typing import Literal

from rich.style import Style

Theme = Literal["terminal", "dark", "light"]


@dataclass(frozen=True, slots=True)
class Ink:
    """A style for each thing that is to be told apart. None leaves a place as bare as the page itself."""

    text: Style
    title: Style
    dim: Style
    rule: Style
    mark: Style
    current: Style
    chosen: Style
    bar: Style
    tag: Style
    trouble: Style
    key: Style


def _ink(**styles: str) -> Ink:
    return Ink(**{name: Style.parse(style) for name, style in styles.items()})


INKS = {
    "terminal": _ink(
        text="default",
        title="bold",
        dim="dim",
        rule="dim",
        mark="black on yellow",
        current="bold black on bright_yellow",
        chosen="default",
        bar="bold blue",
        tag="magenta",
        trouble="bold red",
        key="bold",
    ),
    "dark": _ink(
        text="#d6d6d0",
        title="bold #f2f2ec",
        dim="#8d9199",
        rule="#474b52",
        mark="#1c1d20 on #d9b44a",
        current="bold #101114 on #ffdf7e",
        chosen="on #2a2e36",
        bar="bold #7fb2e5",
        tag="#c79ad9",
        trouble="bold #ef8a80",
        key="#c9ccd2",
    ),
    "light": _ink(
        text="#24262b",
        title="bold #000000",
        dim="#6b6f78",
        rule="#c4c6cb",
        mark="#201a00 on #ffe58a",
        current="bold #000000 on #ffb52e",
        chosen="on #e8edf5",
        bar="bold #1f5fa8",
        tag="#8a3fa0",
        trouble="bold #b3261e",
        key="#3c4048",
    ),
}
"""Inks by theme. `terminal` has the terminal's own colours and ground, and so is right on a dark one as on a light."""

PLAIN = _ink(
    text="default",
    title="bold",
    dim="default",
    rule="dim",
    mark="bold underline",
    current="bold reverse",
    chosen="default",
    bar="bold",
    tag="default",
    trouble="bold",
    key="bold",
)
"""Without any colour: what is marked must be seen all the same."""


def ink(theme: str, *, plain: bool = False) -> Ink:
    """Return the styles of a theme, or those without colour where none is wanted."""
    return PLAIN if plain else INKS[theme]
