"""Hits as CSV or TSV: one a row, safe to open in a spreadsheet."""

from collections.abc import Iterator, Sequence

from indexer.search import Results
from search_cli.formats import records
from search_cli.formats.rows import COLUMNS, flat, row


def lines(results: Results, fields: Sequence[str] = COLUMNS, format_: str = "csv") -> Iterator[str]:
    """Yield a heading and a row for each hit."""
    return records.lines(format_, (flat(row(hit)) for hit in results.hits), fields)
