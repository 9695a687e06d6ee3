"""Tables as csv, JSON Lines, or text to read. JSON Lines is a public, versioned schema: docs/tables.md."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from indexer.tables.records import Cells, Table
from search_cli import terminal
from search_cli.formats.aligned import aligned
from search_cli.formats.records import cell, csv_line, json_line

SCHEMA = 1

_NUMBER = re.compile(r"[-+][ £$€]{0,2}\d[\d,.' ]*%?")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A table of a document; its number counts from 1 within what was asked for, the document or a page."""

    digest: str
    number: int
    table: Table


def csv_lines(tables: Sequence[Numbered], _all: int) -> Iterator[str]:
    """Yield the rows of each table, its header first; between two tables an empty line."""
    for place, each in enumerate(tables):
        if place:
            yield "\n"
        for row in _rows(each.table):
            yield csv_line(map(safe, row))


def jsonl_lines(tables: Sequence[Numbered], _all: int) -> Iterator[str]:
    """Yield a line for each table."""
    for each in tables:
        table = each.table
        fields = {
            "id": each.digest[:12],
            "digest": each.digest,
            "table": each.number,
            "pages": sorted(set(table.pages)),
            "title": table.title,
            "header": table.header,
            "rows": table.rows,
            "row_pages": table.pages,
            "schema": SCHEMA,
        }
        yield json_line(fields)


def text_lines(tables: Sequence[Numbered], total: int) -> Iterator[str]:
    """Yield each table in columns under a line that says which it is. On a terminal cells are cut to its width."""
    for place, each in enumerate(tables):
        if place:
            yield "\n"
        yield f"{_heading(each, total)}\n\n"
        rows = [[terminal.line(value) for value in row] for row in _rows(each.table)]
        yield from aligned(rows, terminal.width() if sys.stdout.isatty() else None)


FORMATS: dict[str, Callable[[Sequence[Numbered], int], Iterator[str]]] = {
    "text": text_lines,
    "csv": csv_lines,
    "jsonl": jsonl_lines,
}


def safe(value: str) -> str:
    """Return a cell no spreadsheet takes for a formula. A number below zero is none: sums must come out right."""
    return value if _NUMBER.fullmatch(value) else cell(value)


def _rows(table: Table) -> Iterable[Cells]:
    return [table.header, *table.rows] if table.header else table.rows


def _heading(each: Numbered, total: int) -> str:
    pages = sorted(set(each.table.pages))
    where = f"page {pages[0]}" if len(pages) == 1 else f"pages {pages[0]}-{pages[-1]}" if pages else ""
    count = len(each.table.rows)
    parts = [f"table {each.number} of {total}", where, terminal.line(each.table.title)]
    return ", ".join(filter(None, [*parts, f"{count:,} row{'' if count == 1 else 's'}"]))
