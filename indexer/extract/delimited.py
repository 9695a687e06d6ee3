"""Tables in text files: CSV and its kin. A row is a line, its cells parted by " | "."""

import csv
import io
from collections.abc import Iterator

from indexer.extract.base import Page
from scraper.archive.decode import decode
from scraper.archive.text_type import delimiter_of

NO_TEXT = "no text"
ROWS = 100
"""Rows to a page."""

_SAMPLE = 1 << 16
_LARGEST_FIELD = (1 << 31) - 1
"""Python's own limit is 128 kB: a single quote that is never closed makes a field of all the rest."""


class DelimitedExtractor:
    """A page is a hundred rows, labelled with their numbers as a spreadsheet would show them: the first row,
    mostly the headings, is row 1. It is not repeated on later pages, or a search for a heading would find them all."""

    name = "delimited/1"
    media_types = frozenset({"text/csv", "text/tab-separated-values"})

    def pages(self, body: bytes) -> Iterator[Page]:
        """Yield a page for every hundred rows, and one, empty, for a file without rows."""
        lines: list[str] = []
        row = number = 0
        for row, cells in enumerate(rows(body), 1):
            lines.append(_line(cells))
            if len(lines) == ROWS:
                number += 1
                yield _page(number, row, lines)
                lines = []
        if lines or not number:
            yield _page(number + 1, row, lines)


def rows(body: bytes) -> Iterator[list[str]]:
    """Read rows with whatever parts them; newlines of any sort, also the bare CR of old Macintosh files."""
    text = decode(body).removeprefix("\ufeff").replace("\0", "")
    csv.field_size_limit(_LARGEST_FIELD)
    delimiter = delimiter_of(text[:_SAMPLE]) or delimiter_of(text[:_SAMPLE], "csv") or ","
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _line(cells: list[str]) -> str:
    """One line of a row: blanks and line ends within a cell are single spaces, empty cells at the end go."""
    return " | ".join(" ".join(cell.split()) for cell in cells).rstrip(" |")


def _page(number: int, last: int, lines: list[str]) -> Page:
    text = "\n".join(line for line in lines if line)
    label = f"rows {last - len(lines) + 1}-{last}" if lines else ""
    return Page(number, text, label=label, warning="" if text else NO_TEXT)
