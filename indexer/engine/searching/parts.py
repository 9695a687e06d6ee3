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

Sought: TypeAlias = Part | Reference
"""What is looked up in a dictionary."""


def inner(leaf: Leaf | InTitle) -> Leaf:
    """Return what must stand there."""
    return leaf.leaf if isinstance(leaf, InTitle) else leaf


def regions(leaf: Leaf | InTitle) -> tuple[str, ...]:
    """Return where a leaf may stand."""
    match leaf:
        case InTitle(Reference() | Amount()):
            return ()
        case InTitle():
            return (TITLE,)
        case Reference() | Amount():
            return (TEXT,)
    return (TEXT, TITLE)


def parts(leaf: Leaf | InTitle) -> tuple[Sought, ...]:
    """Return what is looked up for a leaf; nothing for a sum of money, which has no words."""
    match leaf:
        case InTitle():
            return parts(leaf.leaf)
        case Phrase() | Near():
            return leaf.parts
        case Amount():
            return ()
    return (leaf,)


def all_leaves(node: Node) -> Iterator[Leaf | InTitle]:
    """Yield every leaf of a query, those that are not wanted too."""
    match node:
        case And() | Or() | AtLeast():
            for some in node.parts:
                yield from all_leaves(some)
        case Not():
            yield from all_leaves(node.part)
        case (
            Word() | Prefix() | Wildcard() | Fuzzy() | Regex() | Phrase() | Near() | Reference() | Amount() | InTitle()
        ):
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
