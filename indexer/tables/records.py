"""What a table is: pieces as they stand on pages, as a child sends them; and the tables made of them."""

import json
from dataclasses import dataclass, replace
from typing import Any

from indexer.errors import ExtractionError

Cells = tuple[str, ...]

MOST_CELLS = 2_000_000
"""Of one page. A hundred rows of the widest sheet there can be have 1.6 million."""
MOST_CHARACTERS = 8_000_000
"""Of one page's tables as they are sent; a frame of 10 million is the most that the parent takes."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A table, or what stands of it on one page. All rows have as many cells; one without anything is "".

    `title` is what the file calls it: a sheet's name, a caption. `headed` if the file itself says that the first
    row is a heading; `follows` if this goes on with the piece before it, as the next rows of a sheet do.
    """

    rows: tuple[Cells, ...]
    title: str = ""
    headed: bool = False
    follows: bool = False


@dataclass(frozen=True, slots=True)
class PageTables:
    """The tables of one page, from top to bottom; `above` and `below` are the lines of text before and after them."""

    number: int
    pieces: tuple[Piece, ...] = ()
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A whole table. `header` is () if its first row does not read like one.

    `pages` has the page of each row, counted from 1 like a document's pages.
    """

    header: Cells
    rows: tuple[Cells, ...]
    pages: tuple[int, ...]
    title: str = ""

    def on(self, page: int) -> "Table":
        """Return the rows that stand on one page, under the header of the whole."""
        kept = [row for row, number in zip(self.rows, self.pages, strict=True) if number == page]
        return replace(self, rows=tuple(kept), pages=(page,) * len(kept))


def pack(tables: PageTables) -> str:
    """Return a page's tables as text. Raises ExtractionError if it is more than one page may have."""
    if sum(len(row) for piece in tables.pieces for row in piece.rows) > MOST_CELLS:
        raise ExtractionError(f"the tables of this page have more than {MOST_CELLS:,} cells")
    pieces = [[piece.title, piece.headed, piece.follows, piece.rows] for piece in tables.pieces]
    text = json.dumps([pieces, tables.above, tables.below], ensure_ascii=False)
    if len(text) > MOST_CHARACTERS:
        raise ExtractionError(f"the tables of this page have more than {MOST_CHARACTERS:,} characters")
    return text


def unpack(text: str, number: int) -> PageTables:
    """Read what a child sent; it may have been taken over. Raises ExtractionError for anything else."""
    try:
        pieces, above, below = json.loads(text)
        read = tuple(_piece(*fields) for fields in pieces)
        return PageTables(number, read, _texts(above), _texts(below))
    except (ValueError, TypeError, RecursionError) as exc:
        raise ExtractionError("the reader sent tables that are none") from exc


def _piece(title: Any, headed: Any, follows: Any, rows: Any) -> Piece:
    read = tuple(_texts(row) for row in rows)
    if not isinstance(title, str) or len({len(row) for row in read}) > 1:
        raise ValueError
    return Piece(read, title, headed is True, follows is True)


def _texts(values: Any) -> Cells:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ValueError
    return tuple(values)
