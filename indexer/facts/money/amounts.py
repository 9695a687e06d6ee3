"""Sums in running text with what is said around them: up to, per year, excluding VAT."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from indexer.sums import MOST, Sum, hundredths, sums


class Amount(NamedTuple):
    """A sum or a range of sums: where it stands, its lowest and highest in hundredths; None is open.

    `unit`, `vat` and `role` as in indexer.facts.records.Money.
    """

    start: int
    end: int
    lowest: int | None
    highest: int | None
    currency: str
    unit: str = ""
    vat: str = ""
    role: str = ""

    @property
    def plain(self) -> bool:
        """Whether it is a sum and no range or limit."""
        return self.lowest is not None and self.lowest == self.highest


_PENCE = re.compile(
    r"(?<![\w.,£€$/:-])(?P<number>[0-9]{1,3}(?:\.[0-9]{1,2})?)(?:p(?![\w/]|\.[A-Za-z0-9])|\s?(?:pence|ppm?(?= mile))\b)"
)
_PENNIES = ("pence", "ppm", *(f"{digit}p" for digit in range(10)))
"""Without one of these a text has no pence: looking for them costs a fifth of the pattern."""
_LINES = frozenset(("240", "360", "480", "576", "720"))
"""Of pictures, not pence: 720p."""
_UNITS = {
    w: n
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    w: 10 * n for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_SMALL = "|".join((*_TENS, *_UNITS, "a"))
_WORDED = re.compile(
    rf"\b(?P<first>{_SMALL})(?:[- ](?P<second>{'|'.join(_UNITS)}))?(?P<hundred>\shundred)?"
    r"(?P<scale>\s(?:thousand|million|billion))?\s(?P<mark>pounds|euros)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[-\u2010-\u2015\u2212]|\s(?:[-\u2010-\u2015\u2212]|to)\s|to", re.IGNORECASE)
_FROM = re.compile(r"\bfrom:?\s(?:a\s|the\s|about\s|around\s|approximately\s)?$", re.IGNORECASE)
_RANGING = re.compile(
    r"\b(?:rang\w+|var(?:y|ies|ied|ying)|bands?|scales?|salar(?:y|ies)|prices?|grades?|earn\w*|pay|paid"
    r"|start\w*|costs?|costing|fees?|rates?|anything|grants?)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_CHANGING = re.compile(
    r"\b(?:increas|ris[ei]|rose|fell|fall|drop|reduc|went|cut|grow|grew|declin|chang|rais|uplift|amend|mov"
    r"|down|up)\w*\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s(?:approximately\s|about\s|around\s)?$", re.IGNORECASE)
_UP_TO = re.compile(
    r"\b(?:up to|less than|under|below|at most|(?:no|not)(?:\sbe)? (?:more|greater|higher) than|not exceed(?:ing)?"
    r"|not to exceed|(?:to|at) an? maximum of|capped at|fewer than)\s(?:a\s(?:total|maximum)\sof\s|around\s|about\s)?$",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"(?:\b(?:(?<!carrying )(?<!carried )(?<!carry )(?<!handed )(?<!paid )over|above|more than|at least"
    r"|in excess of|exceed(?:s|ed|ing)?|upwards of|greater than"
    r"|(?:no|not) less than)\s|[>≥]\s?)(?:a\s(?:total|minimum)\sof\s)?$",
    re.IGNORECASE,
)
_OR_MORE = re.compile(r"\s?(?:\+(?!\s?VAT)|(?:or|and)\s(?:more|above|over|greater)\b)", re.IGNORECASE)
_OR_LESS = re.compile(r"\s?(?:or|and)\s(?:less|under|below)\b", re.IGNORECASE)
_LIMIT = re.compile(
    r"\b(?:threshold|limit|ceiling|cap|penalty|penalties|fines?|maximum|minimum|bands?|allowance of"
    r"|entitled to|may claim"
    r"|can claim)\b[^.;:£€$]{0,60}$",
    re.IGNORECASE,
)
_HARD_LIMIT = re.compile(
    r"\b(?:threshold|limit|ceiling|(?:maximum|minimum)\s(?:penalty|fine|charge|fee|payment|award|amount|grant|claim))\b"
    r"[^.;:£€$]{0,60}$",
    re.IGNORECASE,
)
_OF_LIMIT = re.compile(
    r"\s(?:threshold|limit|ceiling|cap)\b|\s(?:or|and)\s(?:more|above|over)\s(?:is|are|must|should|will)\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:payments?|spend(?:ing)?|expenditure|transactions?|items?|invoices?|contracts?|purchases?|orders"
    r"|salar(?:y|ies)"
    r"|earning|payments made|costs|expenses|gifts|values?|valued|worth|procurements?|quotes|spent)\s"
    r"(?:(?:of|at|which|that|is|are|to suppliers|valued)\s){0,3}"
    r"(?:over|above|exceeding|greater than|more than|under|below|in excess of|at or above|of)\s$",
    re.IGNORECASE,
)
_NO_MORE = re.compile(
    r"\b(?:payments?|transactions?|items?|invoices?|contracts|purchases|orders|salaries|gifts)\s", re.IGNORECASE
)
_WITHOUT = re.compile(
    r"(?:plus|\+|exclu(?:ding|des|sive of)|excl?\.?|exc\.?|ex\.?|net of|before|without|not including"
    r"|less)\s?(?:of\s)?V\.?A\.?T",
    re.IGNORECASE,
)
_WITH = re.compile(r"(?:inclu(?:ding|des|sive of)|incl?\.?|with)\s?(?:of\s)?V\.?A\.?T", re.IGNORECASE)
_EACH = {
    "year": r"annum|year|yr|a\.?\s?(?=$|[^\w])",
    "month": r"(?:calendar\s)?month|mth|cm|m",
    "week": r"week|wk",
    "day": r"day|diem",
    "hour": r"hour|hr",
    "person": r"person|head|pupil|delegate|attendee|employee|student|member|participant|patient|resident|officer|capita"
    r"|child"
    r"|guest|passenger|candidate|applicant|claimant|user",
    "item": r"item|unit|copy|page|sheet|mile|licen[cs]e|household|property|tonne|kg|visit|session|night|room|night"
    r"|journey"
    r"|vehicle|place|event|case|application|request|transaction|ticket|meal|kilometre|km|litre|square metre"
    r"|sq m|m2|call|text"
    r"|minute|bag|tree|bin|letter|set|device|certificate|work-hour",
}
_UNIT = re.compile(
    r"\s{0,2}\(?(?:each|apiece|"
    r"(?:per\s|a\s|an\s|/\s?|for each\s|for every\s|on each\s|on every\s|p\.?\s?)"
    rf"(?:(?P<year>{_EACH['year']})|(?P<month>{_EACH['month']})|(?P<week>{_EACH['week']})|(?P<day>{_EACH['day']})"
    rf"|(?P<hour>{_EACH['hour']})|(?P<person>{_EACH['person']})|(?P<item>{_EACH['item']}))s?)(?![^\W_]|\s(?:earlier|later|before|ago|after)\b)",
    re.IGNORECASE,
)
_ANNUAL = re.compile(
    r"\b(?P<unit>annual(?:ly)?|yearly|monthly|weekly|daily|hourly|day|unit|per\s(?:hour|day|week|month|year"
    r"|annum|unit|person|head|item))"
    r"\s(?:value|cost|fee|rent|salary|rate|charge|price|budget|contract value|subscription|payment|allowance"
    r"|licen[cs]e fee)s?"
    r"(?:\s(?:of|is|was|were|at|paid was|:|being|to|paid|for)|\s?[:=-]){0,3}\s(?:£\s?)?$",
    re.IGNORECASE,
)
_WORD_OF = {"annual": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour"}
_EACH_PAID = re.compile(r"\beach\s(?:paid|received|cost|awarded|given|charged|claimed)\s$", re.IGNORECASE)
_BEFORE, _AFTER = 90, 60


def amounts(text: str, gaps: Iterable[int] = ()) -> list[Amount]:
    """Return the sums of a text in order, the two ends of a range as one; no range goes over a gap between columns."""
    printed = sums(text)
    found = [_told(text, one) for one in _ranges(text, printed, frozenset(gaps))]
    taken = {place for one in printed for place in range(one.start, min(one.end, one.start + 40))}
    more = [one for one in (*_pence(text), *_worded(text)) if one.start not in taken and one.end - 1 not in taken]
    return sorted((*found, *(_told(text, one) for one in more))) if more else found


def between(found: Sequence[Amount], start: int, end: int) -> Sequence[Amount]:
    """Return those of some sums in order that begin between two places."""
    return found[bisect_left(found, (start,)) : bisect_left(found, (end,))]


def vat(text: str) -> str:
    """Return what a head or the words after a sum say of VAT: "with", "without" or ""."""
    if "V" not in text and "v" not in text:
        return ""
    return "without" if _WITHOUT.search(text) else "with" if _WITH.search(text) else ""


def unit_of(head: str) -> str:
    """Return what a column's head says that each of its sums is for, "" if for the whole."""
    low = head.lower()
    if match := _UNIT.search(f" {low}") if re.search(r"per |each|/|p\.?a", low) else None:
        return match.lastgroup or "item"
    for name, unit in _WORD_OF.items():
        if name in low:
            return unit
    return "item" if re.search(r"\bunit\b", low) else "day" if "day rate" in low else ""


