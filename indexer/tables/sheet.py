"""Workbooks and delimited text: each sheet is a table, in pages of a hundred rows as where its text is read."""

from collections.abc import Iterator
from itertools import count

from indexer.errors import ExtractionError
from indexer.extract import delimited
from indexer.extract.base import Page
from indexer.extract.delimited import ROWS
from indexer.extract.sheet import blocks, sheets, workbook
from indexer.tables.grid import even
from indexer.tables.records import PageTables, Piece, pack

WHOLE = Page(1, "0")
"""Sent first: how many pages there are is known when all were read."""


class SheetTables:
    """A page holds the next rows of a sheet's table; hidden sheets are read like the others, and named so."""

    name = "sheet-tables/1"
    media_types = frozenset[str]()

    def __init__(self, _options: str) -> None:
        """All is read, whichever pages are asked for: a table's header stands on its first."""

    def pages(self, body: bytes) -> Iterator[Page]:
        """Yield the pages. Raises EncryptedDocument, ExtractionError."""
        yield WHOLE
        numbers = count(2)
        with workbook(body) as book:
            for name, shown in sheets(book):
                try:
                    found = blocks(book, name)
                except ExtractionError as exc:
                    yield Page(next(numbers), pack(PageTables(0)), warning=f"{shown}: {exc}")
                    continue
                for first, (_, _, rows) in enumerate(found):
                    piece = Piece(even(rows), title=shown, follows=first > 0)
                    yield Page(next(numbers), pack(PageTables(0, (piece,))))


class DelimitedTables:
    """The file is one table."""

    name = "delimited-tables/1"
    media_types = frozenset[str]()

    def __init__(self, _options: str) -> None:
        """All is read, as with sheets."""

    def pages(self, body: bytes) -> Iterator[Page]:
        """Yield the pages."""
        yield WHOLE
        block: list[list[str]] = []
        number = 2
        for row, cells in enumerate(delimited.rows(body), 1):
            block.append([" ".join(cell.split()) for cell in cells])
            if row % ROWS == 0:
                yield _page(number, block)
                number += 1
                block = []
        if block:
            yield _page(number, block)


def _page(number: int, rows: list[list[str]]) -> Page:
    return Page(number, pack(PageTables(0, (Piece(even(rows), follows=number > 2),))))
