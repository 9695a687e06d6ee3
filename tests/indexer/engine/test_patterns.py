"""Which words a pattern stands for: the same as trying it on each of them."""

import random
from collections.abc import Sequence

import pytest

from indexer.engine.searching.patterns import fitting
from indexer.query import Fuzzy, Regex, Wildcard
from tests.forms import stands
from tests.random_queries import dice_for

SIGNS = "aab\u0436\u4e2d\U00020000."
"""Of one byte to four."""


def some_word(dice: random.Random, least: int, most: int) -> str:
    return "".join(dice.choices(SIGNS, k=dice.randrange(least, most)))


def edited(dice: random.Random, word: str, times: int) -> str:
    for _ in range(times):
        at = dice.randrange(len(word) + 1)
        word = word[:at] + dice.choice(("", dice.choice(SIGNS))) + word[at + dice.randrange(2) :]
    return word or "a"


def vocabulary(words: Sequence[str]) -> memoryview:
    return memoryview(b"".join(sorted({word.encode() + b"\n" for word in words})))


def wildcard(dice: random.Random, word: str) -> Wildcard:
    return Wildcard("".join(dice.choices((sign, "*", "?", "*?", "?" + sign), (6, 1, 1, 1, 1))[0] for sign in word))


def regex(dice: random.Random, word: str) -> Regex:
    signs = [sign.replace(".", r"\.") for sign in word]
    pieces = "".join(dice.choices((sign, ".", f"[^{sign}]", f"{sign}*"), (5, 1, 1, 1))[0] for sign in signs)
    return Regex(dice.choice((pieces, f"{pieces}|a+", f"({pieces})?b*", f".*{signs[-1]}", f"{signs[0]}.+")))


@pytest.mark.parametrize("seed", range(3))
def test_a_pattern_stands_for_each_word_that_fits_it_by_itself(seed: int) -> None:
    dice = dice_for(f"patterns {seed}")
    words = [some_word(dice, 1, 8) for _ in range(300)]
    held = vocabulary(words)
    found = 0
    for _ in range(80):
        word = dice.choice(words)
        fuzzy = Fuzzy(edited(dice, word, dice.randrange(3)), dice.choice((1, 2)))
        for pattern in (wildcard(dice, word), fuzzy, regex(dice, word)):
            expected = sorted({one.encode() for one in words if stands(pattern, one)})
            assert fitting(held, pattern) == expected, pattern
            found += len(expected)
    assert found > 300


@pytest.mark.parametrize("edits", [1, 2])
def test_a_long_word_is_found_by_a_misspelling_too(edits: int) -> None:
    dice = dice_for(f"long {edits}")
    found = 0
    for length in (29, 30, 31, 45, 80):
        word = some_word(dice, length, length + 1)
        words = [edited(dice, word, dice.randrange(5)) for _ in range(60)]
        held = vocabulary(words)
        for asked in (word, *words[:5]):
            fuzzy = Fuzzy(asked, edits)
            expected = sorted({one.encode() for one in words if stands(fuzzy, one)})
            assert fitting(held, fuzzy) == expected, fuzzy
            found += len(expected)
    assert found > 100
