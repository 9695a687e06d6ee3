"""Words of the index that a word may be a misspelling of."""

from collections import Counter
from itertools import accumulate

from indexer.analysis import stem
from indexer.edits import distance
from indexer.engine.searching.index import Index
from indexer.engine.segments import Postings, Segment
from indexer.query import Fuzzy

_EDITS = 2
_AT_MOST = 40
"""Candidates that are looked at for whether they were ever printed."""


def near(index: Index, word: str) -> list[str]:
    """Return words at two edits at most: those at fewer first, then those in more documents."""
    holding: dict[bytes, int] = {}
    for field in ("text", "words"):
        for term, count in _holding(index, field, Fuzzy(word, _EDITS)).items():
            holding[term] = max(holding.get(term, 0), count)
    found = ((distance(word, term.decode()), -count, term.decode()) for term, count in holding.items() if count)
    ranked = [term for distance, _, term in sorted(found) if distance]
    return [term for term in ranked[:_AT_MOST] if _printed(index, term)]


def _holding(index: Index, field: str, fuzzy: Fuzzy) -> Counter[bytes]:
    """Return in how many documents words of a field stand that are nearly the same.

    Over all segments together, without the deleted: several indexes opened as one propose what one of all would.
    """
    from indexer.engine.searching.patterns import fitting  # RE2 takes 10 ms to load

    found: Counter[bytes] = Counter()
    for segment, _ in index.based():
        terms = fitting(segment.vocabulary(field), fuzzy)
        for term, postings in zip(terms, segment.find_all(field, terms), strict=True):
            found[term] += _live(segment, postings)
    return found


def _live(segment: Segment, postings: Postings) -> int:
    if not segment.deleted:
        return postings.documents
    return sum(number not in segment.deleted for number in accumulate(postings.ids.numbers()))


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
