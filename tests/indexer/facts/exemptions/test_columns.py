"""Numbers in a column of provisions, and those that no word for one stands before, are found."""

import pytest

from indexer.extract.pages import Page
from indexer.facts.exemptions.columns import columns
from indexer.facts.exemptions.finding import exemptions
from indexer.facts.exemptions.mentions import lists
from indexer.facts.exemptions.unled import unled
from indexer.facts.text import Text
from tests.indexer.facts.exemptions.asking import said


def in_columns(text: str) -> list[str]:
    return [one.unit + number.number for one in columns(text) for number in one.numbers]


def alone(text: str) -> list[str]:
    return [number.number for one in unled(text, lists(text)) for number in one.numbers]


@pytest.mark.parametrize(
    ("table", "provisions"),
    [
        ("Page | Section\n1 | 40(2)\n2 | 43", "s40(2) s43"),
        ("Page | FOI section used\n1 | 40(2), 41\n2 |", "s40(2) s41"),
        ("|Kind|Section\nNames|Absolute|40(2)", "s40(2)"),
        ("Exemption | Why\n38(1)(b) | third parties", "38(1)(b)"),
        ("Section | Heading\n40 | personal information", "s40"),
        ("Section | Title | Page\n5 | Planning | 30\n6 | Housing | 40", ""),
        ("Month | Exemptions\nMay | 21\nJune | 12", ""),
        ("Page | Section\n1 | 40(2) of the plan", ""),
        ("Page | Reason\n1 | 40(2)", ""),
    ],
)
def test_a_column_with_a_word_for_provisions_has_them(table: str, provisions: str) -> None:
    assert in_columns(table) == provisions.split()


def test_a_table_of_a_pdf_has_columns_where_its_gaps_are() -> None:
    text = "EXEMPTIONS USED\nKind Section\nNames 40(2)"
    page = Page(number=1, text=text, gaps=(text.index(" Section"), text.index(" 40(2)")))
    (found,) = exemptions(Text([page]))
    assert (found.law, found.provision, found.applied) == ("FOIA", "s40(2)", True)
    assert found.words.text == "40(2)"


def test_a_table_of_other_sections_has_none() -> None:
    assert said("Clause | Section | Heading\n12 | 40(2) | Rent\n13 | 41 | Insurance\nLease of 4 High Street") == []
    assert said("Act | Section | Offence\nTheft Act 1968 | 12(1) | taking a vehicle") == []


@pytest.mark.parametrize(
    ("text", "provisions"),
    [
        ("withheld under 40(2) as", "40(2)"),
        ("Redacted: 40(2)", "40(2)"),
        ("exempt by virtue of 36(2)(b)(ii) and 36(2)(c).", "36(2)(b)(ii) 36(2)(c)"),
        ("We apply 12(5)(b) of the EIR", "12(5)(b)"),
        ("(FOIA 40(2))", "40(2)"),
        ("is sensitive (43(2))", "43(2)"),
        ("(exempt: 31-1-a)", "31(1)(a)"),
        ("Flat 40(2) is let", ""),
        ("Exempt: 12-3-19 to 14-3-19", ""),
        ("section 40(2)", ""),
        ("paid \u00a340(2)", ""),
    ],
)
def test_a_number_needs_no_word_for_a_provision_after_one_of_withholding_or_beside_a_law(
    text: str, provisions: str
) -> None:
    assert alone(text) == provisions.split()


def test_regulations_have_no_sections_that_a_bare_one_could_be_of() -> None:
    text = "The bid came under the Utilities Regulations 2006. Its prices fall under s43 and will not be given to you."
    assert said(text) == [("FOIA", "s43", True)]


@pytest.mark.parametrize(
    "text",
    [
        "The tenant got a section 21 notice and your request for repairs was not answered.",
        "A section 23 assessment was made and cannot be given to the school.",
        "The s151 officer saw the section 25 report and will not release it to you.",
        "The lease was renewed under section 26, and your request for possession was not answered.",
    ],
)
def test_bare_sections_of_other_laws_are_none(text: str) -> None:
    assert said(text) == []
