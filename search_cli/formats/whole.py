"""JSON: the whole answer as one object."""

from collections.abc import Iterator, Sequence

from indexer.search import Results
from search_cli.formats.records import json_line
from search_cli.formats.rows import FIELDS, SCHEMA, facets, row


def lines(results: Results, fields: Sequence[str] = FIELDS) -> Iterator[str]:
    """Yield the object; `fields` are those of its hits."""
    answer = {
        "schema": SCHEMA,
        "total": results.total,
        "offset": results.offset,
        "relaxed": results.relaxed,
        "notes": list(results.notes),
        "corrections": [{"word": each.word, "likely": list(each.likely)} for each in results.corrections],
        "corrected": results.corrected or None,
        "facets": facets(results),
        "folded": results.folded,
        "hits": [{name: hit[name] for name in fields} for hit in map(row, results.hits)],
    }
    yield json_line(answer)
