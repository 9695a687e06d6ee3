"""Provisions in queries, the wider ones they are part of, and what they are about."""

import pytest

from indexer.facts.exemptions.provisions import parse, title, wider


@pytest.mark.parametrize(
    ("text", "provisions"),
    [
        ("s40(2)", ("s40(2)",)),
        ("40", ("s40",)),
        ("40(2)", ("s40(2)",)),
        ("section 12", ("s12",)),
        ("Section 40 (2)(a)", ("s40(2)(a)",)),
        ("reg12(4)(e)", ("reg12(4)(e)",)),
        ("12(4)(e)", ("s12(4)(e)", "reg12(4)(e)")),
        ("EIR 12(5)(b)", ("reg12(5)(b)",)),
        ("article 15 gdpr", ("art15",)),
        ("FOIA s.40 (2)", ("s40(2)",)),
        ("sections 21 and 22", ("s21", "s22")),
        ("s40(2), s43", ("s40(2)", "s43")),
        ("40.2", ("s40(2)",)),
    ],
)
def test_a_provision_is_asked_for_in_any_spelling(text: str, provisions: tuple[str, ...]) -> None:
    assert parse(text) == provisions


@pytest.mark.parametrize(
    "text", ["", "x", "personal", "section", "40 years", "section 40(2) of the report", "4000", "()"]
)
def test_what_is_no_provision_is_none(text: str) -> None:
    assert parse(text) == ()


def test_what_is_asked_for_is_read_as_it_is_given_back() -> None:
    for form in ("s40(2)(a)", "reg12(4)(e)", "art6(1)(f)", "s22A", "s40(3A)(a)"):
        assert parse(form) == (form,)


def test_a_provision_is_part_of_wider_ones() -> None:
    assert wider("s40(2)(a)") == ("s40(2)(a)", "s40(2)", "s40")
    assert wider("reg13") == ("reg13",)
    assert wider("what?") == ("what?",)


def test_a_provision_is_about_something_by_its_law() -> None:
    assert title("FOIA", "s38") == "health and safety"
    assert title("FOISA", "s38(1)(b)") == "personal information"
    assert title("EIR", "reg12(4)(e)") == "internal communications"
    assert title("FOIA", "s999") == title("OTHER", "s1") == title("FOIA", "?") == ""
