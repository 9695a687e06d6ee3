"""A hit's score, explained to read: what each part of the query adds, and why so much."""

from collections.abc import Iterator

from indexer.search import Hit
from indexer.spelling import spelled
from search_cli import terminal


def lines(hit: Hit) -> Iterator[str]:
    """Yield the score, and a line for each part of it, most first."""
    if not hit.why:
        yield f"score {hit.score:.2f}: nothing in the query is counted"
        return
    yield f"score {hit.score:.2f}"
    shares = sorted(hit.why, key=lambda share: -share.score)
    names = [terminal.line(spelled(share.leaf)) for share in shares]
    widest = min(max(map(terminal.columns, names)), terminal.NARROWEST // 2)
    for share, name in zip(shares, names, strict=True):
        often = "once" if share.count == 1 else f"{share.count:,} times"
        held = "no other document" if share.holding == 1 else f"{share.holding:,} documents"
        had = "has" if share.holding == 1 else "have"
        blank = " " * (widest - terminal.columns(name))
        yield f"{share.score:>6.2f}  {name}{blank}  {often} in the {share.where}; {held} {had} it there"
