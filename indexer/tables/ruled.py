"""A page of a PDF to its ruled tables: pdfplumber finds the cells, here they become rows of text."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pdfplumber.page import Page as PlumberPage
from pdfplumber.table import Table as Found
from pdfplumber.utils.clustering import cluster_objects
from pdfplumber.utils.text import extract_text

from indexer.tables.grid import Grid, is_table, tidy, without_slivers
from indexer.tables.records import PageTables, Piece
from indexer.tables.stacks import SAME_LINE, Cell, split

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom, in points from the page's upper left corner."""
Char = dict[str, Any]

_GAP = 0.15
"""A gap of this share of the letter's size is a space, as where text is read."""
_COLUMN = 15.0
"""Points by which a line sticks out, if there is a column there."""
_NEAR = 8
"""Lines of text over and under the tables that are looked at."""


def page_tables(page: PlumberPage) -> PageTables:
    """Return the ruled tables of a page from top to bottom, and the text over and under them."""
    kept = sorted(_found(page), key=lambda found: (found[0][1], found[0][0]))
    if not kept:
        return PageTables(page.page_number)
    top, bottom = min(box[1] for box, _ in kept), max(box[3] for box, _ in kept)
    above = [text for _, text in _lines([char for char in page.chars if char["bottom"] <= top + 1])][-_NEAR:]
    below = [text for _, text in _lines([char for char in page.chars if char["top"] >= bottom - 1])][:_NEAR]
    if kept[-1][0][3] < bottom:  # the last to begin is not the last to end: they stand side by side
        below.append("")
    return PageTables(page.page_number, tuple(Piece(grid) for _, grid in kept), tuple(above), tuple(below))


def _found(page: PlumberPage) -> list[tuple[Box, Grid]]:
    """The tables of a page. Areas filled in white are boundaries only where nothing else is one.

    Some programs fill the ground of every line of text: cells of ten lines came as ten rows.
    """
    seen = page.filter(lambda thing: not _is_white(thing))
    return _closed(seen) or (_closed(page) if len(seen.rects) < len(page.rects) else [])


def _is_white(thing: dict[str, Any]) -> bool:
    colour = thing.get("non_stroking_color")
    white = isinstance(colour, tuple) and colour in ((1,), (1, 1, 1), (0, 0, 0, 0))
    return bool(white and thing["object_type"] == "rect" and thing["fill"] and not thing["stroke"])


def _closed(page: PlumberPage) -> list[tuple[Box, Grid]]:
    """What there is of tables, with the sides closed of those that are open there.

    In statistics the first and the last column mostly have no line on the outside: figures came without their labels.
    """
    finder = page.debug_tablefinder()
    level = sorted((edge for edge in finder.edges if edge["orientation"] == "h"), key=lambda edge: edge["top"])
    lines = [_upright(*side) for table in finder.tables for side in _open_sides(table.bbox, level)]
    found = page.find_tables({"explicit_vertical_lines": lines}) if lines else finder.tables
    grids = [(table.bbox, _grid(table, page.chars)) for table in found]
    return [(box, grid) for box, grid in grids if is_table(grid)]


def _open_sides(box: Box, level: Sequence[Char]) -> Iterator[tuple[float, float, float]]:
    """Where level lines of a table end beyond its upright ones: x, top and bottom of each side that is open."""
    x0, top, x1, bottom = box
    through = [e for e in level if top - 1 <= e["top"] <= bottom + 1 and e["x0"] <= x1 and e["x1"] >= x0]
    left = [e for e in through if e["x0"] < x0 - _COLUMN]
    right = [e for e in through if e["x1"] > x1 + _COLUMN]
    if len(left) > 1:
        yield max(e["x0"] for e in left), left[0]["top"], left[-1]["top"]
    if len(right) > 1:
        yield min(e["x1"] for e in right), right[0]["top"], right[-1]["top"]


def _upright(x: float, top: float, bottom: float) -> dict[str, Any]:
    return {
        "object_type": "line", "x0": x, "x1": x, "top": top, "bottom": bottom, "width": 0, "height": bottom - top
    }  # fmt: skip


def _grid(table: Found, chars: Sequence[Char]) -> Grid:
    """The rows of a table as text."""
    lefts = sorted({cell[0] for cell in table.cells})
    return tidy(without_slivers(_rows(table, chars), lefts))


def _rows(table: Found, chars: Sequence[Char]) -> list[list[str]]:
    boxes = [cell for row in table.rows for cell in row.cells if cell]
    within = _assigned(boxes, chars)
    rows: list[list[str]] = []
    for row in table.rows:
        cells = [_lines(within.get(cell, ())) if cell else [] for cell in row.cells]
        rows += split(cells)
    return rows


def _assigned(boxes: Iterable[Box], chars: Iterable[Char]) -> dict[Box, list[Char]]:
    """The letters of each cell: those whose middle is in it. pdfplumber goes through all letters for each row."""
    by_top: dict[float, list[Box]] = {}
    for box in boxes:
        by_top.setdefault(box[1], []).append(box)
    tops = sorted(by_top)
    lowest = max((box[3] - box[1] for row in by_top.values() for box in row), default=0.0)
    within: dict[Box, list[Char]] = {}
    for char in chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        for top in reversed(tops[: bisect_right(tops, y)]):
            if top < y - lowest:
                break
            inside = next((box for box in by_top[top] if box[0] <= x < box[2] and y < box[3]), None)
            if inside:
                within.setdefault(inside, []).append(char)
                break
    return within


def _lines(chars: Sequence[Char]) -> Cell:
    """The lines of a cell's text."""
    if not chars:
        return []
    if not all(char["upright"] for char in chars):
        return [(chars[0]["top"], " ".join(extract_text(list(chars), x_tolerance_ratio=_GAP).split()))]
    lines = []
    for line in cluster_objects(list(chars), "bottom", SAME_LINE):
        text = " ".join(extract_text(line, x_tolerance_ratio=_GAP).split())
        if text:
            lines.append((max(char["bottom"] for char in line), text))
    return lines
