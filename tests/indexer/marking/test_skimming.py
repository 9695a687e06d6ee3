"""Skimming finds the words that reading everything finds, and knows which of them stand side by side."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import Token, tokens
from indexer.marking.skimming import _IRREGULAR, skimmed
from tests.random_queries import dice_for, some_entry

PIECES = st.sampled_from(
    (
        *(
            "train",
            "Training",
            "social media",
            "a",
            "I",
            "informa-\ntion",
            "informa- \n tion",
            "in\u00adforma\u00adtion",
        ),
        *(
            "caf\u00e9",
            "\ufb01nal",
            "O\u2019Brien",
            "o'brien's",
            "92,574.00",
            "1,000",
            "5.5kg",
            "s40(2)",
            "FOI-2024/0113",
        ),
        *(
            "\u201cThe",
            "a_b",
            "x\u00b2y",
            "\u043c\u0438\u0440",
            "dying",
            "\u00adtion",
            "i-\nnformation",
            "-",
            "\u0301a",
            "9",
        ),
        *("s's", "\uff34rain", "\ud800", "e\u0301t", "tied", "information"),
    )
)
TEXTS = st.lists(
    st.tuples(PIECES, st.sampled_from((" ", " ", " ", "\n", "  ", ", ", "", "-\n", "\u00ad", "\u2019"))), max_size=40
).map(lambda parts: "".join(piece + join for piece, join in parts))
BEGINNINGS = st.sets(
    st.sampled_from(("tr", "so", "me", "a", "i", "in", "ti", "ca", "fi", "ob", "92", "10", "1", "5.", "kg", "s4", "s"))
    | st.sampled_from(("fo", "th", "b", "x", "y", "\u043c\u0438", "di", "li", "9", "et", "20", "01", "40", "2"))
    | st.sampled_from(
        ("tra", "soc", "inf", "caf", "fin", "obr", "925", "100", "5.5", "the", "\u043c\u0438\u0440", "iti", "for")
    ),
    min_size=1,
    max_size=4,
)


def wanted(found: list[Token], beginnings: set[str]) -> list[Token]:
    def begins(form: str) -> bool:
        return any(form.startswith(some) and (len(some) < 3 or len(form) > 3) for some in beginnings)

    return [token for token in found if begins(token.term) or begins(token.word)]


def without_position(found: list[Token]) -> list[Token]:
    return [token._replace(position=0) for token in found]


def assert_alike(text: str, beginnings: set[str]) -> None:
    read, skim = (wanted(list(some), beginnings) for some in (tokens(text), skimmed(text, beginnings)))
    assert without_position(skim) == without_position(read)
    for (one, two), (a, b) in zip(pairwise(read), pairwise(skim), strict=True):
        true, told = two.position - one.position, b.position - a.position
        assert told == true or (true > 2 and told > 2) or (told > one.width and true > one.width), (one, two)


@given(TEXTS, BEGINNINGS)
def test_what_begins_so_is_found_where_reading_finds_it(text: str, beginnings: set[str]) -> None:
    assert_alike(text, beginnings)


@given(st.text(), BEGINNINGS)
def test_the_same_in_any_text(text: str, beginnings: set[str]) -> None:
    assert_alike(text, beginnings)


@pytest.mark.parametrize("seed", range(20))
def test_the_same_in_documents_where_everything_collides(seed: int) -> None:
    dice = dice_for(f"skimming {seed}")
    for _ in range(10):
        entry = some_entry(dice, "0" * 64)
        text = "\n".join((entry.heading, *entry.pages))
        assert_alike(
            text, {word[: dice.randrange(1, 4)] for word in dice.sample([t.word for t in tokens(text)] or ["a"], 1)}
        )


SYLLABLES = st.lists(
    st.sampled_from(("b", "c", "d", "l", "t", "s", "th", "sk", "a", "e", "i", "o", "y", "ll", "ss")),
    min_size=1,
    max_size=5,
).map("".join)
ENDINGS = st.sampled_from(
    (
        *("", "s", "es", "ies", "ied", "ed", "ing", "ingly", "edly", "eed", "y", "e", "ational", "ization", "iveness"),
        *("fulness", "ously", "biliti", "bility", "logi", "li", "ly", "icate", "ative", "ement", "ion", "ying", "'s"),
    )
)


@given(SYLLABLES, ENDINGS)
def test_a_stem_begins_as_its_word_does_but_for_three(beginning: str, ending: str) -> None:
    for token in tokens(beginning + ending):
        assert len(token.term) < 4 or token.term[:3] == token.word[:3]
        if token.term[:2] != token.word[:2]:
            assert token.word in ("dying", "lying", "tying") or len(token.term) == 1
            assert len(token.term) == 1 or _IRREGULAR[token.term[:2]] == token.word[:2]


@pytest.mark.parametrize(
    ("printed", "beginning"),
    [
        *(("\ufb01nal", "fi"), ("\ufb01nal", "fin"), ("o\ufb03ce", "off"), ("e\ufb00ort", "eff"), ("\u00e9tat", "eta")),
        *(("e\u0301tat", "eta"), ("O\u2019Brien", "obr"), ("o'brien", "obr"), ("s\u00adocial", "soc")),
        *(("so\u00adcial", "soc"), ("i-\nnformation", "inf"), ("in-\nformation", "inf"), ("1,000", "100")),
        *(
            ("10,000", "100"),
            ("1.50", "1."),
            ("10.5", "10."),
            ("\uff34rain", "tra"),
            ("dying", "di"),
            ("\u212aing", "kin"),
        ),
        *(
            ("Stra\u00dfe", "str"),
            ("\u00dfe", "ss"),
            ("\u2460", "1"),
            ("x\u00b2y", "y"),
            ("5.5kg", "kg"),
            ("a_b", "b"),
        ),
    ],
)
def test_a_word_is_found_however_its_beginning_is_printed(printed: str, beginning: str) -> None:
    text = f"other words {printed} and others"
    assert wanted(list(tokens(text)), {beginning})
    assert_alike(text, {beginning})


def test_words_apart_are_never_taken_for_neighbours() -> None:
    text = "social x y media z social media"
    assert [(t.word, t.position) for t in skimmed(text, {"so", "me"})] == [
        ("social", 0),
        ("media", 3),
        ("social", 6),
        ("media", 7),
    ]
    assert not re.search("x", "".join(t.word for t in skimmed(text, {"so"})))
