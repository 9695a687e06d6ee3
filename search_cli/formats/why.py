"""A hit's score, explained to read: what each part of the query adds, and why so much."""

from collections.abc import Iterator

from indexer.engine.interface import Ranks
from indexer.query.written import spelled
from indexer.search import Hit
from search_cli import terminal


def lines(hit: Hit) -> Iterator[str]:
    """Yield the score, and a line for each part of it, most first; of a score of two ranks, these before."""
    if hit.ranks:
        yield f"score {hit.score:.4f}, of two ranks: {_by_words(hit.ranks)}, {_by_meaning(hit.ranks)}"
    if not hit.why:
        yield "none of the words is in it" if hit.ranks else f"score {hit.score:.2f}: nothing in the query is counted"
        return
    shares = sorted(hit.why, key=lambda share: -share.score)
    yield f"by words {sum(share.score for share in shares):.2f}" if hit.ranks else f"score {hit.score:.2f}"
    names = [terminal.line(spelled(share.leaf)) for share in shares]
    widest = min(max(map(terminal.columns, names)), terminal.NARROWEST // 2)
    for share, name in zip(shares, names, strict=True):
        often = "once" if share.count == 1 else f"{share.count:,} times"
        held = "no other document" if share.holding == 1 else f"{share.holding:,} documents"
        had = "has" if share.holding == 1 else "have"
        blank = " " * (widest - terminal.columns(name))
        yield f"{share.score:>6.2f}  {name}{blank}  {often} in the {share.where}; {held} {had} it there"


def _by_words(ranks: Ranks) -> str:
    return f"{ranks.lexical:,} by words" if ranks.lexical else "not ranked by words"


def _by_meaning(ranks: Ranks) -> str:
    if ranks.semantic is None or ranks.likeness is None:
        return "not ranked by meaning"
    return f"{ranks.semantic:,} by meaning (likeness {ranks.likeness:.2f})"
