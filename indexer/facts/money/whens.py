"""The time that the sums of a row belong to: by their column, their row, or what stands above."""

import re
from datetime import date

from indexer.facts.money.calendar import MONTH
from indexer.facts.money.grids import Row, at_edge, title_time
from indexer.facts.money.periods import QUARTER, Time, times, within_year

_MADE = re.compile(r"\b(?:registration|registered|model|built|manufactured?|birth|born|vintage|construct\w+)\b", re.I)
"""What the year of a thing is, which nobody paid it in."""
MONTH_NAME = re.compile(
    rf"\W*(?:(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?(?:\s?(?:[-\u2013&]|to)\s?(?P<until>[0-3]?[0-9])(?:st|nd|rd|th)?)?[\s-])?"
    rf"(?P<name>{MONTH}|{QUARTER})\W*"
)
"""A month or quarter, or a day, whose year stands above."""
_YEAR_ENDED = re.compile(r"\byears?\s(?:ended|ending|to)\s(?:31\s)?Mar", re.IGNORECASE)
_TO_END = re.compile(rf"\(?\bto\s(?:the\s)?(?:end\sof\s)?(?P<name>{MONTH})", re.IGNORECASE)


def row_time(text: str, row: Row) -> Time | None:
    """Return the time that a cell of the row says; of a contract from its first day to its last."""
    by_kind: dict[str, Time] = {}
    for at, (start, end) in enumerate(row.cells):
        head = row.columns[at]
        kind = head.kind if head else ""
        if kind in ("money", "count") and at == 0 and any(letter.isalpha() for letter in text[start:end]):
            kind = ""  # a table's corner says what the table is of
        if end - start > 80 or kind in ("money", "count", "supplier", "payer"):
            continue
        found = [time for time in times(text, start, end) if time.sure or row.loose or at_edge(text, start, end, time)]
        if (
            head
            and kind == ""
            and ((at and text[head.start : head.end].strip()) or _MADE.search(text, head.start, head.end))
        ):
            found = []  # the year of a registration
        if len(found) == 1:
            if head and found[0].last and _YEAR_ENDED.search(text, head.start, head.end):
                found = [
                    found[0]._replace(first=date(found[0].last.year - 1, 4, 1), last=date(found[0].last.year, 3, 31))
                ]
            by_kind.setdefault(
                kind if kind in ("first", "last") else "date" if kind in ("date", "time") else "any", found[0]
            )
    first, last = by_kind.get("first"), by_kind.get("last")
    if first and last and first.first and last.last and first.first <= last.last and first.end < last.start:
        return Time(first.start, last.end, first.first, last.last)
    if first and not last and "date" not in by_kind:
        return first._replace(last=None)
    return by_kind.get("date") or by_kind.get("any")


def time_of(text: str, row: Row, at: int) -> Time | None:
    head = row.columns[at]
    own = head.time if head else None
    of_row, of_title = row_time(text, row), title_time(text, row.title)
    wider = own or of_row or of_title
    month = next(
        (match for start, end in row.cells if (match := MONTH_NAME.fullmatch(text, start, min(end, start + 24)))), None
    )
    if month is None and row.loose:
        month = MONTH_NAME.match(text, row.cells[0][0], row.cells[0][1])
        month = month if month and month.end() >= row.cells[0][1] - 1 else None
    if month and (year := own or of_title or _corner_time(row)) and (days := within_year(month["name"], year)):
        return _days_of(month, *days)
    if (
        row.loose
        and of_row
        and (until := _TO_END.search(text, row.cells[-1][1], row.cells[-1][1] + 40))
        and "\n" not in text[row.cells[-1][1] : until.start()]
    ):
        days_of = within_year(until["name"], of_row)
        return of_row._replace(last=days_of[1]) if days_of else of_row
    if (
        own
        and of_row
        and own.first
        and of_row.first
        and own.last
        and of_row.last
        and own.first <= of_row.first <= of_row.last <= own.last
    ):
        return of_row
    return wider or _corner_time(row)


def _days_of(month: re.Match[str], first: date, last: date) -> Time | None:
    """Return a month, or the days of it that stand before its name."""
    if not month["day"]:
        return Time(*month.span("name"), first, last)
    days = int(month["day"]), int(month["until"] or month["day"])
    if not 1 <= days[0] <= days[1] <= last.day:
        return None
    return Time(month.start("day"), month.end("name"), first.replace(day=days[0]), first.replace(day=days[1]))


def _corner_time(row: Row) -> Time | None:
    corner = row.columns[0] if row.columns else None
    return corner.time if corner else None
