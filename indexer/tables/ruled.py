"""A page of a PDF to its ruled tables: pdfplumber finds the cells, here they become rows of text."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any

from pdfplumber.page import Page as PlumberPage
from pdfplumber.table import Table as Found
from pdfplumber.utils.clustering import cluster_objects
from pdfplumber.utils.text import extract_text

from indexer.tables.grid import Grid, is_table, tidy, without_slivers
from indexer.tables.letters import GAP, Box, Char, assigned, is_white, seen, turn_of, turned, upright
from indexer.tables.records import PageTables, Piece
from indexer.tables.stacks import SAME_LINE, Cell, split

_COLUMN = 15.0
"""Points by which a line sticks out, if there is a column there."""
_NEAR = 8
"""Lines of text over and under the tables that are looked at."""


def page_tables(page: PlumberPage) -> PageTables:
    """Return the ruled tables of a page from top to bottom, and the text over and under them."""
    chars = seen(page)
    kept = sorted(_found(page, chars), key=lambda found: (found[0][1], found[0][0]))
    if not kept:
        return PageTables(page.page_number)
    top, bottom = min(box[1] for box, _ in kept), max(box[3] for box, _ in kept)
    above = [text for _, text in _lines([char for char in chars if char["bottom"] <= top + 1])][-_NEAR:]
    below = [text for _, text in _lines([char for char in chars if char["top"] >= bottom - 1])][:_NEAR]
    if kept[-1][0][3] < bottom:  # the last to begin is not the last to end: they stand side by side
        below.append("")
    return PageTables(page.page_number, tuple(Piece(grid) for _, grid in kept), tuple(above), tuple(below))


def _found(page: PlumberPage, chars: Sequence[Char]) -> list[tuple[Box, Grid]]:
    """The tables of a page. Areas filled in white are boundaries only where nothing else is one.

    Some programs fill the ground of every line of text: cells of ten lines came as ten rows.
    """
    drawn = page.filter(lambda thing: not (thing["object_type"] == "rect" and is_white(thing) and not thing["stroke"]))
    return _closed(drawn, chars) or (_closed(page, chars) if len(drawn.rects) < len(page.rects) else [])


def _closed(page: PlumberPage, chars: Sequence[Char]) -> list[tuple[Box, Grid]]:
    """What there is of tables, with the sides closed of those that are open there.

    In statistics the first and the last column mostly have no line on the outside: figures came without their labels.
    """
    finder = page.debug_tablefinder()
    level = sorted((edge for edge in finder.edges if edge["orientation"] == "h"), key=lambda edge: edge["top"])
    lines = [_upright(*side) for table in finder.tables for side in _open_sides(table.bbox, level)]
    found = page.find_tables({"explicit_vertical_lines": lines}) if lines else finder.tables
    grids = [(table.bbox, _grid(table, chars)) for table in found]
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
    x0, top, x1, bottom = table.bbox
    inside = [c for c in chars if x0 <= c["x1"] and c["x0"] <= x1 and top <= c["bottom"] and c["top"] <= bottom]
    turns = Counter(map(turn_of, inside))
    turn = max(turns, key=lambda each: turns[each], default=0)
    if turn:
        table, inside = (
            Found(table.page, [turned(cell, turn) for cell in table.cells]),
            [upright(c, turn) for c in inside],
        )
    words = assigned([cell for row in table.rows for cell in row.cells if cell], inside)
    rows = [split([_lines(words.get(cell, ())) if cell else [] for cell in row.cells]) for row in table.rows]
    return tidy(without_slivers([row for each in rows for row in each], sorted({cell[0] for cell in table.cells})))


def _lines(chars: Sequence[Char]) -> Cell:
    """The lines of a cell's text."""
    if not chars:
        return []
    turn = turn_of(chars[0])
    if turn:
        along, down = ("btt", "ltr") if turn > 0 else ("ttb", "rtl")
        text = extract_text(list(chars), x_tolerance_ratio=GAP, char_dir_rotated=along, line_dir_rotated=down)
        return [(chars[0]["bottom"], " ".join(text.split()))]
    lines = cluster_objects(list(chars), "bottom", SAME_LINE)
    read = [(max(char["bottom"] for char in line), _text(line)) for line in lines]
    return [(height, text) for height, text in read if text]


def _text(line: Sequence[Char]) -> str:
    """The text of a line, without the blanks that are printed over letters: a padded date came as eight words."""
    printed = sorted((char for char in line if not char["text"].isspace()), key=itemgetter("x0"))
    lefts = [char["x0"] for char in printed]

    def is_padding(char: Char) -> bool:
        middle = (char["x0"] + char["x1"]) / 2
        place = bisect_right(lefts, middle)
        return char["text"].isspace() and place > 0 and middle < printed[place - 1]["x1"]

    return " ".join(extract_text([char for char in line if not is_padding(char)], x_tolerance_ratio=GAP).split())
