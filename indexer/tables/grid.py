"""Grids of cells, made even: every row as long as the longest, nothing empty around."""

from collections.abc import Iterable, Sequence

from indexer.tables.records import Cells

Grid = tuple[Cells, ...]

_SLIVER = 8.0
"""Points: a column that is narrower holds no more than a letter."""


def tidy(rows: Iterable[Sequence[str]]) -> Grid:
    """Return rows of equal length, without the rows and columns that have nothing in them."""
    kept = [[cell.strip() for cell in row] for row in rows]
    kept = [row for row in kept if any(row)]
    used = sorted({column for row in kept for column, cell in enumerate(row) if cell})
    return tuple(tuple(row[column] if column < len(row) else "" for column in used) for row in kept)


def without_slivers(rows: Sequence[Sequence[str]], lefts: Sequence[float]) -> list[list[str]]:
    """Return rows with columns joined that begin almost at the same place and of which no row fills both.

    `lefts` is where each column begins. Cells with a border of their own begin a little beside those above them.
    """
    merged = [list(row) for row in rows]
    column = len(lefts) - 2
    while column >= 0:
        narrow = lefts[column + 1] - lefts[column] < _SLIVER
        if narrow and not any(row[column] and row[column + 1] for row in merged):
            for row in merged:
                row[column : column + 2] = [row[column] or row[column + 1]]
        column -= 1
    return merged


def even(rows: Iterable[Sequence[str]]) -> Grid:
    """Return rows of equal length, without empty rows, and without the columns after the last that is used."""
    kept = [tuple(cell.strip() for cell in row) for row in rows]
    kept = [row for row in kept if any(row)]
    width = max((column for row in kept for column, cell in enumerate(row, 1) if cell), default=0)
    return tuple((row + ("",) * width)[:width] for row in kept)


def is_table(grid: Grid) -> bool:
    """Tell whether this is more than a box around a text: two columns have two cells with something in them.

    Or a single row has three: the rest of a table, on the next page.
    """
    filled = [sum(1 for cell in column if cell) for column in zip(*grid, strict=True)]
    return sum(filled) > 2 if len(grid) == 1 else sum(count > 1 for count in filled) > 1
