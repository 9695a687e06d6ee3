"""What of a query may be ranked by meaning, and what must be met to the letter."""

from indexer.query import And, AtLeast, Node, Or, Word


def parted(query: Node) -> tuple[list[Word], list[Node]]:
    """Return a query's plain words, as often as they are asked for, and all else that every match must meet.

    Words joined by OR, and groups of words, are plain words too. Phrases, proximity, patterns, references, sums,
    fields and what is under a NOT are not, nor is an OR with any of these in it.
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
        case And(parts) | Or(parts) | AtLeast(_, parts):
            return all(map(_plain, parts))
        case _:
            return False


def _words(node: Node) -> list[Word]:
    match node:
        case Word():
            return [node]
        case And(parts) | Or(parts) | AtLeast(_, parts):
            return [word for part in parts for word in _words(part)]
        case _:
            return []
