"""Working days: which days are none by which law, and how many there are from receipt to answer."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.facts.letters.workdays import holidays, workdays

# As GOV.UK and the Scottish Government published them; proclamations moved or added those with a name beside them.
EVERYWHERE = {
    2011: ["01-03", "01-04", "03-17", "04-22", "04-25", "04-29", "05-02", "05-30", "07-12", "08-01", "08-29", "11-30"],
    2012: ["01-02", "01-03", "03-19", "04-06", "04-09", "05-07", "06-04", "06-05", "07-12", "08-06", "08-27", "11-30"],
    2020: ["01-01", "01-02", "03-17", "04-10", "04-13", "05-08", "05-25", "07-13", "08-03", "08-31", "11-30"],
    2022: ["01-03", "01-04", "03-17", "04-15", "04-18", "05-02", "06-02", "06-03", "07-12", "08-01", "08-29", "09-19"],
    2023: ["01-02", "01-03", "03-17", "04-07", "04-10", "05-01", "05-08", "05-29", "07-12", "08-07", "08-28", "11-30"],
}
CHRISTMAS = {
    2011: ["12-26", "12-27"],
    2012: ["12-25", "12-26"],
    2020: ["12-25", "12-28"],
    2022: ["11-30", "12-26", "12-27"],
    2023: ["12-25", "12-26"],
}


@pytest.mark.parametrize("year", EVERYWHERE)
def test_a_bank_holiday_of_any_nation_is_no_working_day_under_the_act_of_2000(year: int) -> None:
    known = {date.fromisoformat(f"{year}-{day}") for day in (*EVERYWHERE[year], *CHRISTMAS[year])}
    assert {day for day in holidays(year) if day.weekday() < 5} == known


@pytest.mark.parametrize(
    ("day", "none_in_scotland"),
    [
        ("2019-04-22", False),  # Easter Monday
        ("2019-03-18", False),  # for Saint Patrick's Day, a Sunday
        ("2019-08-26", False),  # the last Monday of August
        ("2019-08-05", True),  # the first
        ("2019-01-02", True),
        ("2019-04-19", True),
        ("2019-12-02", True),  # for Saint Andrew's Day, a Saturday
        ("2020-05-04", False),  # moved to the 8th
        ("2020-05-08", True),
        ("2022-09-19", True),
        ("2026-06-15", True),
    ],
)
def test_scotland_has_bank_holidays_of_its_own(day: str, none_in_scotland: bool) -> None:
    one = date.fromisoformat(day)
    assert (one in holidays(one.year, scotland=True)) is none_in_scotland


def test_what_is_a_bank_holiday_in_scotland_only_counts_for_nobody_under_the_act_of_2000() -> None:
    friday, monday = date(2019, 8, 2), date(2019, 8, 5)
    assert workdays(friday, monday) == workdays(friday, monday, scotland=True) == 0


@pytest.mark.parametrize(
    ("received", "answered", "days", "scottish"),
    [
        ("2014-09-01", "2014-09-01", 0, 0),
        ("2014-09-01", "2014-09-02", 1, 1),
        ("2014-09-05", "2014-09-08", 1, 1),
        ("2014-09-06", "2014-09-08", 1, 1),
        ("2014-09-01", "2014-09-29", 20, 20),
        ("2014-12-24", "2015-01-05", 4, 4),
        ("2015-03-13", "2015-03-18", 2, 3),
        ("2022-05-31", "2022-06-06", 2, 2),
        ("2011-04-20", "2011-05-03", 5, 6),
    ],
)
def test_days_are_counted_from_the_day_after_receipt_to_that_of_the_answer(
    received: str, answered: str, days: int, scottish: int
) -> None:
    first, last = date.fromisoformat(received), date.fromisoformat(answered)
    assert (workdays(first, last), workdays(first, last, scotland=True)) == (days, scottish)


@pytest.mark.parametrize(
    ("received", "answered"), [("2014-09-02", "2014-09-01"), ("1994-01-03", "1994-01-04"), ("2005-01-01", "2016-01-01")]
)
def test_what_cannot_be_a_request_and_its_answer_has_no_delay(received: str, answered: str) -> None:
    assert workdays(date.fromisoformat(received), date.fromisoformat(answered)) is None


@given(st.dates(date(2001, 1, 1), date(2030, 1, 1)), st.integers(0, 90), st.integers(0, 90))
def test_delays_add_up(first: date, one: int, other: int) -> None:
    middle = first + timedelta(days=one)
    last = middle + timedelta(days=other)
    both = (workdays(first, middle), workdays(middle, last))
    assert workdays(first, last) == sum(days or 0 for days in both)
