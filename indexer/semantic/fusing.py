"""Two rankings made one, by reciprocal rank: by words, and by meaning."""

from collections.abc import Iterable, Mapping

K = 8
"""How slowly a rank's worth falls: the first is worth 1 / (K + 1), the tenth half of that."""

SEMANTIC = 0.7
"""What a rank by meaning is worth, beside the same rank by words."""

DEPTH = 100
"""How many of each ranking are counted; what is behind them in both follows in its order by words."""


def worth(lexical: int | None, semantic: int | None) -> float:
    """Return what a document's two ranks, from 1, are worth together; None is a rank beyond the last that counts.

    Source: Cormack, Clarke and Büttcher, Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning
    Methods (2009). K, SEMANTIC and DEPTH were tuned on questions of odd number: docs/semantic.md.
    """
    first = 1 / (K + lexical) if lexical else 0.0
    return first + (SEMANTIC / (K + semantic) if semantic else 0.0)


def ranks(digests: Iterable[str]) -> dict[str, int]:
    """Return the rank of each, from 1."""
    return {digest: rank for rank, digest in enumerate(digests, start=1)}


def fused(lexical: Mapping[str, int], semantic: Mapping[str, int]) -> list[str]:
    """Return all documents of two rankings, best first; those alike in the order by words, then by digest."""
    last = max(len(lexical), len(semantic)) + 1

    def place(digest: str) -> tuple[float, int, str]:
        first, second = lexical.get(digest), semantic.get(digest)
        return (-worth(first, second), first or last, digest)

    return sorted({**lexical, **semantic}, key=place)
