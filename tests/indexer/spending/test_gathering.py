"""Every sum is counted once, and what is no payment not at all."""

from datetime import date

import pytest

from indexer.cards import Card
from indexer.facts.records import Money, Party, Period, Words
from indexer.spending.gathering import OPEN, THRESHOLD, TOTAL, gathered
from indexer.spending.grouping import grouped
from indexer.spending.records import NOT_SAID, Sum, year_of

AT = Words(1, 0, 4, "£500")


def card(name: str, kind: str = "release", published: str = "2015-02-03", authority: str = "Home Office") -> Card:
    blank = dict.fromkeys(Card.__annotations__, "")
    digest = name * 64
    known = {"digest": digest, "kind": kind, "published": published, "authority": authority, "title": name, "pages": 9}
    return Card(**{**blank, "also": (), **known})  # type: ignore[arg-type]


def money(pounds: int, *suppliers: str, at: int = 1, page: int = 1, **more: object) -> Money:
    words = Words(page, at, at + 4, f"£{pounds}")
    parties = tuple(Party(name, words) for name in suppliers)
    return Money(words, pounds * 100, pounds * 100, "GBP", suppliers=parties, **more)  # type: ignore[arg-type]


def sums(*said: tuple[Card, list[Money]], pages: tuple[int, ...] = ()) -> list[Sum]:
    return gathered([(one, pages) for one, _ in said], {one.digest: facts for one, facts in said})


def test_a_sum_that_a_release_and_a_report_name_is_one_with_two_sources() -> None:
    release = card("a"), [money(92574, "Whiteoaks"), money(92574, at=90)]
    report = card("b", "news", authority="A Magazine"), [money(92574)]
    (one,) = sums(report, release)
    assert [source.card.title for source in one.sources] == ["b", "a"]
    assert (one.hundredths, one.suppliers, one.authority) == (9257400, ("Whiteoaks",), "Home Office")


def test_sums_alike_stay_two_where_bodies_suppliers_or_times_differ() -> None:
    one, other = card("a"), card("b", authority="Cabinet Office")
    assert len(sums((one, [money(500)]), (other, [money(500)]))) == 2
    assert len(sums((one, [money(500, "Aye"), money(500, "Bee", at=50)]))) == 2
    told = [money(500, at=50 * y, period=Period(date(y, 1, 1), date(y, 12, 31), AT)) for y in (2013, 2014)]
    assert len(sums((one, told))) == 2


def test_each_row_of_a_table_is_a_sum_and_what_prose_says_of_one_is_its_source() -> None:
    rows = [money(500, "Aye", at=10, cell=True), money(500, "Aye", at=60, cell=True), money(500, page=2)]
    found = sums((card("a"), rows))
    assert [len(one.sources) for one in found] == [2, 1]


def test_a_table_that_two_documents_have_alike_is_counted_once() -> None:
    rows = [money(500, "Aye", at=10, cell=True), money(700, "Bee", at=60, cell=True)]
    assert [one.hundredths for one in sums((card("a"), rows), (card("b"), rows))] == [70000, 50000]


@pytest.mark.parametrize(
    ("fact", "why"),
    [
        (money(500, role="threshold"), THRESHOLD),
        (money(500, unit="day"), "so much for each day"),
        (Money(AT, None, 50000, "GBP"), OPEN),
        (Money(AT, 50000, None, "GBP"), OPEN),
    ],
)
def test_what_is_no_payment_is_shown_and_not_added_up(fact: Money, why: str) -> None:
    found = sums((card("a"), [fact, money(1)]))
    assert {one.hundredths: one.left_out for one in found} == {50000: why, 100: ""}
    assert [group.total for group in grouped(found, ())] == [100]


def test_a_total_is_not_added_to_its_parts_and_is_counted_where_there_are_none() -> None:
    parts = [money(300, role="part", cell=True), money(200, at=50, role="part", cell=True)]
    total = money(500, at=99, role="total", cell=True)
    assert [one.left_out for one in sums((card("a"), [*parts, total]))] == [TOTAL, "", ""]
    assert [one.left_out for one in sums((card("a"), [total]))] == [""]


def test_what_the_rows_of_a_table_come_to_by_supplier_or_year_is_a_total_wherever_it_is_said() -> None:
    year = Period(date(2013, 4, 1), date(2014, 3, 31), AT)
    rows = [
        money(300, "Aye", at=10, cell=True, period=year),
        money(200, "Bee", at=50, cell=True, period=year),
        money(150, "Aye", at=90, cell=True),
    ]
    said = [money(450, "Aye", page=2), money(500, page=2, at=50, period=year), money(650, page=2, at=90), money(200)]
    found = sums((card("a"), rows), (card("b"), [*said, money(450, "Bee", page=3)]))
    assert {(one.hundredths // 100, one.suppliers) for one in found if one.left_out} == {
        (450, ("Aye",)),
        (500, ()),
        (650, ()),
    }


def test_only_pages_that_match_are_asked() -> None:
    facts = [money(500, page=1), money(700, page=4)]
    assert [one.hundredths for one in sums((card("a"), facts), pages=(4,))] == [70000]


@pytest.mark.parametrize(
    ("first", "last", "year"),
    [
        (date(2014, 1, 1), date(2014, 12, 31), "2014"),
        (date(2013, 4, 1), date(2014, 3, 31), "2013/14"),
        (date(1999, 4, 1), date(2000, 3, 31), "1999/00"),
        (date(2010, 1, 1), None, "since 2010"),
        (None, date(2012, 3, 31), "until 2012"),
        (date(2010, 4, 1), date(2014, 3, 31), "2010-2014"),
        (None, None, "(published 2015)"),
    ],
)
def test_a_year_is_the_time_that_is_said_or_that_of_publication_in_brackets(
    first: date | None, last: date | None, year: str
) -> None:
    assert year_of(money(1, period=Period(first, last, AT)), "2015-02-03") == year


def test_groups_are_by_value_and_currency_the_greatest_first() -> None:
    facts = [
        money(500, "Aye"),
        money(700, "Bee", at=50),
        money(900, at=99),
        Money(Words(1, 150, 151, "x"), 1, 1, "EUR"),
    ]
    found = grouped(sums((card("a"), facts)), ("supplier", "authority"))
    assert [(group.values[0], group.currency, group.total) for group in found] == [
        (NOT_SAID, "GBP", 90000),
        ("Bee", "GBP", 70000),
        ("Aye", "GBP", 50000),
        (NOT_SAID, "EUR", 1),
    ]
