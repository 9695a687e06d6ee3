"""Days as letters print them: 3rd September 2014, Sept. 3, 2014, 03/09/14, 2014-09-03, O3 Septernber 2O14."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

_DIGIT = "[0-9OoIl]"
"""A figure, or what OCR takes one for."""
_TH = r"(?:\s?(?:st|nd|rd|th))?"
_MONTH = r"[A-Za-z][A-Za-z01]{2,9}"
_YEAR = rf"(?:'?[0-9O]{{2}}|[12lI]{_DIGIT}{{3}})(?![0-9A-Za-z])"
_GAP = r"[\s.\-]{1,3}"
_NAMED = re.compile(rf"(?<![\w/.])({_DIGIT}{{1,2}}){_TH}{_GAP}(?:of\s)?({_MONTH})(?:{_GAP}|,\s{{0,2}})(?=({_YEAR}))")
_MONTH_FIRST = re.compile(rf"(?<![\w/.])([A-Z][a-z]{{2,8}})\.?\s([0-9]{{1,2}}){_TH},?\s({_YEAR})")
_NUMBERS = re.compile(r"(?<![\w/.£-])([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?![0-9A-Za-z]|[/.-][0-9])")
_ISO = re.compile(r"(?<![\w/-])([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9-])")
_YEARLESS = re.compile(rf"(?<![\w/.])([0-9]{{1,2}}){_TH}\s(?:of\s)?([A-Z][a-z]{{2,8}})(?![A-Za-z]|,?\s'?[0-9]{{2}})")

_FIGURES = str.maketrans("OoIl", "0011")
_LETTERS = str.maketrans("10", "lo")
_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_WELSH = (
    *("ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin", "gorffennaf"),
    *("awst", "medi", "hydref", "tachwedd", "rhagfyr"),
)


def _months() -> Mapping[str, int]:
    full = {name: number for names in (_WELSH, _NAMES) for number, name in enumerate(names, 1)}
    short = {name[:3]: number for number, name in enumerate(_NAMES, 1)}
    return {**short, "sept": 9, **full}


_MONTHS = _months()


class Day(NamedTuple):
    """A day, and where it is printed; of one without a year, that of the day it is said on, or the year before."""

    start: int
    end: int
    day: date


def days(text: str) -> list[Day]:
    """Return the days printed in a text, in order. Numbers are in the order of the United Kingdom: day, month, year."""
    found = [*_named(text), *_in_numbers(text)]
    found.sort()
    return found


def yearless(text: str, said: date) -> list[Day]:
    """Return the days without a year that are printed in a text: of each, the latest until the day it is said on."""
    found = []
    for match in _YEARLESS.finditer(text):
        month = _month(match[2])
        for year in (said.year, said.year - 1):
            day = _day(year, month, int(match[1])) if month else None
            if day and day <= said:
                found.append(Day(match.start(), match.end(2), day))
                break
    return found


def _named(text: str) -> Iterator[Day]:
    for match in _NAMED.finditer(text):
        if (month := _month(match[2])) and (day := _day(_year(match[3]), month, _number(match[1]))):
            yield Day(match.start(), match.end(3), day)
    for match in _MONTH_FIRST.finditer(text):
        if (month := _month(match[1])) and (day := _day(_year(match[3]), month, int(match[2]))):
            yield Day(match.start(), match.end(), day)


def _in_numbers(text: str) -> Iterator[Day]:
    for match in _NUMBERS.finditer(text):
        if day := _day(_year(match[4]), int(match[3]), int(match[1])):
            yield Day(match.start(), match.end(), day)
    for match in _ISO.finditer(text):
        if day := _day(int(match[1]), int(match[2]), int(match[3])):
            yield Day(match.start(), match.end(), day)


def _month(name: str) -> int | None:
    folded = name.translate(_LETTERS).casefold().replace("rn", "m")
    return _MONTHS.get(folded) or _MONTHS.get(name.casefold())


def _number(printed: str) -> int:
    return int(printed.translate(_FIGURES))


def _year(printed: str) -> int:
    number = _number(printed.lstrip("'"))
    return number + 2000 if number < 100 else number


def _day(year: int, month: int, day: int) -> date | None:
    if not (1990 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
