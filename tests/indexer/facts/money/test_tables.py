"""Sums in tables: columns by their heads, rows with bars, with gaps, or with neither."""

import pytest

from indexer.extract.pages import Page
from indexer.facts.money.finding import money
from indexer.facts.records import Money
from indexer.facts.text import Text


def found(text: str) -> list[Money]:
    """Return the sums of a page, in which a ¦ stands for a wide gap."""
    gaps = tuple(at for at, letter in enumerate(text) if letter == "¦")
    return list(money(Text([Page(1, text.replace("¦", " "), gaps=gaps)])))


def told(text: str) -> list[tuple[str, int | None, str, str]]:
    return [
        (
            fact.words.text,
            fact.lowest,
            ", ".join(party.name for party in fact.suppliers),
            f"{fact.period.first or ''}..{fact.period.last or ''}" if fact.period else "",
        )
        for fact in found(text)
    ]


def test_a_row_names_whom_it_was_paid_to_and_the_title_when() -> None:
    table = "Spending: April 2013\nSupplier | Description | Amount (£)\nCalder Ltd | Agency staff | 31,204.50\n"
    table += "Total |  | 31,204.50"
    row, total = found(table)
    assert (row.lowest, [party.name for party in row.suppliers], row.cell) == (3_120_450, ["Calder Ltd"], True)
    assert row.purpose is not None
    assert row.purpose.text == "Agency staff"
    assert row.period is not None
    assert (str(row.period.first), str(row.period.last)) == ("2013-04-01", "2013-04-30")
    assert (total.role, total.suppliers) == ("total", ())


@pytest.mark.parametrize(
    ("table", "sums"),
    [
        (
            "Firm¦2011/12¦2012/13\nPennant Glass¦£4,500¦Nil\nHexham Legal¦£8,040¦£5",
            [
                ("£4,500", 450_000, "Pennant Glass", "2011-04-01..2012-03-31"),
                ("£8,040", 804_000, "Hexham Legal", "2011-04-01..2012-03-31"),
                ("£5", 500, "Hexham Legal", "2012-04-01..2013-03-31"),
            ],
        ),
        (
            "Financial year Number of requests Cost\n2010-11 412 £9,870",
            [("£9,870", 987_000, "", "2010-04-01..2011-03-31")],
        ),
        (
            "Budget, £000s\nService | 2013/14\nLibraries | 1,204",
            [("1,204", 120_400_000, "", "2013-04-01..2014-03-31")],
        ),
        ("Refunds | Amount\nDeposit | (1,234.50)", [("(1,234.50)", -123_450, "", "")]),
        ("Item¦Amount £\nDeposit¦-200.00", [("200.00", -20_000, "", "")]),
        (
            "Invoice date | Supplier | Net £\n05/09/2012 | Redwing Media | 1,000.00",
            [("1,000.00", 100_000, "Redwing Media", "2012-09-05..2012-09-05")],
        ),
        (
            "Contract | Supplier | Start date | End date | Value\n"
            "Lifts | Tamar Piling | 01/10/2013 | 30/09/2016 | £8,400",
            [("£8,400", 840_000, "Tamar Piling", "2013-10-01..2016-09-30")],
        ),
        (
            "Month | Overtime 2013 (£)\nJanuary | 88,120",
            [("88,120", 8_812_000, "", "2013-01-01..2013-01-31")],
        ),
        (
            "Payee: Lomax Ltd\nAmount: £1,845.00\nDate paid: 12 August 2014",
            [("£1,845.00", 184_500, "Lomax Ltd", "2014-08-12..2014-08-12")],
        ),
        (
            "Payments to Serco\nYear ended 31 March | £\n2011 | 1,204",
            [("1,204", 120_400, "Serco", "2010-04-01..2011-03-31")],
        ),
        (
            "Income and expenditure account\nFees 45,210\nLoss (1,770)",
            [("45,210", 4_521_000, "", ""), ("(1,770)", -177_000, "", "")],
        ),
    ],
)
def test_heads_titles_and_rows_say_what_a_figure_is(table: str, sums: list[tuple[str, int, str, str]]) -> None:
    assert told(table) == sums


@pytest.mark.parametrize(
    "table",
    [
        "Staff by grade | 2012 | 2013\nGrade 6 | 14 | 15",
        "Year¦Crimes recorded¦Crimes detected\n2012¦4,512¦1,204",
        "Phone | Extension\n01234 567890 | 4512",
        "Geography | Ethnic group; measures: Value\nDarlington | 105564",
        "Number of tickets issued by year\n2011/12 | 12,340",
        "Vehicle | Mileage\nCar | 45,210",
    ],
)
def test_counts_are_no_sums(table: str) -> None:
    assert found(table) == []


def test_a_range_goes_over_no_gap_between_columns() -> None:
    assert [fact.words.text for fact in found("Actual¦£45¦-£50")] == ["£45", "£50"]


def test_a_column_of_totals_is_told_from_what_it_adds_up() -> None:
    roles = [fact.role for fact in found("Supplier¦2010/11¦2011/12¦Total\nEventide Travel¦£310¦£480¦£790")]
    assert roles == ["", "", "total"]
