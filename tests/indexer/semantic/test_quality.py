"""Ranking by both is not worse than it was, and not below what was asked for."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks.relevance.collection import collection
from benchmarks.relevance.measures import mean_ndcg

FLOORS = {"cranfield": 0.419, "cisi": 0.406, "vaswani-npl": 0.446}
"""nDCG@10 over all questions, as measured, rounded down. Asked for: .400, .405, .440."""


@pytest.mark.corpus
@pytest.mark.skipif(not find_spec("wordllama"), reason="the extra [semantic] is not installed")
@pytest.mark.parametrize("name", FLOORS)
def test_the_ranking_of_a_collection_by_words_and_meaning_is_not_below_its_floor(name: str, shared: Path) -> None:
    from benchmarks.relevance.semantic import asked, by_both
    from indexer.semantic.embedding import Embedder
    from indexer.semantic.model import load

    read = collection(shared / "relevance" / name)
    with asked(list(read.entries()), Embedder(load())) as (searcher, nearest):
        assert mean_ndcg(by_both(read.questions, searcher, nearest), read.questions) >= FLOORS[name]


def test_no_floor_is_below_what_was_asked_for() -> None:
    assert FLOORS["cranfield"] >= 0.400
    assert FLOORS["cisi"] >= 0.405
    assert FLOORS["vaswani-npl"] >= 0.440
