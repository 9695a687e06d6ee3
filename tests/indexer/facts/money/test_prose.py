"""Sums in sentences: how much, to whom, for what, when."""

import pytest

from indexer.extract.pages import Page
from indexer.facts.money.finding import money
from indexer.facts.records import Money
from indexer.facts.text import Text


def found(text: str) -> list[Money]:
    return list(money(Text([Page(1, text)])))


def said(text: str) -> list[tuple[str, list[str], str]]:
    """Return of each sum its words, to whom it was paid and the time, as first..last."""
    return [
        (
            fact.words.text,
            [party.words.text for party in fact.suppliers],
            f"{fact.period.first or ''}..{fact.period.last or ''}" if fact.period else "",
        )
        for fact in found(text)
    ]


NEWS = """The Foreign and Commonwealth Office (FCO) has spent £41,300 on crisis training since 2011, it said.

The money was spent on staff in London and overseas.

The courses have been delivered by agencies, including Harbourlight, PenroseKane
and Estrada Norte SL, as well as the The Open Forum (Opfo)."""


def test_a_sum_in_news_has_its_purpose_its_payer_and_its_time() -> None:
    (fact,) = found(NEWS.split("\n")[0])
    assert (fact.lowest, fact.highest, fact.currency) == (4_130_000, 4_130_000, "GBP")
    assert fact.purpose is not None
    assert fact.purpose.text == "crisis training"
    assert fact.payer is not None
    assert fact.payer.name == "Foreign and Commonwealth Office"
    assert fact.period is not None
    assert (str(fact.period.first), fact.period.last) == ("2011-01-01", None)


def test_a_sentence_further_on_names_who_supplied_what_a_sum_was_for() -> None:
    (fact,) = found(NEWS.replace("The courses have", "Training has"))
    assert [party.name for party in fact.suppliers] == ["Harbourlight", "PenroseKane", "Estrada Norte SL", "Open Forum"]


def test_a_figure_that_comes_again_is_the_same_sum_and_a_round_one_is_not() -> None:
    again = (
        "Office spends £41,312\n\nIt paid Calder Ltd £41,312 in 2014.\n\nOthers paid £5,000.\n\nWe paid Oak Ltd £5,000."
    )
    assert [who for _, who, _ in said(again)] == [["Calder Ltd"], ["Calder Ltd"], [], ["Oak Ltd"]]


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("We paid Calder Staffing Ltd £5 in 2013-14.", [("£5", ["Calder Staffing Ltd"], "2013-04-01..2014-03-31")]),
        ("In 2014 £5 was paid to Oxley and Rowe Ltd.", [("£5", ["Oxley and Rowe Ltd"], "2014-01-01..2014-12-31")]),
        (
            "Wetherby & Sons received £3,400, Oakmere Design CIC £2,150 and The Print Works Ltd £980.",
            [
                ("£3,400", ["Wetherby & Sons"], ""),
                ("£2,150", ["Oakmere Design CIC"], ""),
                ("£980", ["Print Works Ltd"], ""),
            ],
        ),
        (
            "You asked for what was paid to Serco and Capita. In 2012-13 these were £1.1m and £450,000 respectively.",
            [
                ("£1.1m", ["Serco"], "2012-04-01..2013-03-31"),
                ("£450,000", ["Capita"], "2012-04-01..2013-03-31"),
            ],
        ),
        (
            "The site was built by Copperfield Digital for £22,400 and is hosted by Northlight Ltd for £1,200 a year.",
            [("£22,400", ["Copperfield Digital"], ""), ("£1,200", ["Northlight Ltd"], "")],
        ),
        (
            "Costs were £1.2m, of which £350,000 was for work by Denholm Environmental\nServices Limited.",
            [("£1.2m", [], ""), ("£350,000", ["Denholm Environmental\nServices Limited"], "")],
        ),
        ("Our agency is Fulmar Lowe. Fees of £64,500 were paid.", [("£64,500", ["Fulmar Lowe"], "")]),
        (
            "In 2011/12 we spent £4,120, in 2012/13 £5,310.",
            [("£4,120", [], "2011-04-01..2012-03-31"), ("£5,310", [], "2012-04-01..2013-03-31")],
        ),
        (
            "It fell from £3,900 in 2009 to £2,800.",
            [("£3,900", [], "2009-01-01..2009-12-31"), ("£2,800", [], "2009-01-01..2009-12-31")],
        ),
        ("Arrears stood at £5m on 31 March 2014.", [("£5m", [], "..2014-03-31")]),
        ("In response to your request of 4 May 2013: we spent £5.", [("£5", [], "")]),
        ("The Act of 2000 sets no fee. It cost £5.", [("£5", [], "")]),
        ("The Leader receives £22,000.", [("£22,000", [], "")]),
    ],
)
def test_names_and_times_belong_to_the_sums_beside_them(
    text: str, statements: list[tuple[str, list[str], str]]
) -> None:
    assert said(text) == statements


@pytest.mark.parametrize(
    ("text", "lowest", "highest", "unit", "vat", "role"),
    [
        ("up to £5,000 was spent", None, 500_000, "", "", ""),
        ("more than £3.5m was spent", 350_000_000, None, "", "", ""),
        ("no more than £5 was spent", None, 500, "", "", ""),
        ("£5 or more", 500, None, "", "", ""),
        ("between £15,000 and £20,000", 1_500_000, 2_000_000, "", "", ""),
        ("salaries range from £31,244 to £35,108 per annum", 3_124_400, 3_510_800, "year", "", ""),
        ("£850 a day plus VAT", 85_000, 85_000, "day", "without", ""),
        ("£65 per person (including VAT)", 6_500, 6_500, "person", "with", ""),
        ("an annual fee of £60", 6_000, 6_000, "year", "", ""),
        ("62p per item", 62, 62, "item", "", ""),
        ("twenty-five thousand pounds", 2_500_000, 2_500_000, "", "", ""),
        ("payments over £25,000 are published", 2_500_000, None, "", "", "threshold"),
        ("the limit of £600", 60_000, 60_000, "", "", "threshold"),
        ("a loss of £(300)", -30_000, -30_000, "", "", ""),
        ("a total of £5", 500, 500, "", "", "total"),
    ],
)
def test_what_is_said_around_a_sum_is_read(
    text: str, lowest: int | None, highest: int | None, unit: str, vat: str, role: str
) -> None:
    (fact,) = found(text)
    assert (fact.lowest, fact.highest, fact.unit, fact.vat, fact.role) == (lowest, highest, unit, vat, role)


def test_a_change_from_one_sum_to_another_is_two_sums() -> None:
    assert [fact.words.text for fact in found("It rose from £169.50 to £174.50.")] == ["£169.50", "£174.50"]


@pytest.mark.parametrize(
    "text",
    [
        "Telephone 0300 123 4567, our reference FOI 2014/00321, 14/05/2014 at 10.30.",
        "There were 1,245 requests in 2013, of which 92% were answered within 20 working days.",
        "Section 12 of the Act; page 62p; 720p video; 3 p.m.; tables 4.12 and 4.13.",
        "",
    ],
)
def test_numbers_that_are_no_money_are_no_sums(text: str) -> None:
    assert found(text) == []


def test_sums_that_add_up_are_parts_of_the_last() -> None:
    assert [fact.role for fact in found("£6,223 on revenue and £4,717 on capital, in total £10,940.")] == [
        "part",
        "part",
        "total",
    ]
