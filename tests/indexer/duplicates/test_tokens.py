"""What a text says: numbers by value, furniture left out, names and bodies told from other words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.duplicates.furniture import bare, plain
from indexer.duplicates.prints import print_of, side
from indexer.duplicates.tokens import Sort, Token, tokens
from indexer.extract.pages import Page

LETTER = """Ambleford City Council
Our ref: FOI/2019/00431

Dear Sir or Madam

Thank you for your request of 4 May 2019. You asked what we paid for gritting lorries in March 2019, and when each of
them was last inspected by somebody from outside. The council bought nine lorries from Larkspur Motors, and all of
them were inspected twice.
If you are unhappy with this answer you may ask for an internal review.

Yours faithfully
A. Officer
Page 1 of 2
"""


def said(text: str, own: str = "") -> list[Token]:
    return tokens(bare(plain(text)), own)


def keys(text: str, *sorts: Sort) -> list[str]:
    return [token.key for token in said(text) if token.sort in sorts]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("£1,234.50", "1234.5"),
        ("£1.2m", "1,200,000"),
        ("1.2 million", "1,200,000"),
        ("£3bn", "3000000000"),
        ("25k", "25,000"),
        ("8.50%", "0.085"),
        ("007", "7"),
    ],
)
def test_a_number_is_its_value_however_it_is_written(one: str, other: str) -> None:
    assert keys(f"it cost {one} then", Sort.FIGURE) == keys(f"it cost {other} then", Sort.FIGURE) != []


@pytest.mark.parametrize(
    "text",
    [
        "on 4 May 2019",
        "on 4th of May 2019",
        "on May 4, 2019",
        "on 04/05/2019",
        "on 2019-05-04",
        "call 01632 960123",
        "call +44 1632 960123",
        "at AB1 2CD",
        "write to foi@ambleford.example",
        "see https://ambleford.example/foi/431",
        "our ref: AM/19/77231",
        "FOI 2019/431",
        "\n1. first\n2) second",
        "the Act 2000",
        "Page 3 of 12",
    ],
)
def test_what_differs_from_copy_to_copy_is_no_figure(text: str) -> None:
    assert keys(f"{LETTER}\n{text} ", Sort.FIGURE, Sort.YEAR, Sort.PERIOD) == ["2019-3"]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("in March 2021", "2021-3"),
        ("in 2013-14", "2013-14"),
        ("in 2013/2014", "2013-14"),
        ("as at 31 March 2021", "31 march 2021"),
    ],
)
def test_the_time_that_is_spoken_of_is_said(text: str, period: str) -> None:
    assert keys(f"staff were paid {text} and later", Sort.PERIOD) == [period]


def test_the_head_the_foot_and_what_every_letter_says_are_left_out() -> None:
    words = keys(LETTER, Sort.WORD, Sort.NAME)
    assert "faithfully" not in " ".join(words)
    assert not {"revlew", "unhappy", "offlcer", "madam"} & set(words)
    assert {"grlttlng", "lorrles", "larkspur"} <= set(words)


def test_of_a_text_that_is_all_furniture_nothing_is_left_out() -> None:
    text = "If you are unhappy with this answer you may ask for an internal review."
    assert "unhappy" in keys(text, Sort.WORD)


def test_names_are_large_within_a_sentence_and_nowhere_small() -> None:
    assert keys("The lamps were sold to Larkspur, and Lamps are sold still.", Sort.NAME) == ["larkspur"]
    assert keys("Head of Disclosure\nJane Example\nThe lamps were sold.", Sort.NAME) == []


def test_a_body_is_one_token_and_its_own_name_is_known_as_published_or_as_the_first() -> None:
    text = "Ambleford City Council paid what Thornaby Police asked. People in Ambleford were told by the council."
    bodies = [(token.said, token.own) for token in said(text, "Ambleford City Council") if token.sort is Sort.BODY]
    assert bodies == [("ambleford", True), ("thomaby", False), ("ambleford", True), ("", False)]
    assert [token.own for token in said(text) if token.said] == [True, False, True]
    assert [token.own for token in said(text, "Thornaby Police") if token.said] == [False, True]


def test_words_that_ocr_confuses_have_one_key() -> None:
    assert keys("modern closure illness", Sort.WORD) == keys("rnodem dosure i11ness", Sort.WORD)


def test_a_word_parted_at_the_end_of_a_line_is_one() -> None:
    assert keys("it was an informa-\ntion sheet", Sort.WORD) == keys("it was an information sheet", Sort.WORD)


@given(st.text())
def test_any_text_has_tokens_and_a_print_or_none(text: str) -> None:
    for token in side([Page(1, text)]).tokens:
        assert token.key
    taken = print_of([Page(1, text)])
    assert taken is None or (len(taken.exact or b""), len(taken.items)) == (16, 64)


@pytest.mark.parametrize("text", ["", " ", "page 1 of 1", "\ud800", "\x00" * 50])
def test_a_text_that_says_next_to_nothing_has_no_print(text: str) -> None:
    assert print_of([Page(1, text)]) is None


def test_the_same_words_in_other_lines_have_the_same_print() -> None:
    one, other = print_of([Page(1, LETTER)]), print_of([Page(1, " ".join(LETTER.upper().split()))])
    assert one
    assert other
    assert one.exact == other.exact
