"""Provisions are read in all their spellings, and nothing else is."""

import pytest

from indexer.facts.exemptions.mentions import lists
from indexer.facts.exemptions.quick import may_have


def numbers(text: str) -> list[str]:
    return [one.unit + number.number for one in lists(text) for number in one.numbers]


@pytest.mark.parametrize(
    ("text", "provisions"),
    [
        ("s.40(2)", "s40(2)"),
        ("S40 (2)", "s40(2)"),
        ("Section 40(2)(a)(i)", "s40(2)(a)(i)"),
        ("SECTION 43(2)", "s43(2)"),
        ("Sect. 40(2)", "s40(2)"),
        ("s-43(2)", "s43(2)"),
        ("Section\u00a040\u00a0(2)", "s40(2)"),
        ("Section 40\n(2)", "s40(2)"),
        ("Section 40 ( 2 )", "s40(2)"),
        ("section 31.1.a of", "s31(1)(a)"),
        ("section 40(3A)(a)", "s40(3A)(a)"),
        ("Section 22A", "s22A"),
        ("section 37(1)(aa)", "s37(1)(aa)"),
        ("sections 21, 22 and 40", "s21 s22 s40"),
        ("sections 26 (Defence) and 43 (Commercial Interests)", "s26 s43"),
        ("section 36(2)(b)(i) and (ii)", "s36(2)(b)(i) s36(2)(b)(ii)"),
        ("section 40(2) and (3)(a)(i)", "s40(2) s40(3)(a)(i)"),
        ("Sections 31(1)(a)-(c)", "s31(1)(a) s31(1)(b) s31(1)(c)"),
        ("section 31(1)(a)(b)", "s31(1)(a) s31(1)(b)"),
        ("ss.23(1) & 24(1)", "s23(1) s24(1)"),
        ("Regulation 12(4)(e)", "reg12(4)(e)"),
        ("Reg. 13", "reg13"),
        ("regulations 12(5)(b) and 12(5)(e)", "reg12(5)(b) reg12(5)(e)"),
        ("Article 6(1)(f)", "art6(1)(f)"),
        ("exemption 38(1)(b)", "38(1)(b)"),
        ("Exemptions applied: 40(2), 43(2)", "40(2) 43(2)"),
        ("paragraph 40(2)", "40(2)"),
        ("adran 40(2)", "s40(2)"),
        ("s4O(2)", "s40(2)"),
        ("Section l2 of", "s12"),
        ("Sectlon 40(2}", "s40(2)"),
        ("s. 31(l)(a)", "s31(1)(a)"),
    ],
)
def test_a_provision_is_read_however_it_is_written(text: str, provisions: str) -> None:
    assert numbers(f"by {text} it") == provisions.split()
    assert may_have(text)


@pytest.mark.parametrize(
    "text",
    [
        "the council's 24 libraries",
        "Wirral\u2019s 24",
        "in buses 40(2)",
        "S43/2019",
        "section 12:30",
        "section 040",
        "521 U.S. 12",
        "Exemptions\n21",
        "class 40(2)",
        "sections of 12",
    ],
)
def test_other_numbers_are_no_provisions(text: str) -> None:
    assert numbers(text) == []


def test_a_count_after_a_provision_is_not_of_the_list() -> None:
    assert numbers("section 40 and 41 people") == ["s40"]
    assert numbers("section 12 (98)") == ["s12"]


def test_the_words_of_a_number_are_where_it_stands() -> None:
    text = "under sections 21, 22(1) and (2)."
    assert [text[one.start : one.end] for one in lists(text)[0].numbers] == ["21", "22(1)", "(2)"]


def test_a_text_without_numbers_after_such_words_is_left_alone() -> None:
    assert not may_have("The section of the road, regulations and exemptions, which are 40")
    assert not may_have("")
    assert may_have("a stray \ud800 sign, s40(2)")
