"""How Datasette shows an exported database: what it counts, searches and explains. See docs/exports.md."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from indexer.chosen import Chosen
from indexer.exports.base import Wish, Written
from indexer.exports.beside import beside
from indexer.exports.sqlite_schema import FILES, SCHEMA, TAGS, VIEWS

ENDING = ".datasette.json"

_TABLE = re.compile(r"^CREATE (?:TABLE|VIEW) (\w+) (?:\(|AS) -- (.*)$")
_COUNTED = ["authority", "kind", "source", "year"]
_SHOWN: dict[str, dict[str, Any]] = {
    "documents": {"facets": [*_COUNTED, "media_type"], "facet_size": 10, "sort_desc": "published"},
    "publications": {"facets": [*_COUNTED, "state"], "facet_size": 10, "sort_desc": "published"},
    "links": {"facets": ["kind", "state"]},
    "captures": {"facets": ["source", "status"], "sort": "time"},
    "members": {"facets": ["media_type"]},
    "pages": {"facets": ["how"], "size": 20},
    "pages_with_links": {"facets": _COUNTED, "facet_size": 10, "fts_table": "pages_fts", "fts_pk": "id", "size": 20},
    "tags": {"facets": ["tag"]},
}
"""A view has no key: Datasette is told which column the words it searches are of."""


def write(chosen: Chosen, target: Path, wish: Wish, progress: Callable[[], None]) -> Written:  # noqa: ARG001 - as all are called
    """Write Datasette's metadata for the database of the same name beside it. Raises ExportError."""
    told = metadata(target.name.removesuffix(ENDING), wish.told)
    body = json.dumps(told, indent=1).encode("ascii") + b"\n"
    with beside(target) as file:
        file.write(body)
    return Written({"table": len(explained())}, len(body))


def metadata(name: str, told: str) -> dict[str, Any]:
    """Return what Datasette is told of a database of this name, and of what was chosen for it."""
    tables = {table: {"description": text, **_SHOWN.get(table, {})} for table, text in explained().items()}
    return {"databases": {name: {"description": f"From foi-index: {told}", "tables": tables}}}


def explained() -> dict[str, str]:
    """Return what the schema says of each table. Of columns Datasette shows the schema itself, under the rows."""
    lines = f"{SCHEMA}{TAGS}{FILES}{VIEWS}".splitlines()
    return {table[1]: f"{table[2][0].upper()}{table[2][1:]}." for line in lines if (table := _TABLE.match(line))}
