"""Questions about hidden text: what is asked of it becomes documents by digest, read from the text as it is now."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager

from indexer.marking.occurrences import finder
from indexer.query import Among, HasHidden, InTitle, Leaf, Node, Or, leaves, replaced
from indexer.stored import Texts

_SHOWN = 5
"""Places told of one document."""


def unhidden(query: Node, texts: AbstractContextManager[Texts]) -> Node:
    """Return a query with documents in the place of what is asked of hidden text.

    With `hidden:yes` in it, its words are looked for in hidden text as well as in what is seen.
    """
    with texts as opened:
        held = [(digest, "\n".join(one.text for one in page.hidden)) for digest, page in opened.hidden()]
    everywhere = HasHidden(None) in _parts(query)

    def having(leaf: Leaf | None) -> Among:
        says = finder(leaf) if leaf is not None else lambda _: True
        return Among(frozenset(digest for digest, text in held if says(text)))

    wanted = set(leaves(query)) if everywhere else set()

    def changed(node: Node) -> Node:
        if isinstance(node, HasHidden):
            return having(node.leaf)
        if node in wanted and not isinstance(node, InTitle):
            return Or((node, having(node)))
        return node

    return replaced(query, changed)


def places(digests: Sequence[str], texts: AbstractContextManager[Texts]) -> Iterator[str]:
    """Yield where these documents hide text, and how, a line each."""
    with texts as opened:
        for digest in digests:
            ways = [
                f"page {page.number} ({', '.join(dict.fromkeys(one.how for one in page.hidden))})"
                for _, page in opened.hidden(digest)
            ]
            if ways:
                more = f" and {len(ways) - _SHOWN} more" if len(ways) > _SHOWN else ""
                shown = f"{', '.join(ways[:_SHOWN])}{more}"
                yield f"{digest[:12]} has hidden text on {shown}: `foi show {digest[:12]} --hidden`"


def _parts(query: Node) -> Iterator[Node]:
    found: list[Node] = []

    def keep(node: Node) -> Node:
        found.append(node)
        return node

    replaced(query, keep)
    return iter(found)
