"""What the leaves of a query are made of, and where each may stand."""

from collections.abc import Iterator
from typing import TypeAlias

from indexer.query import (
    Amount,
    And,
    AtLeast,
    Fuzzy,
    InTitle,
    Leaf,
    Many,
    Near,
    Node,
    Not,
    Or,
    Part,
    Phrase,
    Prefix,
    Reference,
    Regex,
    Wildcard,
    Word,
)

TEXT, TITLE = "text", "title"
REGIONS = {TEXT: ("text", "words"), TITLE: ("title", "title_words")}
"""A region's fields: its stems, which are also its name, and its unstemmed words."""

LEAVES = (Word, Prefix, Wildcard, Fuzzy, Regex, Phrase, Near, Reference, Amount, InTitle)

Sought: TypeAlias = Part | Reference
"""What is looked up in a dictionary."""


def inner(leaf: Leaf | InTitle) -> Leaf:
    """Return what must stand there."""
    return leaf.leaf if isinstance(leaf, InTitle) else leaf


_REGIONS = {Reference: (TEXT,), Amount: (TEXT,)}
_BOTH = (TEXT, TITLE)


def regions(leaf: Leaf | InTitle) -> tuple[str, ...]:
    """Return where a leaf may stand."""
    if isinstance(leaf, InTitle):
        return () if isinstance(leaf.leaf, Reference | Amount) else (TITLE,)
    return _REGIONS.get(type(leaf), _BOTH)


def parts(leaf: Leaf | InTitle) -> tuple[Sought, ...]:
    """Return what is looked up for a leaf; nothing for a sum of money, which has no words."""
    leaf = inner(leaf)
    if isinstance(leaf, Phrase | Near):
        return leaf.parts
    return () if isinstance(leaf, Amount) else (leaf,)


def all_leaves(node: Node) -> Iterator[Leaf | InTitle]:
    """Yield every leaf of a query, those that are not wanted too."""
    if isinstance(node, And | Or | AtLeast):
        for some in node.parts:
            yield from all_leaves(some)
    elif isinstance(node, Not):
        yield from all_leaves(node.part)
    elif isinstance(node, LEAVES):
        yield node


def printed(part: Many) -> str:
    """Write a part as it is written in a query."""
    match part:
        case Prefix():
            return f"{part.start}*"
        case Wildcard():
            return part.pattern
        case Fuzzy():
            return f"{part.word}~{part.edits}"
        case Regex():
            return f"/{part.pattern}/"
