"""How much a word stands out: the numbers of BM25, and how rare a word is."""

from math import log

K1, B = 1.2, 0.75

TITLE_WEIGHT = 2.0
"""A word in the title counts as so many."""


def rarity(documents: int, holding: int) -> float:
    """Return how much it says that a document holds a word which so many of all documents hold."""
    return log(max(1, documents) / (holding + 1)) + 1
