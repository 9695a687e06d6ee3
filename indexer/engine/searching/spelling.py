"""Words of the index that a word may be a misspelling of."""

from indexer.analysis import stem
from indexer.engine.searching.index import Index
from indexer.query import Fuzzy

_EDITS = 2
_AT_MOST = 40
"""Candidates that are looked at for whether they were ever printed."""


def near(index: Index, word: str) -> list[str]:
    """Return words at two edits at most: those at fewer first, then those in more documents."""
    from indexer.engine.searching.patterns import edits, fitting  # RE2 takes 10 ms to load

    holding: dict[bytes, int] = {}
    for segment, _ in index.based():
        for field in ("text", "words"):
            for term in fitting(segment.vocabulary(field), Fuzzy(word, _EDITS))[0]:
                postings = segment.find(field, term)
                holding[term] = max(holding.get(term, 0), postings.documents if postings else 0)
    found = ((edits(word, term.decode()), -count, term.decode()) for term, count in holding.items())
    ranked = [term for distance, _, term in sorted(found) if distance]
    return [term for term in ranked[:_AT_MOST] if _printed(index, term)]


def _printed(index: Index, term: str) -> bool:
    """Tell whether a term stands in a text as a word: some are only the stems of others, as "happi" is."""
    if index.term("words", term.encode()).documents:
        return True
    occurrences = index.term("text", term.encode()).occurrences
    for segment, _ in index.based():
        for other in segment.beginning("words", term[: max(1, len(term) - 1)].encode()):
            postings = segment.find("words", other)
            if postings and stem(other.decode()) == term:
                occurrences -= postings.occurrences
    return occurrences > 0
