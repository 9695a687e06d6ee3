"""What is a word, and which spellings of it are one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import _TOKEN, _UNUSUAL, MAX_WORD, Spread, normal, terms, tokens

TEXTS = st.text() | st.text(alphabet="aA1,.-\n'\u2019\u00ad\u0301\ufb01é£ _")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("£92,574", "92574"),
        ("92,574.00", "92574"),
        ("92,574.60", "92574.6"),
        ("1,234,567", "1234567"),
        ("0.50", "0.5"),
        ("CAFÉ", "cafe"),
        ("cafe\u0301", "café"),
        ("\ufb01nal", "final"),
        ("council\u2019s", "council"),
        ("O'Brien", "O\u2019BRIEN"),
        ("don\u2019t", "dont"),
        ("Straße", "STRASSE"),
        ("pay\u202eroll", "payroll"),
        ("in\u200bformation", "information"),
        ("\u211dome\u00b9", "Rome"),
        ("trained", "training"),
    ],
)
def test_two_spellings_are_one_term(one: str, other: str) -> None:
    assert terms(one) == terms(other)
    assert len(terms(one)) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("FOI-2024/0113", ["foi", "2024", "0113"]),
        ("26.08.2014, 10:30", ["26", "08", "2014", "10", "30"]),
        ("section 1.2.3", ["section", "1", "2", "3"]),
        ("12,34 and 1,2345", ["12", "34", "and", "1", "2345"]),
        ("s.40(2)(a)", ["s", "40", "2", "a"]),
        ("file_name, 20mph; 3.5m", ["file", "name", "20mph", "3.5", "m"]),
        ("the \u2018quoted\u2019 workers\u2019 rights", ["the", "quoted", "workers", "rights"]),
        ("2014-\n2015", ["2014", "2015"]),
        ("2\u00bd per cent", ["2", "per", "cent"]),
        ("\x00a\ud800b \U0001f600", ["a", "b"]),
    ],
)
def test_a_text_has_these_words(text: str, words: list[str]) -> None:
    assert [token.word for token in tokens(text)] == words


@pytest.mark.parametrize(
    "broken",
    ["informa-\ntion", "informa- \r\n tion", "informa\u2010\ntion", "informa\u00ad\ntion", "informa\u00adtion"],
)
def test_a_word_broken_at_a_line_end_stands_there_whole_and_in_parts(broken: str) -> None:
    found = list(tokens(f"the {broken} officer"))
    assert [(token.word, token.position, token.width) for token in found] == [
        ("the", 0, 1),
        ("informa", 1, 1),
        ("information", 1, 2),
        ("tion", 2, 1),
        ("officer", 3, 1),
    ]
    assert f"the {broken} officer"[found[2].start : found[2].end] == broken


def test_a_word_with_many_soft_hyphens_is_one_word() -> None:
    assert [(token.word, token.width) for token in tokens("in\u00adfor\u00adma\u00adtion")] == [("information", 1)]


def test_a_word_of_any_length_is_cut_to_one_term() -> None:
    assert terms("x" * 1_000_000) == ["x" * MAX_WORD]


@given(TEXTS)
def test_offsets_are_those_of_the_text_as_given(text: str) -> None:
    for token in tokens(text):
        if token.width == 1:
            assert token.word == [other.word for other in tokens(text[token.start : token.end])][-1]
        assert text[token.start : token.end].strip() == text[token.start : token.end] != ""


@given(TEXTS)
def test_positions_go_up_by_one_and_no_word_is_empty(text: str) -> None:
    found = list(tokens(text))
    parts = [token.position for token in found if token.width == 1]
    assert parts == list(range(len(parts)))
    assert all(token.word and token.term and len(token.word) <= MAX_WORD for token in found)
    assert all(token.term[0] == token.word[0] for token in found)


@given(TEXTS)
def test_normal_forms_do_not_change_again(text: str) -> None:
    for token in tokens(text):
        assert normal(token.word) == token.word


@given(TEXTS, st.frozensets(st.sampled_from("aft19"), min_size=1))
def test_looking_only_at_some_beginnings_gives_the_same_words_there(text: str, firsts: frozenset[str]) -> None:
    assert list(tokens(text, firsts)) == [token for token in tokens(text) if token.word[0] in firsts]


@given(TEXTS | st.text(alphabet="ab19 ,.;:)\n-'"))
def test_what_most_words_are_is_found_as_by_the_whole_pattern(text: str) -> None:
    assert _TOKEN.findall(text) == re.findall(_UNUSUAL, text)


@given(st.lists(TEXTS, max_size=4))
def test_a_spread_has_every_word_where_the_tokens_have_it(texts: list[str]) -> None:
    run, expected, start = Spread(), list[tuple[str, str, int, int]](), 0
    for text in texts:
        for token in tokens(text):
            expected.append((token.term, token.word, start + token.position, token.width))
            end = token.position + token.width
        start += end if list(tokens(text)) else 0
        run.add(text)
        assert run.position == start
        run.position, start = start + 50, start + 50
    found = [(term, word, at, width) for term, word, places, width in run.found() for at in places]
    assert sorted(found) == sorted(expected)
