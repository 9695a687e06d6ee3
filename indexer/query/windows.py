"""NEAR and ADJ: what stands on their sides, to windows of words."""

from itertools import product
from math import prod

from indexer.query.nodes import Fuzzy, InTitle, Near, Node, Or, Part, Phrase, Prefix, Regex, Wildcard, Word
from indexer.query.pieces import Piece
from indexer.query.problems import problem
from indexer.query.words import MAX_IN_WINDOW

MAX_WINDOWS = 100


def window(operator: Piece, operands: list[tuple[Piece, Node]]) -> Node:
    """Join what stands on the sides of one operator, or of several alike, to one window for every choice of words.

    Raises QueryError if something there is no word, pattern or group of them, or the window cannot hold them.
    """
    if len(operands) > MAX_IN_WINDOW:
        advice = f" stands between {len(operands)} words; at most {MAX_IN_WINDOW} can be close to each other"
        raise problem(operator.printed, operator.column, advice)
    if operator.most < len(operands) - 1:
        advice = f" cannot hold {len(operands)} words: write {operator.sign}/{len(operands) - 1} at least"
        raise problem(operator.printed, operator.column, advice)
    choices = [_choices(piece, node, operator) for piece, node in operands]
    if prod(map(len, choices)) > MAX_WINDOWS:
        advice = f" has more than {MAX_WINDOWS} choices of words from the groups beside it: make them smaller"
        raise problem(operator.printed, operator.column, advice)
    windows = tuple(Near(parts, operator.most, ordered=operator.sign == "ADJ") for parts in product(*choices))
    return windows[0] if len(windows) == 1 else Or(windows)


def _choices(piece: Piece, node: Node, operator: Piece) -> tuple[Part, ...]:
    """Return the words of which one is to stand in the window."""
    match node:
        case Word() | Prefix() | Wildcard() | Fuzzy() | Regex():
            return (node,)
        case Or() if piece.sign == "(":
            return tuple(part for one in node.parts for part in _choices(piece, one, operator))
    found = {"(": "this group", "NOT": "a NOT"}.get(piece.sign, piece.printed)
    match node:
        case Phrase() | Or():
            advice = f"; for several words write each with {operator.printed} between"
        case InTitle():
            advice = '; for words close to each other in the title write title:"a b"~5'
        case _:
            advice = f"; for a group write (train* OR course) {operator.printed} cost"
    what = " stands beside " + operator.printed + ", which takes words, as train* too, and groups of them joined by OR"
    raise problem(found, piece.column, what + advice)
