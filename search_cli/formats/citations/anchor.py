"""The anchors alone, one a line."""

from collections.abc import Iterable, Iterator

from indexer.citing import Citation


def lines(citations: Iterable[Citation]) -> Iterator[str]:
    """Yield a line for each citation."""
    for citation in citations:
        yield f"{citation.line}\n"
