"""Times: what is said of when, as first and last days."""

from datetime import date

import pytest

from indexer.facts.money.periods import times


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("since 2010", "2010-01-01", None),
        ("from April 2014 onwards", "2014-04-01", None),
        ("in 2013-14", "2013-04-01", "2014-03-31"),
        ("FY2013/14", "2013-04-01", "2014-03-31"),
        ("the financial year 2013/2014", "2013-04-01", "2014-03-31"),
        ("1999-00 was", "1999-04-01", "2000-03-31"),
        ("from 2010-2013", "2010-01-01", "2013-12-31"),
        ("in 2014", "2014-01-01", "2014-12-31"),
        ("Q2 2014/15", "2014-07-01", "2014-09-30"),
        ("Q1 2015", "2015-01-01", "2015-03-31"),
        ("the first half of 2014", "2014-01-01", "2014-06-30"),
        ("between April 2010 and March 2012", "2010-04-01", "2012-03-31"),
        ("April to June 2014", "2014-04-01", "2014-06-30"),
        ("between 2 and 5 May 2011", "2011-05-02", "2011-05-05"),
        ("12-14 March 2014", "2014-03-12", "2014-03-14"),
        ("December to January 2014", "2013-12-01", "2014-01-31"),
        ("as at 31 March 2015", None, "2015-03-31"),
        ("the year ended 31 March 2013", "2012-04-01", "2013-03-31"),
        ("the three years to 31 March 2017", "2014-04-01", "2017-03-31"),
        ("the quarter ended 30 June 2012", "2012-04-01", "2012-06-30"),
        ("the academic year 2013/14", "2013-09-01", "2014-08-31"),
        ("on 29/02/2012", "2012-02-29", "2012-02-29"),
        ("on 2012-02-29", "2012-02-29", "2012-02-29"),
        ("on March 3, 2014", "2014-03-03", "2014-03-03"),
        ("in Apr-13", "2013-04-01", "2013-04-30"),
    ],
)
def test_a_time_has_its_days(text: str, first: str | None, last: str | None) -> None:
    (time,) = times(text, 0, len(text))
    assert (time.first, time.last) == (first and date.fromisoformat(first), last and date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2014",
        "£2014",
        "2,014",
        "1.2014",
        "20145",
        "your letter of 3 May 2014",
        "the Housing Act 2004",
        "99/99/9999",
        "",
    ],
)
def test_what_no_calendar_has_and_what_is_no_time_of_spending_is_none(text: str) -> None:
    assert times(text, 0, len(text)) == []


def test_the_last_financial_year_is_counted_from_the_day_of_publication() -> None:
    text = "in the last financial year"
    (time,) = times(text, 0, len(text), date(2014, 5, 1))
    assert (time.first, time.last) == (date(2013, 4, 1), date(2014, 3, 31))
    assert times(text, 0, len(text)) == []
