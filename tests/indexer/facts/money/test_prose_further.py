"""Sums in sentences of several hands: whom they were paid to, and times that other words or sentences tell."""

import pytest

from indexer.extract.pages import Page
from indexer.facts.money.finding import money
from indexer.facts.text import Text


def said(text: str) -> list[tuple[str, list[str], str]]:
    """Return of each sum its words, to whom it was paid and the time, as first..last."""
    return [
        (
            fact.words.text,
            [party.words.text for party in fact.suppliers],
            f"{fact.period.first or ''}..{fact.period.last or ''}" if fact.period else "",
        )
        for fact in money(Text([Page(1, text)]))
    ]


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        ("We paid Orrin Travel and Events Ltd £4,010 for coaches.", [["Orrin Travel and Events Ltd"]]),
        ("The lawyers Orrin and Vale were paid £9,120 for legal advice.", [["Orrin and Vale"]]),
        ("It was bought for £9,120 from Orrin Motors Ltd. Servicing is done by staff.", [["Orrin Motors Ltd"]]),
        ("Orrin Leisure, our partnership with Vale Group, was paid £31,000.", [["Orrin Leisure"]]),
        ("At the Authority's rate this is £9,501.", [[]]),
        ("It paid its Vice-Chancellor £201,000.", [[]]),
        ("Counsel's fees were £1,805.", [[]]),
        ("We gave £210,000 from April 2014 to March 2018 to Orrin Smyth for mapping.", [["Orrin Smyth"]]),
        ("The council has put £5.1m in bonds of Orrin Capital.", [["Orrin Capital"]]),
        ("Our contract with Orrin Vale LLP had a ceiling of £35,000.", [["Orrin Vale LLP"]]),
        ("Its contribution to the Orrin Bridge development stands at £9.3 million.", [[]]),
        ("The hire came to £186.50. The invoice, no. 0098, was paid to Orrin Rooms.", [["Orrin Rooms"]]),
        ("Lunch was supplied by The Grey Goose, Thirsk, at £642.85.", [["Grey Goose"]]),
        ("Adair, Hope and Mallin were the main agencies. The spend was £9,450.", [["Adair", "Hope", "Mallin"]]),
        (
            "Grants were made: Orrin Council £7,010 (2011), Vale Council £4,300 (2012).",
            [["Orrin Council"], ["Vale Council"]],
        ),
        ("It was by Vale Arts (1 day, £1,100) and Hope Arts (2 days, £2,400).", [["Vale Arts"], ["Hope Arts"]]),
        (
            "It cost £90,000, of which £41,000 went to Vale Ltd and the remaining £49,000 to Orrin Ltd.",
            [[], ["Vale Ltd"], ["Orrin Ltd"]],
        ),
        ("It cost £6.2m, with £2.1m going to Orrin Reed.", [[], ["Orrin Reed"]]),
        ("£8,200 was paid to Vale Films Ltd, and the music licence cost £340.", [["Vale Films Ltd"], []]),
        ("Vale Waste - £54.24 (Ch. No. 300037), Clerk's Salary - £380.70 (Ch. No. 300039)", [[], []]),
    ],
)
def test_a_sum_belongs_to_whom_its_words_name(text: str, paid: list[list[str]]) -> None:
    assert [names for _, names, _ in said(text)] == paid


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Vans cost £5,010 in 2012/13. Fuel came to £914.", ["2012-04-01..2013-03-31"] * 2),
        ("Vans cost £5,010 in 2012/13. A permit costs £20.", ["2012-04-01..2013-03-31", ""]),
        ("Vans cost £5,010 in 2012. £410 of this was fuel. A further £99 was oil.", ["2012-01-01..2012-12-31"] * 3),
        (
            "It was bought in May 2008 for £9,120. Repairs since then have cost £88.",
            ["2008-05-01..2008-05-31", "2008-05-01.."],
        ),
        (
            "It cost £310 in 2012/13, rising to £402 the following year.",
            ["2012-04-01..2013-03-31", "2013-04-01..2014-03-31"],
        ),
        ("It cost £310 in 2012, down from £402 a year earlier.", ["2012-01-01..2012-12-31", "2011-01-01..2011-12-31"]),
        ("It was let for three years from 1 August 2014 at £215,000.", ["2014-08-01..2017-07-31"]),
        ("It runs from 1 March 2012 for 18 months at £3,000.", ["2012-03-01..2013-08-31"]),
        ("It was £214 in Q2 2014/15, against £198 in Q1.", ["2014-07-01..2014-09-30", "2014-04-01..2014-06-30"]),
        ("It was £214 in December 2014 and £198 in January.", ["2014-12-01..2014-12-31", "2015-01-01..2015-01-31"]),
        ("In 2015/16 they were Vale, £4,812; Hope, £618; and Orrin, £77.", ["2015-04-01..2016-03-31"] * 3),
        ("Costs of the Orrin Fair 2012: we gave £125 in cash.", ["2012-01-01..2012-12-31"]),
    ],
)
def test_a_time_is_told_by_other_words_too(text: str, times: list[str]) -> None:
    assert [time for *_, time in said(text)] == times


def test_a_scale_on_the_next_line_is_the_sums() -> None:
    assert [fact.lowest for fact in money(Text([Page(1, "The total was £1.88\nmillion, and not £1 067 300.")]))] == [
        188_000_000,
        106_730_000,
    ]


def test_the_highest_of_several_is_a_sum_and_no_limit() -> None:
    (one,) = money(Text([Page(1, "They were eleven, with a maximum of £38,000.")]))
    (limit,) = money(Text([Page(1, "We pay fees to a maximum of £400.")]))
    assert (one.lowest, one.highest) == (3_800_000, 3_800_000)
    assert (limit.lowest, limit.highest) == (None, 40_000)
