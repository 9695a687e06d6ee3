"""Days as they are printed, and what looks like one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.facts.letters.dates import days, yearless

DAY = date(2014, 9, 3)


@pytest.mark.parametrize(
    "printed",
    [
        "3 September 2014",
        "03 September 2014",
        "3rd September 2014",
        "3rd of September, 2014",
        "3 Sept 2014",
        "3 Sep. 2014",
        "3-Sep-14",
        "September 3, 2014",
        "Sept. 3rd 2014",
        "03/09/2014",
        "3/9/14",
        "03.09.2014",
        "3-9-2014",
        "2014-09-03",
        "3 SEPTEMBER 2014",
        "3\nSeptember 2014",
        "3 Medi 2014",
        "O3 September 2014",
        "3 Septernber 2O14",
        "3 September 20l4",
    ],
)
def test_a_day_is_read_however_it_is_printed(printed: str) -> None:
    text = f"We wrote on {printed}, and again."
    assert [(text[day.start : day.end], day.day) for day in days(text)] == [(printed, DAY)]


@pytest.mark.parametrize(
    "text",
    [
        "31 February 2014",
        "32/01/2014",
        "1/13/2014",
        "0161 496 0000",
        "1.2.3.4",
        "s.12.3.2014.1",
        "3 Peptember 2014",
        "3 September 1814",
        "2014-13-03",
        "12 Marchers 2014",
        "£12.03.14",
        "12 may 300 people",
    ],
)
def test_what_only_looks_like_a_day_is_none(text: str) -> None:
    assert days(text) == []


def test_a_day_without_a_year_is_the_last_before_it_was_said() -> None:
    said = date(2014, 1, 20)
    text = "received on 5 January, about 30 December; not 5 January 2013"
    assert [(text[day.start : day.end], day.day) for day in yearless(text, said)] == [
        ("5 January", date(2014, 1, 5)),
        ("30 December", date(2013, 12, 30)),
    ]


@given(
    st.dates(date(1990, 1, 1), date(2099, 12, 31)), st.sampled_from(["%d %B %Y", "%d/%m/%Y", "%Y-%m-%d", "%B %d, %Y"])
)
def test_every_day_of_the_calendar_is_read(day: date, layout: str) -> None:
    assert [one.day for one in days(f"On {day.strftime(layout)} it rained")] == [day]


@given(st.text())
def test_no_text_makes_reading_fail_and_days_are_where_they_say(text: str) -> None:
    assert all(text[day.start : day.end].strip() for day in days(text))
