"""Days, months, quarters and years as they are printed, each from its first day to its last."""

import calendar
import re
from datetime import date
from typing import NamedTuple

_MONTHS = {name: number for number in range(1, 13) for name in (calendar.month_name[number].lower(),)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
MONTH += r"|Nov(?:ember)?|Dec(?:ember)?|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\b"
YEAR = r"(?:19[5-9][0-9]|20[0-4][0-9])"
_TH = r"(?:st|nd|rd|th)?"
_BEFORE = r"(?<![\w£€$/.,-])"
_AFTER = r"(?![\w£]|[-/\u2013.,]?[0-9])"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_TWO = rf"{YEAR}\s?[-/\u2010-\u2015]\s?(?:20)?[0-9]{{2}}{_AFTER}"

_ATOM = re.compile(
    rf"{_BEFORE}(?:"
    rf"(?:(?P<since>[0-3]?[0-9]){_TH}(?:-|\u2013|/|\s?&\s?|\s-\s|\s\u2013\s))?(?P<day>[0-3]?[0-9]){_TH}(?:\s"
    rf"|\sof\s|-)(?P<month>{MONTH})\.?,?(?:\s|-)(?P<year>{YEAR}|[0-9]{{2}}(?=$|[^\w]))"
    rf"|(?P<us_month>{MONTH})\s(?P<us_day>[0-3]?[0-9]){_TH},?\s(?P<us_year>{YEAR})"
    rf"|(?P<d>[0-3]?[0-9])(?P<dot>[/.-])(?P<m>[01]?[0-9])(?P=dot)(?P<y>{YEAR}|[0-9]{{2}}){_AFTER}"
    rf"|(?P<iso>{YEAR}-[01][0-9]-[0-3][0-9])"
    rf"|(?P<quarter>(?:Q|[Qq]uarter\s|QTR\s?)[1-4]|(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)\s(?:quarter|half))"
    rf"(?:,?\s(?:of\s)?(?:the\s)?(?:FY\s?)?|\s?[-/]\s?)(?P<of>{_TWO}|{YEAR}{_AFTER})"
    rf"|(?P<in>{_TWO}|{YEAR})\s?[-,]?\s?(?P<later>Q[1-4])\b"
    rf"|(?:(?:FYE?|F/Y|[Ff]inancial\s[Yy]ears?|[Ff]iscal\s[Yy]ear|[Tt]ax\s[Yy]ear)\s?(?:of\s)?)?(?P<two>{_TWO})"
    rf"|(?P<short>(?:FY|F/Y|[Ff]inancial\s[Yy]ear\s)\s?[0-9]{{2}}[-/][0-9]{{2}}{_AFTER}|FY\s?[0-9]{{2}}\b)"
    rf"|(?P<named>{MONTH})\.?,?(?:\s|-|\s')(?P<its>{YEAR}|[0-9]{{2}}(?=$|[^\w])){_AFTER}"
    rf"|(?:[Cc]alendar\s[Yy]ear\s)?(?P<alone>{YEAR})(?:'s)?{_AFTER}"
    r")"
)


class Span(NamedTuple):
    """A time as it is printed: where, its first day and its last, and what it is one of: "day", "month", "year" ..."""

    start: int
    end: int
    first: date
    last: date
    kind: str


def spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the times that are printed in a text, in order; what no calendar has is none."""
    found: list[Span] = []
    for match in _ATOM.finditer(text, start, len(text) if end is None else end):
        try:
            found.append(_span(match))
        except ValueError:  # 31 February
            continue
    return found


def month_number(name: str) -> int:
    """Return a month's number by its name or what it is cut to. Raises ValueError if there is none."""
    number = _MONTHS.get(name.lower()[:4]) or _MONTHS.get(name.lower()[:3])
    if number is None:
        raise ValueError(f"no month: {name}")
    return number


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def financial(year: int) -> tuple[date, date]:
    """Return the financial year that begins in April of a year, as British bodies have it."""
    return date(year, 4, 1), date(year + 1, 3, 31)


def _span(match: re.Match[str]) -> Span:
    place = match.span()
    if match["year"]:
        return _day(place, match["year"], month_number(match["month"]), match["day"], match["since"])
    if match["us_year"]:
        return _day(place, match["us_year"], month_number(match["us_month"]), match["us_day"])
    if match["dot"]:
        return _day(place, match["y"], int(match["m"]), match["d"])
    if match["iso"]:
        day = date.fromisoformat(match["iso"])
        return Span(*place, day, day, "day")
    if match["quarter"] or match["later"]:
        return _part(place, match["quarter"] or match["later"], match["of"] or match["in"])
    if match["two"]:
        first, last = _years(match["two"])
        return Span(*place, first, last, "year" if first.month == 4 and last.year - first.year == 1 else "years")
    if match["short"]:
        digits = re.findall(r"[0-9]{2}", match["short"])
        year = 2000 + int(digits[0]) - (len(digits) == 1)
        return Span(*place, *financial(year), "year")
    if match["named"]:
        year, month = _full(match["its"]), month_number(match["named"])
        return Span(*place, date(year, month, 1), month_end(year, month), "month")
    year = int(match["alone"])
    return Span(*place, date(year, 1, 1), date(year, 12, 31), "calendar")


def _day(place: tuple[int, int], year: str, month: int, day: str, since: str | None = None) -> Span:
    when = date(_full(year), month, int(day))
    begun = when.replace(day=int(since)) if since else when
    return Span(*place, min(begun, when), when, "days" if since else "day")


def _full(year: str) -> int:
    """Return a year of two digits as the one it most likely is."""
    number = int(year)
    return number if len(year) == 4 else number + (1900 if number > 60 else 2000)


def _years(printed: str) -> tuple[date, date]:
    """Return the days of 2013-14 or 2013/2014, a financial year, or of 2010-2013, four years.

    Raises ValueError for 2013-07.
    """
    first, last = int(printed[:4]), printed.rstrip()[-4:]
    until = int(last) if last.isdigit() and len(printed.strip()) > 7 else first // 100 * 100 + int(printed[-2:])
    until += 100 if until < first and first % 100 == 99 else 0
    if until == first + 1:
        return financial(first)
    if not first < until <= first + 60:
        raise ValueError(f"no years: {printed}")
    return date(first, 1, 1), date(until, 12, 31)


def _part(place: tuple[int, int], part: str, year: str) -> Span:
    """Return a quarter or half of a year: of 2014/15 it is counted from April, of 2014 from January."""
    first = _years(year)[0] if len(year) > 4 else date(int(year), 1, 1)
    half = part.endswith("half")
    number = _ORDINALS.get(part.split()[0].lower()) or int(part[-1])
    length = 6 if half else 3
    if half and number > 2:
        raise ValueError(f"no part: {part}")
    months = first.year * 12 + first.month - 1 + length * (number - 1)
    until = months + length - 1
    return Span(*place, date(months // 12, months % 12 + 1, 1), month_end(until // 12, until % 12 + 1), "quarter")