def _ranges(text: str, printed: list[Sum], gaps: frozenset[int]) -> Iterator[Amount]:
    at = 0
    while at < len(printed):
        one = printed[at]
        other = printed[at + 1] if at + 1 < len(printed) else None
        if other and _is_range(text, one, other) and not gaps.intersection(range(one.end, other.start)):
            low, high = one.hundredths, other.hundredths
            yield Amount(one.start, other.end, low, high, one.currency)
            at += 2
        else:
            yield Amount(*_signed(text, one), one.currency)
            at += 1


def _signed(text: str, one: Sum) -> tuple[int, int, int, int]:
    """Return a sum with its sign: £(300) and a minus before the sign are less than nothing."""
    if "(" in text[one.start : one.end] and text[one.end : one.end + 1] == ")":
        return one.start, one.end + 1, -one.hundredths, -one.hundredths
    before = text[max(0, one.start - 2) : one.start]
    if before[-1:] in ("-", "\u2212") and (len(before) == 1 or before[0] in "\n|(") and one.hundredths != MOST:
        return one.start, one.end, -one.hundredths, -one.hundredths
    return one.start, one.end, one.hundredths, one.hundredths


def _is_range(text: str, one: Sum, other: Sum) -> bool:
    between = text[one.end : other.start]
    if len(between) > 8 or one.currency != other.currency or other.hundredths < one.hundredths:
        return False
    before = text[max(0, one.start - _BEFORE) : one.start]
    if _JOINED.fullmatch(between):
        changed = _FROM.search(before) and (
            _CHANGING.search(before[-60:]) or not _RANGING.search(before[: -len("from ")])
        )
        return not ("to" in between.lower() and changed)
    return between.strip().lower() == "and" and _BETWEEN.search(before) is not None


