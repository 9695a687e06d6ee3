"""JSON Lines: one hit a line, then, if any were asked for, one facet a line."""

from collections.abc import Iterator, Sequence

from indexer.search import Results
from search_cli.formats import records
from search_cli.formats.rows import FIELDS, SCHEMA, facets, row


def lines(results: Results, fields: Sequence[str] = FIELDS) -> Iterator[str]:
    """Yield a line for each hit and each facet."""
    yield from records.lines("jsonl", map(row, results.hits), fields)
    for name, values in facets(results).items():
        yield records.json_line({"facet": name, "values": values, "schema": SCHEMA})
