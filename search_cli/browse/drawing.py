"""Lines of a screen, made of styled pieces that fit their columns."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

from indexer.marking.snippets import ELLIPSIS
from search_cli.browse.ink import Ink
from search_cli.browse.wrapping import printable

Line = list[Segment]

THUMB = "▕"
"""What stands at the right edge where the part in sight stands in the whole."""


def fit(text: str, width: int) -> str:
    """Return text that takes so many columns at most, with an ellipsis where it is cut."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + ELLIPSIS


def padded(text: str, width: int) -> str:
    """Return text that takes exactly so many columns."""
    return set_cell_size(fit(text, width), max(0, width))


def both_ends(left: Line, right: Line, width: int) -> Line:
    """Return a line with one thing at its beginning and another at its end; the left gives way."""
    room = width - Segment.get_line_length(right)
    if room < 0:
        return Segment.adjust_line_length(right, width)
    return [*Segment.adjust_line_length(left, room), *right]


def rule(width: int, left: Sequence[Segment], right: Sequence[Segment], ink: Ink) -> Line:
    """Return a rule with something said in it at both ends."""
    parts: Line = [Segment("─", ink.rule)]
    taken = 1
    end = [Segment(" "), *right, Segment(" "), Segment("─", ink.rule)] if right else []
    room = width - Segment.get_line_length(end)
    if left:
        shown = fitted(left, room - 4)
        parts = [Segment("─ ", ink.rule), *shown, Segment(" ")]
        taken = Segment.get_line_length(parts)
    return Segment.adjust_line_length([*parts, Segment("─" * max(0, room - taken), ink.rule), *end], width)


def fitted(line: Sequence[Segment], width: int) -> Line:
    """Return pieces cut to so many columns, with an ellipsis, in no style, where they are cut."""
    if Segment.get_line_length(list(line)) <= width:
        return list(line)
    shown: Line = []
    room = max(0, width - 1)
    for segment in line:
        taken = cell_len(segment.text)
        if taken > room:
            shown.append(Segment(set_cell_size(segment.text, room).rstrip(), segment.style))
            break
        shown.append(segment)
        room -= taken
    return [*shown, Segment(ELLIPSIS)] if width > 0 else []


def marked(
    text: str, start: int, end: int, marks: Sequence[tuple[int, int]], plain: Style, styles: Sequence[Style]
) -> Iterator[Segment]:
    """Yield text[start:end] with the marks in it in their styles, harmless. Marks are in order."""
    done = start
    for (left, right), style in zip(marks, styles, strict=True):
        left, right = max(left, start), min(right, end)
        if left >= right:
            continue
        if done < left:
            yield Segment(printable(text[done:left]), plain)
        yield Segment(printable(text[left:right]), style)
        done = right
    if done < end:
        yield Segment(printable(text[done:end]), plain)


def thumb(row: int, height: int, total: int, top: int) -> bool:
    """Tell whether a row of the screen is where the part of so many lines that is in sight stands in the whole."""
    if total <= height or not height:
        return False
    first = top * height // total
    return first <= row <= max(first, (top + height) * height // total - 1)
