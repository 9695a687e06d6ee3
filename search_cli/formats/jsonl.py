"""JSON Lines: one hit a line."""

import json
from collections.abc import Iterator

from indexer.search import Results
from search_cli.formats.rows import row


def lines(results: Results) -> Iterator[str]:
    """Yield a line for each hit. Lone surrogates are escaped: they have no UTF-8."""
    for hit in results.hits:
        text = json.dumps(row(hit), ensure_ascii=False)
        yield (text if text.isprintable() else json.dumps(row(hit))) + "\n"
