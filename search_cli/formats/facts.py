"""Facts as rows: the public, versioned schema of `foi facts`. Described in docs/facts.md."""

from typing import Any

from indexer.facts.forms import kind_of, to_form
from indexer.facts.records import Fact
from indexer.facts.wording import said

SCHEMA = 1
FIELDS = ("id", "digest", "kind", "value", "page", "start", "end", "words", "fact", "schema")
"""The fields of the schema, in its order. Fields are only ever added, at the end."""
COLUMNS = ("id", "kind", "value", "page", "words")


def row(digest: str, fact: Fact) -> dict[str, Any]:
    """Return a fact as the fields of the schema; `fact` has all of it, with the evidence of each of its parts."""
    words = fact.words
    return {
        "id": digest[:12],
        "digest": digest,
        "kind": kind_of(fact),
        "value": said(fact),
        "page": words.page,
        "start": words.start,
        "end": words.end,
        "words": words.text,
        "fact": to_form(fact),
        "schema": SCHEMA,
    }
