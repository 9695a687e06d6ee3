"""Words of the index that a word may be a misspelling of."""

from indexer.analysis import stem
from indexer.edits import distance
from indexer.engine.searching.index import Index
from indexer.query import Fuzzy

_EDITS = 2
_AT_MOST = 40
"""Candidates that are looked at for whether they were ever printed."""


def near(index: Index, word: str) -> list[str]:
    """Return words at two edits at most: those at fewer first, then those in more documents."""
    from indexer.engine.searching.patterns import fitting  # RE2 takes 10 ms to load

    holding: dict[bytes, int] = {}
    for segment, _ in index.based():
        for field in ("text", "words"):
            terms = fitting(segment.vocabulary(field), Fuzzy(word, _EDITS))
            for term, postings in zip(terms, segment.find_all(field, terms), strict=True):
                holding[term] = max(holding.get(term, 0), postings.documents)
    found = ((distance(word, term.decode()), -count, term.decode()) for term, count in holding.items())
    ranked = [term for distance, _, term in sorted(found) if distance]
    return [term for term in ranked[:_AT_MOST] if _printed(index, term)]


def _printed(index: Index, term: str) -> bool:
    """Tell whether a term stands in a text as a word: some are only the stems of others, as "happi" is."""
    if index.term("words", term).documents:
        return True
    occurrences = index.term("text", term).occurrences
    for segment, _ in index.based():
        others = segment.beginning("words", term[: max(1, len(term) - 1)].encode())
        stemmed = [other for other in others if stem(other.decode()) == term]
        occurrences -= sum(postings.occurrences for postings in segment.find_all("words", stemmed))
    return occurrences > 0
