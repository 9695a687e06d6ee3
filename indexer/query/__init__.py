"""The query language. All of it that others need is found here; described in docs/query.md."""

from indexer.query.filters import SUPERSEDED, authority, label, published, since, until
from indexer.query.nodes import (
    And,
    Filter,
    InAuthority,
    InTitle,
    Label,
    Leaf,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Published,
    Word,
    all_of,
    leaves,
)
from indexer.query.parser import parse
from indexer.query.pieces import FIELDS

__all__ = [
    "FIELDS",
    "SUPERSEDED",
    "And",
    "Filter",
    "InAuthority",
    "InTitle",
    "Label",
    "Leaf",
    "Node",
    "Not",
    "Or",
    "Phrase",
    "Prefix",
    "Published",
    "Word",
    "all_of",
    "authority",
    "label",
    "leaves",
    "parse",
    "published",
    "since",
    "until",
]
