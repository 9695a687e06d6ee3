"""Words of a query that are one reference together: FOI 2024 0113."""

from collections.abc import Iterator

from indexer.query.nodes import Node, Or, Reference, all_of
from indexer.query.pieces import LAWS, Piece
from indexer.references import reference_key

_MOST = 4  # FOI request no. 0113-24


def with_references(found: tuple[Piece, ...]) -> Iterator[Piece]:
    """Yield the pieces; words side by side that are one reference, as FOI 2024 0113, become one piece."""
    at = 0
    while at < len(found):
        size = _reference_size(found, at)
        piece = found[at]
        if size:
            several = found[at : at + size]
            printed = " ".join(one.printed for one in several)
            yield Piece(piece.column, node=_several(several, printed), printed=printed)
        else:
            yield piece
        at += size or 1


def _reference_size(found: tuple[Piece, ...], at: int) -> int:
    """Return how many words from here on are one reference, 0 if none; operators bind their own words more closely."""
    if found[at].printed.upper() not in LAWS or (at and found[at - 1].sign in ("NOT", "NEAR", "ADJ")):
        return 0
    for size in range(_MOST, 1, -1):
        several = found[at : at + size]
        after = found[at + size].sign if at + size < len(found) else ""
        if len(several) < size or not all(piece.plain for piece in several) or after in ("NEAR", "ADJ"):
            continue
        if reference_key(" ".join(piece.printed for piece in several)):
            return size
    return 0


def _several(words: tuple[Piece, ...], printed: str) -> Node:
    """Return what finds these words, or the reference that they are in any spelling."""
    plain = [node.parts[0] if isinstance(node := piece.node, Or) else node for piece in words]
    return Or((all_of(*(node for node in plain if node)), Reference(reference_key(printed) or "")))
