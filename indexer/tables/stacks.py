"""Rows that stand in one cell, without lines between them: told by their figures, and parted."""

import re
from bisect import bisect_right
from collections.abc import Sequence

Line = tuple[float, str]
"""A line of text within a cell, and where it stands on the page, in points from the top."""
Cell = list[Line]

SAME_LINE = 3.0
"""Points by which letters of one line may differ in height."""
_STACK = 3
"""Lines of figures in one cell from which on they are rows between which no line is drawn."""
_MOSTLY = 0.8
_FIGURE = re.compile(r"[^A-Za-z]*\d[^A-Za-z]*[A-Za-z*†‡]?|[-–—.*]+|\(?[A-Za-z]{1,2}\)?|n/a", re.IGNORECASE)


def split(cells: Sequence[Cell]) -> list[list[str]]:
    """Return a row of cells as rows of text: one, or several where rows stand in it without lines between them.

    That is so where a cell is a stack of figures and a line of another cell stands beside each of them. Prose
    wrapped in two cells stands side by side as well: without figures it remains one row.
    """
    stack = max((cell for cell in cells if _is_stack(cell)), key=len, default=None)
    if stack is None or not any(cell is not stack and _beside(stack, cell) for cell in cells):
        return [[" ".join(text for _, text in cell) for cell in cells]]
    heights: list[float] = []
    for height in sorted(height for cell in cells for height, _ in cell):
        if not heights or height - heights[-1] > SAME_LINE:
            heights.append(height)
    rows = [["" for _ in cells] for _ in heights]
    for column, cell in enumerate(cells):
        for height, text in cell:
            row = rows[bisect_right(heights, height) - 1]
            row[column] = f"{row[column]} {text}".strip()
    return rows


def _is_stack(cell: Cell) -> bool:
    figures = sum(bool(_FIGURE.fullmatch(text)) for _, text in cell)
    digits = sum(any(c.isdigit() for c in text) for _, text in cell)
    return len(cell) >= _STACK and figures >= _MOSTLY * len(cell) and 2 * digits >= len(cell)


def _beside(stack: Cell, cell: Cell) -> bool:
    """Tell whether beside most lines of a stack there is one of another cell."""
    met = sum(any(abs(height - other) <= SAME_LINE for other, _ in cell) for height, _ in stack)
    return met >= _MOSTLY * len(stack)
