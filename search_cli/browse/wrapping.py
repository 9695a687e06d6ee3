"""Where the lines of a text begin and end on a screen of so many columns."""

from bisect import bisect_right
from collections.abc import Sequence

from rich.cells import get_character_cell_size

from search_cli.terminal import clean

TAB = 2
"""Columns a tab takes: cells of a table are set apart, and a line is as wide wherever it begins."""

_BLANK = " \t"

Span = tuple[int, int]


def wrapped(text: str, width: int) -> list[Span]:
    """Return the (start, end) of each line on the screen, broken between words where there is a blank to break at.

    Every printed line begins one, an empty one too; blanks at the end of the text are no lines.
    """
    end = len(text.rstrip())
    spans: list[Span] = []
    start = 0
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        _break(text, start, stop - text.endswith("\r", start, stop), max(1, width), spans)
        start = stop + 1
    return spans


def line_of(spans: Sequence[Span], at: int) -> int:
    """Return which line a place of the text is on."""
    return max(0, bisect_right(spans, (at, float("inf"))) - 1)


def printable(text: str) -> str:
    """Return a part of a line as it is shown: harmless, with tabs as blanks."""
    return clean(text).replace("\t", " " * TAB).replace("\n", " ")


def _break(text: str, start: int, stop: int, width: int, spans: list[Span]) -> None:
    """Add the lines that one printed line becomes."""
    while True:
        if stop - start <= width and _narrow(text, start, stop):
            spans.append((start, stop))
            return
        end = _fitting(text, start, stop, width)
        if end >= stop:
            spans.append((start, stop))
            return
        blank = max(text.rfind(sign, start + 1, end + 1) for sign in _BLANK)
        if blank > start and text[start:blank].strip():
            spans.append((start, blank))
            start = blank + 1
        else:
            spans.append((start, end))
            start = end


def _narrow(text: str, start: int, stop: int) -> bool:
    """Tell whether each sign of a part takes one column."""
    part = text[start:stop]
    return part.isascii() and "\t" not in part


def _fitting(text: str, start: int, stop: int, width: int) -> int:
    """Return how far one line reaches: one sign at least, and signs without a width stay with the one before."""
    if _narrow(text, start, min(stop, start + width)):
        return min(stop, start + width)
    taken, at = 0, start
    while at < stop:
        taken += TAB if text[at] == "\t" else get_character_cell_size(clean(text[at]))
        if taken > width and at > start:
            return at
        at += 1
    return at
