"""How much a match is worth: BM25 for the text, BM25 for the title, added up. Chosen and measured: docs/ranking.md.

Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), section 3.
"""

from math import log
from typing import NamedTuple

K1 = 2.2
"""How slowly more occurrences cease to add: the tenth adds less than the first, and all of them K1 + 1 at most."""

B = 0.6
"""How much a text's length counts against it: 0 not at all, 1 in full."""

TITLE_B = 1.0
"""The same of a title: the word that is the whole title says more than one of twenty."""

TITLE_WEIGHT = 0.4
"""What a title's score counts as, beside the text's: its words are in the text as well, by the heading."""


class Curve(NamedTuple):
    """What one leaf adds to a document's score in one region, as three numbers that a query needs only once."""

    gain: float
    base: float
    slope: float

    def at(self, frequency: float, length: float) -> float:
        """Return it for so many occurrences, more than 0, in so many words. Arrays of numpy do as well as numbers."""
        return self.gain * frequency / (frequency + self.base + self.slope * length)


def curve(rarity: float, average: float, *, title: bool = False, times: float = 1.0) -> Curve:
    """Return the curve of a leaf for the text, or for the title; `average` is the region's mean length in words."""
    b, share = (TITLE_B, TITLE_WEIGHT) if title else (B, 1.0)
    return Curve(times * rarity * share * (K1 + 1), K1 * (1 - b), K1 * b / max(average, 1.0))


def weight(frequency: float, length: float, average: float, *, title: bool = False) -> float:
    """Return what a leaf of rarity 1, asked for once, adds."""
    return curve(1.0, average, title=title).at(frequency, length)


def rarity(documents: int, holding: int) -> float:
    """Return the inverse document frequency of a word, above 0 even if every document holds it.

    Source: Robertson and Spärck Jones, Relevance weighting of search terms (1976), without known relevant
    documents, and with 1 added under the logarithm, as Lucene has it since 2015.
    """
    held = min(holding, documents)
    return log(1 + (documents - held + 0.5) / (held + 0.5))


def times(count: int) -> float:
    """Return how much a leaf counts that is asked for so often: as often.

    Saturating it (k3 of Okapi, 1 to 20), its square root and its logarithm gave less where queries are long.
    """
    return float(count)
