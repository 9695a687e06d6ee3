"""Dates in a query: natural ones count from a day that is given, here a Sunday."""

import re
from datetime import date

import pytest

from indexer.errors import QueryError
from indexer.query import Published, parse, since, until

TODAY = date(2026, 11, 22)
DAY = date(2014, 8, 26)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("today", TODAY, TODAY),
        ("Yesterday", date(2026, 11, 21), date(2026, 11, 21)),
        ("this-week", date(2026, 11, 16), date(2026, 11, 22)),
        ("last-week", date(2026, 11, 9), date(2026, 11, 15)),
        ("this-month", date(2026, 11, 1), date(2026, 11, 30)),
        ("last-month", date(2026, 10, 1), date(2026, 10, 31)),
        ('"last month"', date(2026, 10, 1), date(2026, 10, 31)),
        ("this-year", date(2026, 1, 1), date(2026, 12, 31)),
        ("last-year", date(2025, 1, 1), date(2025, 12, 31)),
        ("past-30-days", date(2026, 10, 23), TODAY),
        ("last-30-days", date(2026, 10, 23), TODAY),
        ("past-2-weeks", date(2026, 11, 8), TODAY),
        ("past-week", date(2026, 11, 15), TODAY),
        ("past-month", date(2026, 10, 22), TODAY),
        ("past-9-months", date(2026, 2, 22), TODAY),
        ("past-year", date(2025, 11, 22), TODAY),
        ("last-year..", date(2025, 1, 1), None),
        ("last-year..last-month", date(2025, 1, 1), date(2026, 10, 31)),
        ("2014..yesterday", date(2014, 1, 1), date(2026, 11, 21)),
        (">=last-month", date(2026, 10, 1), None),
        ("<this-year", None, date(2025, 12, 31)),
    ],
)
def test_a_name_of_days_counts_from_today(text: str, first: date | None, last: date | None) -> None:
    assert parse(f"published:{text}", today=TODAY) == Published(first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("26-08-2014", DAY, DAY),
        ("26.08.2014", DAY, DAY),
        ('"26 August 2014"', DAY, DAY),
        ('"26th Aug 2014"', DAY, DAY),
        ("26-aug-2014", DAY, DAY),
        ('"Sept 2014"', date(2014, 9, 1), date(2014, 9, 30)),
        ("=2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("2014\u20132016", date(2014, 1, 1), date(2016, 12, 31)),
        ("2014-2016", date(2014, 1, 1), date(2016, 12, 31)),
        ('"2014 to 2016"', date(2014, 1, 1), date(2016, 12, 31)),
        ("2014...2016", date(2014, 1, 1), date(2016, 12, 31)),
        ("01.02.2014..03.02.2014", date(2014, 2, 1), date(2014, 2, 3)),
        ("2014\u201108", date(2014, 8, 1), date(2014, 8, 31)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_date_may_be_written_in_these_ways(text: str, first: date, last: date) -> None:
    assert parse(f"published:{text}") == Published(first, last)


@pytest.mark.parametrize(
    ("day", "text", "first"),
    [
        (date(2024, 2, 29), "past-year", date(2023, 2, 28)),
        (date(2026, 3, 31), "past-month", date(2026, 2, 28)),
        (date(2026, 1, 31), "last-month", date(2025, 12, 1)),
        (date(2026, 1, 1), "yesterday", date(2025, 12, 31)),
        (date(2026, 11, 16), "this-week", date(2026, 11, 16)),
    ],
)
def test_the_ends_of_months_and_years_are_kept(day: date, text: str, first: date) -> None:
    node = parse(f"published:{text}", today=day)
    assert isinstance(node, Published)
    assert node.first == first


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("yesteday", "'yesteday' is no date (column 11); did you mean yesterday? Or write 2014"),
        ("spring", "'spring' is no date (column 11)"),
        ("2014/15", "for the financial year write 2014-04..2015-03"),
        ("2014-15", "for the financial year write 2014-04..2015-03"),
        ("past-99999-years", "'past-99999-years' is longer ago than any date"),
        ('"31 June 2014"', "there is no day '31 June 2014'"),
        ('"26 Brumaire 2014"', "is no date"),
        ("today..yesterday", "the range 'today..yesterday' ends before it begins"),
        ("2016-2014", "the range '2016-2014' ends before it begins"),
    ],
)
def test_what_is_no_date_is_explained(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=re.escape(message)):
        parse(f"published:{text}", today=TODAY)


def test_a_name_of_days_needs_the_day_of_today() -> None:
    with pytest.raises(QueryError, match="'today' is no date where the day of today is not known"):
        parse("published:today")


def test_options_take_names_of_days() -> None:
    assert since("last-month", TODAY) == Published(date(2026, 10, 1), None)
    assert until("yesterday", TODAY) == Published(None, date(2026, 11, 21))
