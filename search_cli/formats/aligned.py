"""Rows in columns as wide as they need, figures to the right; cut to the terminal where they are too wide for it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from search_cli.terminal import columns

_FIGURE = re.compile(r"[-+–−(]?[ £$€]{0,2}\d[\d,.' ]*[%)]?")
_GAP = "  "
_NARROWEST = 6


def aligned(rows: Sequence[Sequence[str]], width: int | None) -> Iterator[str]:
    """Yield a line for each row, the first of which is the heading; nothing is cut if `width` is None."""
    widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    if width:
        widths = fitted(widths, width - len(_GAP) * (len(widths) - 1))
    right = [_is_figures(column[1:]) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [_padded(*column) for column in zip(row, widths, right, strict=True)]
        yield _GAP.join(cells).rstrip() + "\n"


def fitted(widths: Sequence[int], width: int) -> list[int]:
    """Return column widths that fit: the widest are made narrower, none below 6, however many there are."""
    cap = max([*widths, _NARROWEST])
    while cap > _NARROWEST and sum(min(each, cap) for each in widths) > width:
        cap -= 1
    return [min(each, cap) for each in widths]


def _padded(text: str, width: int, right: bool) -> str:  # noqa: FBT001 - one of three columns side by side
    if columns(text) > width:
        while columns(text) >= width:
            text = text[:-1]
        text += "…"
    blank = " " * (width - columns(text))
    return blank + text if right else text + blank


def _is_figures(cells: Iterable[str]) -> bool:
    filled = [value for value in cells if value]
    return bool(filled) and all(_FIGURE.fullmatch(value) for value in filled)
