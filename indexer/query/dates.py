"""Dates as people write them, to the days they mean. Days with slashes are in UK order."""

import re
from datetime import date, timedelta

from indexer.query.nodes import Published
from indexer.query.problems import BadFilter, nearest

# Compiled when they are asked for: most queries have no date, and each costs a cold search half a millisecond.
_DAY = r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?"
# Compiled when they are asked for: most queries have no date, and each costs a cold search half a millisecond.
_UK_DAY = r"(?P<day>\d{1,2})([-/.])(?P<month>\d{1,2})\2(?P<year>\d{4})"
_NAMED = r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)? )?(?P<month>[a-z]{3,9}) (?P<year>\d{4})"
_YEARS = r"(\d{4})-(\d{4})"
_FINANCIAL = r"(\d{4})[-/](\d{2})"
_PAST = r"(?:past|last) (\d{1,5}) (day|week|month|year)s?"
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_SPANS = ("week", "month", "year")
_NATURAL = ("today", "yesterday", *(f"{when}-{span}" for when in ("this", "last", "past") for span in _SPANS))
_DATE_FORMS = (
    "write 2014, 2014-08, 2014-08-26 or 26/08/2014, or a range as 2014..2016, 2014.., >=2014-05,"
    " or last-month, past-30-days"
)
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))


def published(text: str, today: date | None = None) -> Published:
    """Read a day, month or year, a range of them (a..b, a.., ..b), or one with <, <=, > or >= before it.

    Raises QueryError if it is none of these, or ends before it begins.
    """
    text = re.sub(r"\.{2,}|\u2026| to ", "..", text.translate(_DASHES)).strip()
    if ".." in text:
        left, _, right = (end.strip() for end in text.partition(".."))
        if not (left or right):
            raise BadFilter(f"no date in {text!r}", _DATE_FORMS)
        return _range(text, _span(left, today)[0] if left else None, _span(right, today)[1] if right else None)
    if years := re.fullmatch(_YEARS, text):
        return _range(text, _span(years[1], today)[0], _span(years[2], today)[1])
    sign = text[: len(text) - len(text.lstrip("<>="))]
    first, last = _span(text[len(sign) :].strip(), today)
    match sign:
        case "" | "=":
            return Published(first, last)
        case ">=":
            return Published(first, None)
        case "<=":
            return Published(None, last)
        case ">" if last < date.max:
            return Published(last + timedelta(days=1), None)
        case "<" if first > date.min:
            return Published(None, first - timedelta(days=1))
    raise BadFilter(f"{text!r} is no date", _DATE_FORMS)


def since(text: str, today: date | None = None) -> Published:
    """From the first day of what the text names, without end."""
    return Published(_span(text.translate(_DASHES).strip(), today)[0], None)


def until(text: str, today: date | None = None) -> Published:
    """Up to the last day of what the text names."""
    return Published(None, _span(text.translate(_DASHES).strip(), today)[1])


def _range(text: str, first: date | None, last: date | None) -> Published:
    if first and last and last < first:
        raise BadFilter(f"the range {text!r} ends before it begins", "put the earlier date first")
    return Published(first, last)


def _span(text: str, today: date | None) -> tuple[date, date]:
    """Return the first and last day of a day, month or year, or of what has a name."""
    spoken = " ".join(text.casefold().replace("-", " ").split())
    numbers = _numbers(text, spoken)
    if numbers is None:
        found = _natural(text, spoken, today)
        if found:
            return found
        near = nearest(spoken.replace(" ", "-"), _NATURAL) if spoken[:1].isalpha() else ""
        raise BadFilter(f"{text!r} is no date", f"did you mean {near}? Or {_DATE_FORMS}" if near else _advice(text))
    year, month, day = numbers
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
        if day is not None:
            return first, first
        if month in (None, 12):
            return first, first.replace(month=12, day=31)
        return first, first.replace(month=first.month + 1) - timedelta(days=1)
    except ValueError:
        raise BadFilter(f"there is no day {text!r}", _advice(text)) from None


def _numbers(text: str, spoken: str) -> tuple[int, int | None, int | None] | None:
    """Return year, month and day of a date in numbers, or with a month's name; None if it is neither."""
    named = re.fullmatch(_NAMED, spoken)
    month = _month(named["month"]) if named else None
    if named and month:
        return int(named["year"]), month, None if named["day"] is None else int(named["day"])
    match = (re.fullmatch(_DAY, text) or re.fullmatch(_UK_DAY, text)) if text.isascii() else None
    if not match:
        return None
    year, months, day = match.group("year", "month", "day")
    return int(year), None if months is None else int(months), None if day is None else int(day)


def _advice(text: str) -> str:
    """Say what to write; 2014/15 may be a financial year, or another: it is not guessed."""
    years = re.fullmatch(_FINANCIAL, text)
    if years and int(years[2]) == (int(years[1]) + 1) % 100:
        return f"for the financial year write {years[1]}-04..{int(years[1]) + 1:04}-03"
    return _DATE_FORMS


def _natural(text: str, spoken: str, today: date | None) -> tuple[date, date] | None:
    """Return the days of today, yesterday, last-month, past-30-days and the like; None if it is nothing of these."""
    past = re.fullmatch(_PAST, spoken)
    if not past and spoken.replace(" ", "-") not in _NATURAL:
        return None
    if today is None:
        raise BadFilter(f"{text!r} is no date where the day of today is not known", _DATE_FORMS)
    if past:
        return _past(text, int(past[1]), past[2], today)
    when, _, span = spoken.partition(" ")
    match when, span:
        case "today", _:
            return today, today
        case "yesterday", _:
            return today - timedelta(days=1), today - timedelta(days=1)
        case "past", _:
            return _past(text, 1, span, today)
        case _, "week":
            monday = today - timedelta(days=today.weekday() + (7 if when == "last" else 0))
            return monday, monday + timedelta(days=6)
        case _, "month":
            first = _months_later(today.replace(day=1), -1 if when == "last" else 0)
            return first, _months_later(first, 1) - timedelta(days=1)
        case _:
            year = today.year - (1 if when == "last" else 0)
            return date(year, 1, 1), date(year, 12, 31)


def _past(text: str, count: int, unit: str, today: date) -> tuple[date, date]:
    """From the same day so long ago, up to today."""
    try:
        if unit in ("day", "week"):
            return today - timedelta(days=count * (7 if unit == "week" else 1)), today
        return _months_later(today, -count * (12 if unit == "year" else 1)), today
    except (ValueError, OverflowError):
        raise BadFilter(f"{text!r} is longer ago than any date", _DATE_FORMS) from None


def _months_later(day: date, count: int) -> date:
    """Return the same day so many months later, or the last of that month. Raises ValueError beyond the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            if last == 28:
                raise
    raise AssertionError


def _month(name: str) -> int | None:
    """Return the number of a month by its name, which may be cut to three letters, or "sept"."""
    for number, month in enumerate(_MONTHS, 1):
        if name in (month, month[:3]) or (month == "september" and name == "sept"):
            return number
    return None
