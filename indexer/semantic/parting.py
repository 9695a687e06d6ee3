"""What of a query may be ranked by meaning, and what must be met to the letter."""

from collections.abc import Sequence

from indexer.query import And, AtLeast, Near, Node, Or, Word


def parted(query: Node) -> tuple[list[Word], list[Node]]:
    """Return a query's plain words, as often as they are asked for, and all else that every match must meet.

    Words joined by OR, and groups of words, are plain words too. Phrases, proximity, patterns, references, sums,
    fields and what is under a NOT are not, nor is an OR with any of these in it; but an OR of words with the same
    words near each other is no more than the words, and so a search asks to put those first.
    """
    words: list[Word] = []
    exact: list[Node] = []
    for part in query.parts if isinstance(query, And) else (query,):
        if _plain(part):
            words += _words(part)
        elif isinstance(part, And):
            more, others = parted(part)
            words += more
            exact += others
        else:
            exact.append(part)
    return words, exact


def _plain(node: Node) -> bool:
    match node:
        case Word():
            return True
        case And() | Or() | AtLeast():
            return bool(node.parts) and all(map(_plain, _alternatives(node)))
        case _:
            return False


def _words(node: Node) -> list[Word]:
    match node:
        case Word():
            return [node]
        case And() | Or() | AtLeast():
            return [word for part in _alternatives(node) for word in _words(part)]
        case _:
            return []


def _alternatives(node: And | Or | AtLeast) -> Sequence[Node]:
    """Return a node's parts, of an OR without a NEAR of all the words of its first: where it stands, those do."""
    first, *others = node.parts
    if not isinstance(node, Or) or not _plain(first):
        return node.parts
    words = set(_words(first))
    return (first, *(part for part in others if not (isinstance(part, Near) and words <= set(part.parts))))
