"""How good a ranking is, as numbers from 0 to 1."""

from collections.abc import Iterable, Mapping, Sequence
from math import log2

from benchmarks.relevance.collection import Question

Run = Mapping[str, Sequence[str]]
"""The documents an engine gave for each question, best first."""

DEPTH = 10


def ndcg(ranked: Sequence[str], worth: Mapping[str, int]) -> float:
    """Return the discounted gain of the first ten, as a share of what the best ten in the best order would have.

    A document at rank r gains its worth over log2(r + 1); one not judged is worth nothing. Source: Järvelin and
    Kekäläinen, Cumulated gain-based evaluation of IR techniques (2002); as trec_eval's ndcg_cut_10 has it.
    """
    best = sorted((score for score in worth.values() if score > 0), reverse=True)
    ideal = _gain(best[:DEPTH])
    return _gain([max(0, worth.get(name, 0)) for name in ranked[:DEPTH]]) / ideal if ideal else 0.0


def mean_ndcg(run: Run, questions: Iterable[Question]) -> float:
    """Return the mean over the questions; one without an answer counts 0."""
    each = [ndcg(run.get(question.name, ()), question.worth) for question in questions]
    return sum(each) / len(each) if each else 0.0


def _gain(scores: Sequence[int]) -> float:
    return sum(score / log2(rank + 1) for rank, score in enumerate(scores, start=1))
