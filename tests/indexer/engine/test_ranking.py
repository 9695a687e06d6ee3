"""The formula behaves as documents do: more is better but ever less so, long and common count for less."""

import itertools
from math import isclose

import numpy as np
import pytest

from indexer.engine.ranking import K1, TITLE_WEIGHT, B, curve, rarity, times, weight


def test_every_further_occurrence_adds_less_and_all_together_no_more_than_they_may() -> None:
    scores = [weight(count, 300, 300) for count in range(1, 2_000)]
    gains = [after - before for before, after in itertools.pairwise(scores)]
    assert all(gain > 0 for gain in gains)
    assert gains == sorted(gains, reverse=True)
    assert scores[0] == 1
    assert K1 < scores[-1] < K1 + 1


@pytest.mark.parametrize("title", [False, True])
def test_the_same_in_more_words_is_worth_less(title: bool) -> None:
    scores = [weight(2, length, 300, title=title) for length in (1, 30, 300, 3_000, 30_000)]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0


def test_a_long_release_about_something_is_before_a_letter_that_mentions_it() -> None:
    assert weight(40, 20_000, 3_000) > weight(1, 300, 3_000) > weight(5, 20_000, 3_000)


def test_a_rare_word_says_more_and_one_that_all_have_still_says_something() -> None:
    values = [rarity(1_000, holding) for holding in (0, 1, 10, 500, 999, 1_000)]
    assert values == sorted(values, reverse=True)
    assert values[-1] > 0
    assert rarity(0, 0) > 0


def test_deleted_documents_that_still_hold_a_word_break_nothing() -> None:
    assert rarity(3, 5) == rarity(3, 3) > 0


def test_the_title_counts_its_share_at_its_mean_length() -> None:
    assert isclose(weight(1, 8, 8, title=True), TITLE_WEIGHT)
    assert isclose(weight(1, 8, 8), 1)


def test_a_word_asked_for_twice_counts_twice() -> None:
    assert curve(2.5, 100, times=times(2)).at(3, 50) == 2 * curve(2.5, 100).at(3, 50)


def test_an_index_without_words_divides_by_nothing() -> None:
    assert curve(1, 0).at(1, 0) == (K1 + 1) / (1 + K1 * (1 - B))


def test_arrays_give_what_numbers_give() -> None:
    worth = curve(1.7, 120.5, title=True, times=2)
    counts, lengths = np.array([1.0, 2.0, 9.0]), np.array([4.0, 700.0, 3.0])
    assert worth.at(counts, lengths).tolist() == [worth.at(*pair) for pair in zip(counts, lengths, strict=True)]  # type: ignore[arg-type, attr-defined]
