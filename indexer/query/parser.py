"""Text to a tree, with errors that teach."""

from indexer.errors import QueryError
from indexer.query.nodes import Node, Not, Or, all_of
from indexer.query.pieces import Piece, pieces, problem

MAX_LENGTH = 4_000
MAX_DEPTH = 40


def parse(text: str) -> Node:
    """Read a query. Raises QueryError, which says where, what was expected and what to do."""
    if len(text) > MAX_LENGTH:
        raise QueryError(f"the query has {len(text):,} characters; at most {MAX_LENGTH:,} are read. Ask for less")
    parser = _Parser(tuple(pieces(text)), len(text) + 1)
    if not parser.pieces:
        raise QueryError("nothing to search for; write a word, a phrase in quotes, or a filter as kind:release")
    node = parser.either(0)
    if parser.sign == ")":
        raise parser.unopened()
    return node


class _Parser:
    """Pieces to a tree: OR binds least, then AND, which need not be written, then NOT."""

    def __init__(self, pieces: tuple[Piece, ...], end: int) -> None:
        self.pieces = pieces
        self.at = 0
        self.end = Piece(end, "end")

    @property
    def piece(self) -> Piece:
        return self.pieces[self.at] if self.at < len(self.pieces) else self.end

    @property
    def sign(self) -> str:
        return self.piece.sign

    @property
    def column(self) -> int:
        return self.piece.column

    def either(self, depth: int) -> Node:
        parts = [self.both(depth)]
        while self.sign == "OR":
            self.at += 1
            parts.append(self.both(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def both(self, depth: int) -> Node:
        parts = [self.one(depth)]
        while self.sign not in ("OR", ")", "end"):
            self.at += self.sign == "AND"
            parts.append(self.one(depth))
        return all_of(*parts)

    def one(self, depth: int) -> Node:
        negated = False
        while self.sign == "NOT":
            negated = not negated
            self.at += 1
        piece = self.piece
        if piece.sign == "(":
            node = self.group(piece.column, depth + 1)
        elif piece.node is not None:
            node = piece.node
            self.at += 1
        else:
            raise self.missing()
        return Not(node) if negated else node

    def group(self, column: int, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise problem("the brackets", column, f" are nested more than {MAX_DEPTH} deep: write the query flatter")
        self.at += 1
        node = self.either(depth)
        if self.sign != ")":
            raise problem("the bracket", column, " is not closed: put a ) where the group ends")
        self.at += 1
        return node

    def unopened(self) -> QueryError:
        return problem("the bracket", self.column, " closes none that was opened: remove it, or open one before")

    def missing(self) -> QueryError:
        """Say what stands where a word should, and beside what."""
        before = self.pieces[self.at - 1] if self.at else None
        culprit = before if before and before.sign in ("AND", "OR", "NOT") else self.piece
        if culprit.sign in ("AND", "OR", "NOT"):
            sides = "after it" if culprit.sign == "NOT" else "on both sides"
            advice = f" needs something {sides}. To search for the word itself, write it in small letters"
            return problem(culprit.sign, culprit.column, advice)
        if culprit.sign == ")" and before is None:
            return self.unopened()
        if culprit.sign == ")":
            return problem("the bracket", culprit.column, " closes an empty group: put a word before it, or remove it")
        assert before is not None  # noqa: S101 - an end without anything before it never comes here
        return problem("the bracket", before.column, " is not closed: put words and a ) after it")
