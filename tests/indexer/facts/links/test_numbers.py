"""Which numbers of a text tell it from others, and how finely they are told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.facts.links.numbers import numbers, unit


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("spent £83,641 on it", [8_364_100]),
        ("1,184 officers took part", [118_400]),
        ("a cost of 83641", [8_364_100]),
        ("£1.3m, or 1.3 million pounds", [130_000_000, 130_000_000]),
        ("nearly 62,000 potholes", [6_200_000]),
        ("primary 96, secondary 341, St Anne's 418", [9_600, 34_100, 41_800]),
        ("an average of 165.58 a night", [16_558]),
        ("in 2014, between 2013-14 and 2014/15", []),
        ("on 13 June 2014 and 23 September, March 14", []),
        ("call 020 7946 0018 or 0113 496 0000", []),
        ("under section 40 and regulation 12, page 17, no. 31", []),
        ("FOI 0417-13, our ref 55301, at 12:30 on 03/06/2014", []),
        ("CR31170 and image_45402_a.jpg", []),
        ("7 of 9 dogs", []),
    ],
)
def test_sums_and_counts_are_numbers_and_years_dates_references_and_telephones_are_none(
    text: str, values: list[int]
) -> None:
    assert [number.value for number in numbers(text)] == values


@pytest.mark.parametrize(("value", "step"), [(6_138_500, 100), (6_100_000, 100_000), (130_000_000, 10_000_000), (0, 1)])
def test_a_value_is_told_as_finely_as_its_last_figure_that_is_no_nought(value: int, step: int) -> None:
    assert unit(value) == step


@given(st.text(alphabet="0123456789,.£€ -/\nkm millionsection(", max_size=400))
def test_a_number_stands_where_it_is_said_to_stand(text: str) -> None:
    for number in numbers(text):
        assert 0 <= number.start < number.end <= len(text)
        assert any(sign.isdigit() for sign in text[number.start : number.end])
