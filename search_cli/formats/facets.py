"""Facets to read: what the documents that match can be counted by."""

from collections.abc import Iterator

from indexer.search import Results
from search_cli import terminal
from search_cli.wrapping import joined

SHOWN = 10
"""Values of a facet that are listed; the JSON formats have all."""


def lines(results: Results) -> Iterator[str]:
    """Yield each facet with its values, most first, under where its values begin."""
    widest = max(map(len, results.facets), default=0)
    for name, counted in results.facets.items():
        values = [f"{terminal.line(value)} {count:,}" for value, count in counted[:SHOWN]]
        if len(counted) > SHOWN:
            values.append(f"and {len(counted) - SHOWN:,} more")
        before = f"{name:<{widest}}  "
        for text in joined(values or ["(none)"], terminal.width() - len(before)):
            yield before + text
            before = " " * len(before)
