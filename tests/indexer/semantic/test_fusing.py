"""Two rankings made one."""

import pytest

from indexer.query import parse
from indexer.semantic.fusing import SEMANTIC, K, fused, ranks, worth
from indexer.semantic.parting import parted


def test_a_rank_is_worth_its_reciprocal_and_two_are_worth_their_sum() -> None:
    assert worth(1, None) == pytest.approx(1 / (K + 1))
    assert worth(None, 3) == pytest.approx(SEMANTIC / (K + 3))
    assert worth(2, 5) == pytest.approx(worth(2, None) + worth(None, 5))
    assert worth(None, None) == 0


def test_what_both_rankings_have_comes_before_what_only_one_has_as_high() -> None:
    assert fused(ranks(["a", "b", "c"]), ranks(["d", "b"])) == ["b", "a", "c", "d"]


def test_without_a_second_ranking_the_first_stays_and_without_a_first_the_second() -> None:
    assert fused(ranks(["c", "a", "b"]), {}) == ["c", "a", "b"]
    assert fused({}, ranks(["c", "a", "b"])) == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("query", "words", "exact"),
    [
        ("school asbestos", "school asbestos", 0),
        ("school school", "school school", 0),
        ("school OR pupil", "school pupil", 0),
        ("(school OR pupil) asbestos", "school pupil asbestos", 0),
        ('school "asbestos survey"', "school", 1),
        ("school -pupil", "school", 1),
        ("school pupil*", "school", 1),
        ("school fuzzy~1", "school", 1),
        ("school NEAR/3 pupil", "", 1),
        ("(school pupil) OR (school NEAR/3 pupil)", "school pupil", 0),
        ("(school teacher) OR (school NEAR/3 pupil)", "", 1),
        ("school OR (school NEAR/3 pupil) OR road*", "", 1),
        ("school source:leeds published:2014", "school", 2),
        ("school title:pupil", "school", 1),
        ('school OR "asbestos survey"', "", 1),
        ('"asbestos survey"', "", 1),
    ],
)
def test_plain_words_are_ranked_by_meaning_and_all_else_is_met_to_the_letter(
    query: str, words: str, exact: int
) -> None:
    plain, others = parted(parse(query))
    assert (" ".join(word.text for word in plain), len(others)) == (words, exact)
