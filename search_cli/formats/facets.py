"""Facets to read: what the documents that match can be counted by."""

from collections.abc import Iterator
from textwrap import wrap

from indexer.search import Results
from search_cli import terminal

SHOWN = 10
"""Values of a facet that are listed; the JSON formats have all."""

_BETWEEN = "\u00a0· "  # no line begins with the dot


def lines(results: Results) -> Iterator[str]:
    """Yield each facet with its values, most first, under where its values begin."""
    widest = max(map(len, results.facets), default=0)
    for name, counted in results.facets.items():
        values = [f"{terminal.line(value)}\u00a0{count:,}".replace(" ", "\u00a0") for value, count in counted[:SHOWN]]
        if len(counted) > SHOWN:
            values.append(f"and\u00a0{len(counted) - SHOWN:,}\u00a0more")
        indent = " " * (widest + 2)
        text = f"{name:<{widest}}  {_BETWEEN.join(values) or '(none)'}"
        for line in wrap(text, terminal.width(), subsequent_indent=indent, break_on_hyphens=False):
            yield line.replace("\u00a0", " ").rstrip()
