"""Positions near each other, by arithmetic and by trying every choice; in lists and in vectors alike."""

import random
from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest

from indexer.engine.searching.near import APART, Lists, taking_part
from indexer.engine.searching.vector_rows import Vectors, around

Parts = list[list[int]]


def choices(parts: Parts, most: int, *, ordered: bool) -> Iterator[tuple[int, ...]]:
    for chosen in product(*parts):
        apart = len(set(chosen)) == len(chosen) and max(chosen) - min(chosen) <= most
        if apart and (not ordered or list(chosen) == sorted(chosen)):
            yield chosen


@pytest.mark.parametrize("ordered", [False, True])
@pytest.mark.parametrize("seed", range(150))
def test_those_take_part_that_are_in_some_choice(seed: int, ordered: bool) -> None:
    dice = random.Random(f"near {seed} {ordered}")  # noqa: S311 - a test that fails must fail again
    parts = [sorted(dice.sample(range(16), dice.randrange(1, 6))) for _ in range(dice.randrange(2, 5))]
    if not dice.randrange(3):
        parts[-1] = parts[0]  # the same word twice is wanted twice
    most = dice.randrange(1, 9)
    every = list(choices(parts, most, ordered=ordered))
    points = around([np.array(part) for part in parts], most)
    for which in range(len(parts)):
        expected = sorted({chosen[which] for chosen in every})
        assert taking_part(parts, which, most, Lists(), ordered=ordered) == expected
        assert taking_part(points, which, most, Vectors(), ordered=ordered).tolist() == expected


def test_nothing_is_near_over_the_end_of_a_document() -> None:
    parts = [[APART - 1], [APART]]
    assert taking_part(parts, 0, 50, Lists(), ordered=False) == [APART - 1]  # so far as documents can be full
    parts = [[20], [APART + 20]]
    assert taking_part(parts, 0, 10_000, Lists(), ordered=False) == []
