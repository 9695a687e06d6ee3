"""Which words of a vocabulary a pattern stands for."""

import random

import pytest

from indexer.edits import distance
from indexer.engine.searching.expansion import MAX_COUNT
from indexer.engine.searching.patterns import Pattern, fitting
from indexer.errors import QueryError
from indexer.query import Fuzzy, Regex, Wildcard

WORDS = sorted(
    [
        *("caf\u00e9", "cafe", "train", "trained", "training", "trains", "strain", "rain", "tr", "t"),
        *("\u043c\u0438\u0440", "2024", "a" * 80, "b\u0301ab", "\U0001d7d9x"),
    ]
)


def vocabulary(words: list[str]) -> memoryview:
    return memoryview("".join(f"{word}\n" for word in words).encode())


def words_for(pattern: Pattern, words: list[str] = WORDS) -> list[str]:
    return [word.decode() for word in fitting(vocabulary(words), pattern)]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("tra*", ["train", "trained", "training", "trains"]),
        ("*rain", ["rain", "strain", "train"]),
        ("t*s", ["trains"]),
        ("tr?in", ["train"]),
        ("caf?", ["cafe", "caf\u00e9"]),
        ("?\u0438?", ["\u043c\u0438\u0440"]),  # one sign, however many bytes it has
        ("?x", ["\U0001d7d9x"]),
        ("????", ["2024", "b\u0301ab", "cafe", "caf\u00e9", "rain"]),
        ("*", WORDS),
        ("train.*", []),  # what means something to RE2 stands for itself
        ("[a-z]*", []),
    ],
)
def test_a_star_stands_for_any_signs_and_a_question_mark_for_one(pattern: str, expected: list[str]) -> None:
    assert words_for(Wildcard(pattern)) == expected


@pytest.mark.parametrize("most", [1, 2])
def test_a_misspelt_word_stands_for_those_that_levenshtein_says(most: int) -> None:
    dice = random.Random(f"edits {most}")  # noqa: S311 - a test that fails must fail again
    words = sorted({"".join(dice.choices("ae\u00e9\u043cx", k=dice.randrange(1, 7))) for _ in range(1_500)})
    for _ in range(60):
        wanted = "".join(dice.choices("ae\u00e9\u043cx", k=dice.randrange(1, 7)))
        assert words_for(Fuzzy(wanted, most), words) == [word for word in words if distance(wanted, word) <= most]


@pytest.mark.parametrize("changed", ["a" * 40 + "b" * 39, "a" * 41 + "b" * 40, "xa" + "a" * 38 + "b" * 40])
def test_a_long_misspelt_word_is_found_by_the_pieces_that_were_left(changed: str) -> None:
    wanted = "a" * 40 + "b" * 40
    assert words_for(Fuzzy(wanted, 2), [changed, "c" * 80]) == [changed]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("train(ed|s)", ["trained", "trains"]),
        ("rai", []),  # a word as a whole
        (".*rain$", ["rain", "strain", "train"]),
        ("20\\d\\d", ["2024"]),
        ("caf.", ["cafe", "caf\u00e9"]),
        ("train[^x]*rain", []),  # nothing fits the end of a word
        ("(?s)t.*n", ["train"]),
        ("tr\\s*a.*", ["train", "trained", "training", "trains"]),
        ("a|b", []),
        ("", []),
    ],
)
def test_a_regular_expression_is_compared_with_whole_words(pattern: str, expected: list[str]) -> None:
    assert words_for(Regex(pattern)) == expected


@pytest.mark.parametrize(
    "pattern", ["(", "a**", "(?=a)", "\\1", "x{1001}", "\\pL{500}", "(\\pL{1,20}e){5,10}", "\ud800("]
)
def test_what_is_no_regular_expression_or_too_large_is_said(pattern: str) -> None:
    with pytest.raises(QueryError, match="regular expression"):
        fitting(vocabulary(WORDS), Regex(pattern))


@pytest.mark.parametrize("pattern", [Regex(".*"), Wildcard("*"), Wildcard("*0*"), Fuzzy("000000", 6)])
def test_no_more_words_are_looked_at_than_are_counted(pattern: Pattern) -> None:
    words = [f"{number:06}" for number in range(3 * MAX_COUNT)]
    found = words_for(pattern, words)
    assert MAX_COUNT < len(found) < MAX_COUNT + 100
    assert found[:1_000] == [word for word in words if "0" in word][:1_000]
