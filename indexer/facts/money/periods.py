"""The times that sums belong to: since 2010, in 2013-14, between April 2010 and March 2012, as at 31 March 2015."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from indexer.facts.money.calendar import MONTH, Span, financial, month_end, month_number, spans


class Time(NamedTuple):
    """A time that something may have been spent in: where it is said, its first and last day; None is open."""

    start: int
    end: int
    first: date | None
    last: date | None
    sure: bool = True
    """Whether what is said before it makes it one; else it is only a date that stands there."""
    fiscal: bool = False
    """Whether it is a quarter of a financial year."""


_TIE = r"\s{0,2}(?:[-\u2010-\u2015]|to|and|until|till|through|up to|thru)\s{1,2}(?:the\s)?(?:end\sof\s)?"
_BETWEEN = re.compile(
    r"(?:,?\s(?:inclusive\s)?(?:to|and|until|till|through|up to)\s(?:the\send\sof\s|end\sof\s|in\s|on\s"
    r"|the\s)?|\s?[-\u2010-\u2015]\s?"
    r"|,?\s(?:and\s)?(?:will\s|is due to\s)?(?:ends?|ended|ending|expires?|expired|finish(?:es|ed)|ran until"
    r"|runs? until|runs? to)"
    r"\s(?:on\s|in\s)?|\)?\s?(?:until|to)\s)"
)
_PARTIAL = re.compile(
    rf"(?<![\w£/.,-])(?:(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?(?:\s(?P<of>{MONTH}))?|(?P<month>{MONTH})){_TIE}$"
    rf"|(?<![\w£/.,-])(?P<close>{MONTH})[-/\u2013]$"
)
_SINCE = re.compile(
    r"(?:\b(?:since|after|from|beginning|starting|commencing|began|started|commenced|effective|runs? from)"
    r"(?:\s(?:in|on|about|around|the|at))?(?:\s(?:start|beginning)\sof|\s(?:its|their|the)\s[a-z]{1,20}\sin)?)\s$",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"(?:\b(?:until|till|to|by|as at|as of|as on|at|at the end of|ending|up to"
    r"|to the end of)(?:\s(?:the\s)?(?:end\sof))?)\s$",
    re.IGNORECASE,
)
_IN = re.compile(
    r"(?:\b(?:in|during|for|over|throughout|within|on|between|the|of|dated|paid|period|year|month|quarter|and"
    r"|date|early|late|mid)[:,]?"
    r"|[(\[:;,]|[-\u2013]|^)\s{0,2}$",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"\b(?:(?P<count>two|three|four|five|six|seven|eight|nine|ten|twelve|[2-9]|1[0-2])[\s-])?(?:financial\s)?"
    r"(?P<unit>years?|quarter|half[\s-]year|months?)\s(?:ended|ending|to|up to)\s(?:the\s)?$",
    re.IGNORECASE,
)
_COUNTS = {
    word: count
    for count, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        1,
    )
}
QUARTER = r"(?i:(?:q|qtr|quarter)\s?[1-4]|[1-4](?:st|nd|rd|th)\s(?:quarter|qtr))"
_QUARTER = re.compile(r"\D*(?P<number>[1-4])\D*")
_SHORT = re.compile(r"(?<![\w/.,-])([0-9]{2})\s?[/\u2013-]\s?([0-9]{2})(?![\w/.,-])")
_MOST_TIMES = 20
"""In a sentence of more, those without a year are not looked for: it is a table, or hostile."""
_QUARTERS = ("first", "second", "third", "fourth")
_MONTHS_OF = {"y": 12, "q": 3, "h": 6, "m": 1}
_ACADEMIC = re.compile(r"\b(?:academic|school)\s(?:session|year)s?\s(?:of\s)?$", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:requests?(?:\sfor\s[a-z ]{1,30})?,?|letters?|e-?mails?|correspondence"
    r"|enquiry|application|response|reply|report"
    r"|Act|Regulations?|Order"
    r"|Rules|Directive|Code|Schedule|flood(?:ing)?|fire|published|meeting|held|launched|opened|founded"
    r"|established|elected|created|review"
    r"|website|born|wrote|version|revised|updated|printed|announced|approved|ends|ended|expires"
    r"|expired|due)"
    r"(?:\s(?:of|on|in|dated?|from|sent|received|made|to\syou|was|you))*,?\s$",
    re.IGNORECASE,
)
_NUMBERS = r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[1-9][0-9]?"
_LASTING = re.compile(
    rf"\b(?P<count>{_NUMBERS})(?:\s\([0-9]{{1,2}}\))?[\s-](?P<unit>years?|months?|weeks?)\b(?!\s(?:later|after|before|ago))"
    r"[^.;:£€$\d]{0,60}?\b(?:from|beginning|starting|commencing|begins|starts|commences|began|started|commenced"
    r"|with effect from|effective)\s(?:on\s|in\s|from\s)?(?:the\s)?$",
    re.IGNORECASE,
)
"""For three years from 1 August 2014: it has an end."""
_FOR = re.compile(
    rf"\s(?:for|over|and (?:runs|ran|lasts|lasted) for)\s(?:a\s)?(?:period\sof\s)?(?:a\s(?:term|further)\sof\s)?"
    rf"(?P<count>{_NUMBERS})(?:\s\([0-9]{{1,2}}\))?[\s-](?P<unit>years?|months?|weeks?)\b",
    re.IGNORECASE,
)
_NEW_YEAR = re.compile(r"\b(?:New Year|Christmas|Easter)\s(?:of\s)?$", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:announc|launch|agree|decid|confirm|publish|wrote|approv|said|told|respond|replied|advis|met)\w*"
)
"""What is done on a day at the head of a sentence; the sum after it is spent on others."""
_SEASON = re.compile(r"\b(?:summer|winter|spring|autumn)\s(?:of\s)?$", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?P<which>last|previous|current|this)\sfinancial\syear\b", re.IGNORECASE)
_AND = re.compile(r"\s(?:and|&)\s")
_PART = re.compile(
    rf"\b(?:in|for|during)\s(?:the\s)?(?P<name>Q[1-4]|(?:first|second|third|fourth)\squarter|{MONTH})"
    r"(?!\s?(?:[0-9]|of\b|and\s[A-Z]|to\b|the\b)|[-/\u2013'])"
)
"""A quarter or month without its year, which is that of one said before."""


def times(text: str, start: int, end: int, published: date | None = None) -> list[Time]:
    """Return the times between two places of a text, in order."""
    atoms = spans(text, start, end)
    found: list[Time] = []
    at = 0
    while at < len(atoms):
        one = atoms[at]
        after = atoms[at + 1] if at + 1 < len(atoms) else None
        if after and (both := _both(text, start, one, after)):
            found.append(both)
            at += 2
            continue
        found += _alone(text, start, end, one)
        at += 1
    if atoms and atoms[0].kind in ("quarter", "month"):
        found = _with_parts(text, found, atoms[-1].kind, end)
    if published and not found and (match := _RELATIVE.search(text, start, end)):
        found.append(_last(match, published))
    return found


def short_year(text: str, start: int, end: int) -> Time | None:
    """Return the financial year that a head names by two digits each: 13/14."""
    found = [match for match in _SHORT.finditer(text, start, end) if (int(match[1]) + 1) % 100 == int(match[2])]
    if len(found) != 1:
        return None
    year = int(found[0][1])
    return Time(*found[0].span(), *financial(year + (1900 if year > 60 else 2000)))


def _with_parts(text: str, found: list[Time], kind: str, end: int) -> list[Time]:
    """Return times with the quarters and months after them that have no year: in Q2 2014/15 ... in Q1."""
    if not 0 < len(found) <= _MOST_TIMES or kind not in ("quarter", "month"):
        return found
    more: list[Time] = []
    for match in _PART.finditer(text, found[0].end, end):
        before = [time for time in found if time.end <= match.start()]
        days = _same_year(match["name"], before[-1]) if before else None
        if days and not any(time.start < match.end() and match.start() < time.end for time in found):
            more.append(Time(*match.span("name"), *days))
    return sorted([*found, *more]) if more else found


def _same_year(name: str, known: Time) -> tuple[date, date] | None:
    """Return a quarter of the year of another, or the month nearest after another, or before it in its year."""
    if known.first is None or known.last is None:
        return None
    if (name[0] == "Q" or name.endswith("quarter")) == ((known.last - known.first).days < 32):
        return None
    if name[0] == "Q" or name.endswith("quarter"):
        number = int(name[1]) if name[0] == "Q" else _QUARTERS.index(name.split()[0]) + 1
        base = date(known.first.year - (known.first.month < 4), 4, 1) if known.fiscal else date(known.first.year, 1, 1)
        month = base.month + 3 * (number - 1)
        first = date(base.year + (month > 12), (month - 1) % 12 + 1, 1)
        return first, month_end(first.year, first.month + 2)
    month = month_number(name)
    year = known.first.year + (known.first.month == 12 and month < 4)
    return date(year, month, 1), month_end(year, month)


def bare(text: str, start: int, end: int) -> Time | None:
    """Return the one time that a head, a title or a cell names; None if it names none, or several that are apart."""
    found = times(text, start, end)
    return found[0] if len(found) == 1 else None


def _both(text: str, start: int, one: Span, other: Span) -> Time | None:
    """Return the time from one to another, if what is between them says so."""
    between = text[one.end : other.start]
    if len(between) > 40 or not _BETWEEN.fullmatch(between) or one.first > other.last:
        return None
    lead = text[max(start, one.start - 24) : one.start].lower()
    if _AND.fullmatch(between) and "between" not in lead:
        return None  # in 2013 and 2014: two
    if _NOT.search(text[max(start, one.start - 40) : one.start]):
        return None
    return Time(one.start, other.end, one.first, other.last)


def _alone(text: str, start: int, end: int, one: Span) -> list[Time]:
    before = text[max(start, one.start - 48) : one.start]
    partial = _PARTIAL.search(before)
    if partial and (begun := _begun(partial, one)):
        return [Time(one.start - len(before) + partial.start(), one.end, begun, one.last)]
    if ended := _ENDED.search(before):
        last = one.last if one.kind in ("day", "month") else financial(one.first.year - 1)[1]
        begun = _months_before(last, _length(ended))
        return [Time(one.start - len(before) + ended.start(), one.end, begun, last)]
    if _NOT.search(before):
        return []
    if _ACADEMIC.search(before) and one.kind == "year":
        return [Time(one.start, one.end, date(one.first.year, 9, 1), date(one.last.year, 8, 31))]
    if (
        one.kind == "day"
        and _TOLD.search(text, one.end, min(end, one.end + 160))
        and not text[start : one.start].strip(" \n\u2022-").removeprefix("On")
    ):
        return []
    if _SINCE.search(before) and one.kind != "years":
        return [_from(text, max(start, one.start - 110), end, one)]
    if one.kind in ("day", "month") and _UNTIL.search(before):
        return [Time(one.start, one.end, None, one.last)]
    if text[one.end : one.end + 8].strip().lower().startswith("onward"):
        return [Time(one.start, one.end, one.first, None)]
    if _SEASON.search(before):
        return []
    headed = text[one.end : one.end + 1] == ":" and not text[start : one.start].count(":")
    sure = (
        headed
        or one.kind in ("year", "quarter", "years", "days")
        or bool(_IN.search(before) or _NEW_YEAR.search(before))
    )
    fiscal = one.kind == "quarter" and any(sign in text[one.start + 4 : one.end] for sign in "/-\u2013")
    return [Time(one.start, one.end, one.first, one.last, sure or one.start == start, fiscal)]


def _from(text: str, start: int, end: int, one: Span) -> Time:
    """Return the time that begins with a day, month or year: open, or as long as is said beside."""
    lasting = _LASTING.search(text[start : one.start])
    behind = None if lasting else _FOR.match(text, one.end, end)
    until = _after(one.first, lasting or behind) if one.kind in ("day", "month") and (lasting or behind) else None
    begin = start + lasting.start() if lasting and until else one.start
    return Time(begin, behind.end() if behind and until else one.end, one.first, until)


def _after(first: date, length: re.Match[str] | None) -> date | None:
    """Return the last day of so many years, months or weeks that begin with a day."""
    if length is None:
        return None
    printed = length["count"].lower()
    count = _COUNTS.get(printed) or int(printed)
    if length["unit"][0] in "wW":
        return first + timedelta(days=7 * count - 1)
    months = first.year * 12 + first.month - 1 + count * (12 if length["unit"][0] in "yY" else 1)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(first.day, month_end(year, month).day)) - timedelta(days=1)


def _begun(partial: re.Match[str], until: Span) -> date | None:
    """Return the first day of "2 and 5 May 2011", "6 January to 14 March 2014" or "April to June 2014"."""
    try:
        if partial["close"] or partial["month"]:
            if until.kind not in ("month", "day"):
                return None
            month = month_number(partial["close"] or partial["month"])
            return date(until.last.year - (month > until.last.month), month, 1)
        if until.kind != "day":
            return None
        month = month_number(partial["of"]) if partial["of"] else until.last.month
        begun = date(until.last.year - (month > until.last.month), month, int(partial["day"]))
    except ValueError:
        return None
    return begun if begun < until.last else None


def _length(ended: re.Match[str]) -> int:
    """Return how many months "year", "three years", "quarter" or "six months" are."""
    printed = (ended["count"] or "1").lower()
    return _MONTHS_OF[ended["unit"][0].lower()] * (_COUNTS.get(printed) or int(printed))


def _months_before(last: date, count: int) -> date:
    """Return the first day of so many months that end with a day."""
    after = last + timedelta(days=1)
    months = after.year * 12 + after.month - 1 - count
    return date(months // 12, months % 12 + 1, min(after.day, month_end(months // 12, months % 12 + 1).day))


def _last(match: re.Match[str], published: date) -> Time:
    year = published.year - (published.month < 4) - (match["which"].lower() in ("last", "previous"))
    return Time(*match.span(), *financial(year))


def within_year(name: str, year: Span | Time) -> tuple[date, date] | None:
    """Return a month or quarter of a year by its name: of a financial year the January is the later one."""
    if not (year.first and year.last):
        return None
    if number := _QUARTER.fullmatch(name):
        months = year.first.year * 12 + year.first.month - 1 + 3 * int(number["number"]) - 3
        first = date(months // 12, months % 12 + 1, 1)
        last = month_end((months + 2) // 12, (months + 2) % 12 + 1)
        return (first, last) if (year.last - year.first).days > 360 and last <= year.last else None
    try:
        month = month_number(name)
    except ValueError:
        return None
    in_first = year.first.year + (month < year.first.month)
    first = date(in_first, month, 1)
    return (first, month_end(in_first, month)) if year.first <= first <= year.last else None
