"""JSON Lines: one hit a line, then, if any were asked for, one facet a line."""

import json
from collections.abc import Iterator
from itertools import chain

from indexer.search import Results
from search_cli.formats.rows import SCHEMA, facets, row


def lines(results: Results) -> Iterator[str]:
    """Yield a line for each hit and each facet. Lone surrogates are escaped: they have no UTF-8."""
    counted = ({"facet": name, "values": values, "schema": SCHEMA} for name, values in facets(results).items())
    for fields in chain(map(row, results.hits), counted):
        text = json.dumps(fields, ensure_ascii=False)
        yield (text if text.isprintable() else json.dumps(fields)) + "\n"
