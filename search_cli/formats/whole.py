"""JSON: the whole answer as one object."""

import json
from collections.abc import Iterator

from indexer.search import Results
from search_cli.formats.rows import SCHEMA, facets, row


def lines(results: Results) -> Iterator[str]:
    """Yield the object. Lone surrogates are escaped: they have no UTF-8."""
    answer = {
        "schema": SCHEMA,
        "total": results.total,
        "offset": results.offset,
        "relaxed": results.relaxed,
        "notes": list(results.notes),
        "corrections": [{"word": each.word, "likely": list(each.likely)} for each in results.corrections],
        "corrected": results.corrected or None,
        "facets": facets(results),
        "hits": [row(hit) for hit in results.hits],
    }
    text = json.dumps(answer, ensure_ascii=False)
    yield (text if text.isprintable() else json.dumps(answer)) + "\n"