def _told(text: str, one: Amount) -> Amount:
    before, after = text[max(0, one.start - _BEFORE) : one.start], text[one.end : one.end + _AFTER]
    low, high = one.lowest, one.highest
    before = before.replace("\n", " ")
    if one.plain and low is not None and low >= 0:
        if _UP_TO.search(before) or _OR_LESS.match(after):
            low = None
        elif _OVER.search(before) or _OR_MORE.match(after):
            high = None
    return one._replace(
        lowest=low,
        highest=high,
        unit=_unit(before, after),
        vat=_vat(after),
        role=_role(before, after, plain=low == high),
    )


def _role(before: str, after: str, *, plain: bool) -> str:
    if _HARD_LIMIT.search(before) or _OF_LIMIT.match(after):
        return "threshold"
    if not plain and (_LIMIT.search(before) or (_PUBLISHED.search(before) and _NO_MORE.search(before))):
        return "threshold"
    return "threshold" if _PUBLISHED.search(before) and not before.rstrip().endswith("of") and not plain else ""


def _unit(before: str, after: str) -> str:
    if match := _UNIT.match(after.split("\n\n")[0].replace("\n", " ")):
        return match.lastgroup or "item"
    ahead = vat_end = _WITHOUT.search(after[:24]) or _WITH.search(after[:24])
    if ahead and vat_end and (match := _UNIT.match(after[vat_end.end() :].lstrip(")"))):
        return match.lastgroup or "item"
    if match := _ANNUAL.search(before):
        word = match["unit"].lower()
        return next((unit for name, unit in _WORD_OF.items() if word.startswith(name)), _plainly(word))
    return "item" if _EACH_PAID.search(before) else ""


def _plainly(word: str) -> str:
    last = word.split()[-1]
    return {"annum": "year", "head": "person", "unit": "item"}.get(last, last)


def _vat(after: str) -> str:
    found = re.match(r"[^.;£€$\n|]{0,14}?\(?(?=[^.;£€$|]{0,30}V)", after)
    return vat(after[: 34 if found else 0].split("£")[0])


def _pence(text: str) -> Iterator[Amount]:
    if not any(sign in text for sign in _PENNIES):
        return
    for match in _PENCE.finditer(text):
        if match["number"] not in _LINES and not text[
            max(0, match.start() - 8) : match.start()
        ].rstrip().lower().endswith(("page", "pages", "pp", "p.")):
            worth = hundredths(match["number"]) // 100
            yield Amount(*match.span(), worth, worth, "GBP")


def _worded(text: str) -> Iterator[Amount]:
    if "pounds" not in text and "euros" not in text:
        return
    for match in _WORDED.finditer(text):
        first, second = match["first"].lower(), (match["second"] or "zero").lower()
        number = _TENS.get(first) or _UNITS.get(first, 1)
        if match["second"] and first not in _TENS:
            continue
        worth = (number + _UNITS[second]) * (100 if match["hundred"] else 1)
        worth = hundredths(str(worth), (match["scale"] or "").strip() or None)
        yield Amount(*match.span(), worth, worth, "GBP" if match["mark"].lower() == "pounds" else "EUR")
