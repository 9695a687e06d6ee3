"""How large the sheets of a workbook would be: calamine lays out every cell between the outermost."""

import re
from collections.abc import Iterator
from zipfile import ZipFile

from indexer.errors import ExtractionError
from indexer.extract.package import chunks

MOST_CELLS = 20_000_000
"""Of one sheet, empty ones in between included: a single cell at the far end of a sheet takes 500 GB else."""
MOST_BYTES = 1 << 30

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_CELL = re.compile(rb'\br="([A-Z]{1,3})([1-9]\d{0,6})"')
_OPEN = 32
"""Bytes that a reference may take: so many of each piece are looked at again with the next."""


def check_size(package: ZipFile) -> None:
    """Raise ExtractionError if a sheet of this workbook would not fit into memory."""
    if sum(info.file_size for info in package.infolist()) > MOST_BYTES:
        raise ExtractionError(f"unpacks to more than {MOST_BYTES >> 20:,} MB")
    for info in package.infolist():
        if _SHEET.fullmatch(info.filename.replace("\\", "/")):
            cells = _area(chunks(package, info))
            if cells > MOST_CELLS:
                raise ExtractionError(
                    f"{info.filename} spans {cells:,} cells, and more than {MOST_CELLS:,} are not read"
                )


def _area(pieces: Iterator[bytes]) -> int:
    """The cells between the outermost ones that have a reference."""
    columns, rows = set[bytes](), set[bytes]()
    rest = b""
    top, bottom = 1 << 30, 0
    for piece in pieces:
        rest += piece
        for found in _CELL.finditer(rest):
            columns.add(found[1])
            rows.add(found[2])
        for row in map(int, rows):
            top, bottom = min(top, row), max(bottom, row)
        rows.clear()
        rest = rest[-_OPEN:]
    numbers = [_number(column) for column in columns]
    return (max(numbers) - min(numbers) + 1) * (bottom - top + 1) if numbers else 0


def _number(column: bytes) -> int:
    number = 0
    for letter in column:
        number = 26 * number + letter - 64
    return number
