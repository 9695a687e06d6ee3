"""Text to a tree, with errors that teach."""

from collections.abc import Mapping
from datetime import date

from indexer.errors import QueryError
from indexer.query.nodes import Node, Not, Or, all_of
from indexer.query.pieces import Piece, pieces
from indexer.query.problems import nearest, problem
from indexer.query.words import patterns
from indexer.record import record

MAX_LENGTH = 4_000
MAX_DEPTH = 40
MAX_SAVED = 20
"""So many saved queries one query may take in, one asked for twice counted twice: each may ask for others."""

MAX_PATTERNS = 30
"""Words with *, ?, ~ or slashes in one query: each is looked for among all words of the index."""

_OPERATORS = ("AND", "OR", "NOT", "NEAR", "ADJ")


def parse(text: str, *, saved: Mapping[str, str] | None = None, today: date | None = None) -> Node:
    """Read a query. Raises QueryError, which says where, what was expected and what to do.

    `saved` are the queries that query:NAME stands for. `today` is what yesterday, last-month and the like count from.
    """
    node = _read(text, _Around(saved or {}, today, (), []), 0)
    count = len(patterns(node))
    if count > MAX_PATTERNS:
        raise QueryError(
            f"the query has {count} words with *, ?, ~ or /; at most {MAX_PATTERNS} are read. Ask for less"
        )
    return node


@record()
class _Around:
    """What a query is read with: `within` which saved queries it stands, and which are `used` so far."""

    saved: Mapping[str, str]
    today: date | None
    within: tuple[str, ...]
    used: list[str]


def _read(text: str, around: _Around, depth: int) -> Node:
    if len(text) > MAX_LENGTH:
        raise QueryError(f"the query has {len(text):,} characters; at most {MAX_LENGTH:,} are read. Ask for less")
    parser = _Parser(pieces(text, around.today), len(text) + 1, around)
    if not parser.pieces:
        raise QueryError("nothing to search for; write a word, a phrase in quotes, or a filter as kind:release")
    node = parser.either(depth)
    if parser.sign == ")":
        raise parser.unopened()
    return node


class _Parser:
    """Pieces to a tree: OR binds least, then AND, which need not be written, then NOT, then NEAR and ADJ."""

    def __init__(self, pieces: tuple[Piece, ...], end: int, around: _Around) -> None:
        self.pieces = pieces
        self.at = 0
        self.end = Piece(end, "end")
        self.around = around

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
        node = self.close(depth)
        return Not(node) if negated else node

    def close(self, depth: int) -> Node:
        """Read one operand, or several with NEAR or ADJ between them."""
        operands = [(self.piece, self.operand(depth))]
        operator = self.piece
        if operator.sign not in ("NEAR", "ADJ"):
            return operands[0][1]
        while self.sign in ("NEAR", "ADJ"):
            if (self.piece.sign, self.piece.most) != (operator.sign, operator.most):
                advice = f" follows {operator.printed}: in one row of words write the same between all of them"
                raise problem(self.piece.printed, self.column, advice)
            self.at += 1
            operands.append((self.piece, self.operand(depth)))
        from indexer.query.windows import window

        return window(operator, operands)

    def operand(self, depth: int) -> Node:
        piece = self.piece
        if piece.sign == "(":
            return self.group(piece.column, depth + 1)
        if piece.sign == "query":
            self.at += 1
            return self.saved(piece, depth + 1)
        if piece.node is None:
            raise self.missing()
        self.at += 1
        return piece.node

    def group(self, column: int, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise problem("the brackets", column, f" are nested more than {MAX_DEPTH} deep: write the query flatter")
        self.at += 1
        node = self.either(depth)
        if self.sign != ")":
            raise problem("the bracket", column, " is not closed: put a ) where the group ends")
        self.at += 1
        return node

    def saved(self, piece: Piece, depth: int) -> Node:
        """Read the saved query of this name in its place."""
        name, around = piece.saved, self.around
        if name not in around.saved:
            near = nearest(name, around.saved)
            known = ", ".join(sorted(around.saved)[:10])
            advice = f"did you mean {near!r}?" if near else f"there are {known}" if known else "there are none"
            if not around.saved:
                advice += '. Write it into foi.toml, under [queries]: NAME = "the query"'
            raise problem(f"no saved query {name!r}", piece.column, f"; {advice}")
        if name in around.within:
            row = ", ".join([*around.within[around.within.index(name) :], name])
            advice = f" asks for itself ({row}): take it out of one of them, in foi.toml"
            raise problem(f"the saved query {name!r}", piece.column, advice)
        around.used.append(name)
        if depth > MAX_DEPTH:
            raise problem(
                f"query:{name}", piece.column, f" is nested more than {MAX_DEPTH} deep: write the query flatter"
            )
        if len(around.used) > MAX_SAVED:
            raise problem(
                f"query:{name}", piece.column, f" is one of more than {MAX_SAVED} saved queries: ask for fewer"
            )
        inside = _Around(around.saved, around.today, (*around.within, name), around.used)
        try:
            return _read(around.saved[name], inside, depth)
        except QueryError as error:
            raise QueryError(f"in the saved query {name!r}: {error}") from None

    def unopened(self) -> QueryError:
        return problem("the bracket", self.column, " closes none that was opened: remove it, or open one before")

    def missing(self) -> QueryError:
        """Say what stands where a word should, and beside what."""
        before = self.pieces[self.at - 1] if self.at else None
        culprit = before if before and before.sign in _OPERATORS else self.piece
        if culprit.sign in _OPERATORS:
            sides = "after it" if culprit.sign == "NOT" else "on both sides"
            advice = f" needs something {sides}. To search for the word itself, write it in small letters"
            if culprit.sign in ("NEAR", "ADJ") and self.sign == "NOT":
                advice = " takes words, and no NOT beside it: write it before the first word, or after AND"
            return problem(culprit.printed, culprit.column, advice)
        if culprit.sign == ")" and before is None:
            return self.unopened()
        if culprit.sign == ")":
            return problem("the bracket", culprit.column, " closes an empty group: put a word before it, or remove it")
        assert before is not None  # noqa: S101 - an end without anything before it never comes here
        return problem("the bracket", before.column, " is not closed: put words and a ) after it")
