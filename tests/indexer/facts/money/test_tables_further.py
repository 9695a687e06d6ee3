"""Tables of several hands: heads, bands, times and suppliers that other words tell."""

import pytest

from indexer.extract.pages import Page
from indexer.facts.money.finding import money
from indexer.facts.text import Text


def told(text: str) -> list[tuple[str, int | None, str, str]]:
    """Return of each sum of a page, in which a ¦ stands for a wide gap, its words, worth, suppliers and time."""
    gaps = tuple(at for at, letter in enumerate(text) if letter == "¦")
    return [
        (
            fact.words.text,
            fact.lowest,
            ", ".join(party.name for party in fact.suppliers),
            f"{fact.period.first or ''}..{fact.period.last or ''}" if fact.period else "",
        )
        for fact in money(Text([Page(1, text.replace("¦", " "), gaps=gaps)]))
    ]


@pytest.mark.parametrize(
    ("table", "worth"),
    [
        ("Costs\nItem¦£000\nRadio¦1,087\nPress¦214", [108_700_000, 21_400_000]),
        ("Subscriptions (GBP)\nTitle | 2011 | 2012\nGeology | 712 | 744", [71_200, 74_400]),
        ("Costs (£)\nCentre | Name | Period 01 | Period 02\n20114 | Homes | 310.22 | 12.00", [31_022, 1_200]),
        (
            "Answer (figures in £ thousands)\nProvider 2018/19\nVale Care 1,317\nHope Care 874",
            [131_700_000, 87_400_000],
        ),
        ("Spend by firm (£m)\nVale Ltd¦31.6\nNumber of firms¦412", [3_160_000_000]),
        (
            "Exit payments\nBand | 2010-11 | 2011-12\nUnder £10,000 | 3 | 1\n£10,000 - £25,000 | 7 | 4",
            [None, 1_000_000],
        ),
        ("Company | 2013 | Total\nVale Print | 1,200.00 | 1,200.00", [120_000, 120_000]),
        ("Company | 2013 | Total\nVale Print | 1,200 | 900.123", []),
    ],
)
def test_figures_are_sums_where_heads_say_so_and_counts_beside_bands(table: str, worth: list[int | None]) -> None:
    assert [one for _, one, *_ in told(table)] == worth


@pytest.mark.parametrize(
    ("table", "times"),
    [
        ("Contractor | Start | End | Value\nVale Ltd | 01/10/2010 | 30/09/2013 | £410", ["2010-10-01..2013-09-30"]),
        ("Rewards by quarter 2016-17\nQ1¦£61\n4th quarter¦£92", ["2016-04-01..2016-06-30", "2017-01-01..2017-03-31"]),
        ("Cars sold, 2014\nRegistration year | Sale price\n2006 | £1,450", ["2014-01-01..2014-12-31"]),
        ("Drug | Cost 11/12\nRanidol | £1,302", ["2011-04-01..2012-03-31"]),
        (
            "Travel, 2014/15\nDate | Cost\n3-5 July | £412\n12 Jan | £50",
            ["2014-07-03..2014-07-05", "2015-01-12..2015-01-12"],
        ),
        (
            "Company Spend 2009/10 Spend 2010/11\nVale Ltd nil £12\nHope Ltd £19 n/a",
            ["2010-04-01..2011-03-31", "2009-04-01..2010-03-31"],
        ),
        (
            "Title | Supplier | Value | Duration\nGlass | Vale | £120 | 1 April 2013 - 31 March 2016",
            ["2013-04-01..2016-03-31"],
        ),
    ],
)
def test_the_time_of_a_row_is_put_together(table: str, times: list[str]) -> None:
    assert [time for *_, time in told(table)] == times


@pytest.mark.parametrize(
    ("table", "paid"),
    [
        ("Enw / Name | Total (£)\nVale Cyf | 88.20\nBysiau'r Foel | 41.75", ["Vale Cyf", "Bysiau'r Foel"]),
        (
            "Kennel¦Dogs¦Cost\nVale Kennels¦31¦£24,244\nHope Boarding Ltd¦8¦£2,090",
            ["Vale Kennels", "Hope Boarding Ltd"],
        ),
        ("Payments made\nTo¦Date¦Amount\nVale Coastal¦Mar 2010¦£55,000", ["Vale Coastal"]),
        ("Provider | 2010-11\nVale Aid | £12.00\nAll providers | £12.00", ["Vale Aid", ""]),
        ("Laboratory | Cost\nVale Labs | £204\nPublic analysts (councils) | £76", ["Vale Labs", ""]),
        ("Top suppliers 2017/18\n1. Vale Waste £2.4m\n2. Hope Build £1.9m", ["Vale Waste", "Hope Build"]),
        ("Costs of service providers\nImpact on risk records¦£4.7m\nTransparency reporting¦£0.6m", ["", ""]),
        ("Force | Cost (£)\nDevon & Cornwall | 284.50\nWest Mercia | 223.15", ["", ""]),
        ("Compensation paid to claimants\nClaim type | Compensation\nPotholes | £14,210", [""]),
    ],
)
def test_a_row_is_of_a_supplier_only_if_something_makes_it_one(table: str, paid: list[str]) -> None:
    assert [names for _, _, names, _ in told(table)] == paid
