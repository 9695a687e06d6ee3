"""Which time each sum of a sentence belongs to, of those that it, or the sentence before, names."""

import re
from collections.abc import Sequence

from indexer.facts.money.amounts import Amount
from indexer.facts.money.periods import Time
from indexer.facts.money.said import AGAIN, CLAUSE, PART, Said

_IN = re.compile(
    r"(?:\s\([^)]{0,20}\))?,?\s\(?(?:(?:was|were)\s(?:spent|paid)\s)?(?:in|for|during|from|since|between|on"
    r"|over)?\s?(?:the\s)?(?:financial\s)?(?:year\s)?"
)
_BEFORE_THAT = re.compile(
    r",?\s\(?(?:in\s|for\s|during\s)?(?:(?:the\s)?(?:previous|preceding|prior)\s(?:financial\s|calendar\s)?year"
    r"|(?:the\s)?year (?:before|previously)|(?:a|one)\syear (?:earlier|before))\b",
    re.IGNORECASE,
)
_AFTER_THAT = re.compile(
    r",?\s\(?(?:in\s|for\s|during\s)?(?:(?:the\s)?(?:following|next|subsequent|succeeding)\s(?:financial\s|calendar\s)?year"
    r"|the\syear\s(?:after|that followed)|(?:a|one)\syear\slater)\b",
    re.IGNORECASE,
)
_SINCE_THEN = re.compile(r"\bsince\s(?:then|that\s(?:date|day|time|year))\b", re.IGNORECASE)
_ELSEWHEN = re.compile(
    r"\b(?:previous|preceding|prior|following|next|subsequent|last|current|this|latest|coming|first|second|final|other)"
    r"\s(?:financial\s|calendar\s)?(?:years?|months?|quarter|winter|summer|spring|autumn|season|term|week)\b"
    r"|\byears?\s(?:before|after|earlier|later)\b|\ba\syear\s(?:ago|earlier|later)\b"
    r"|\b(?:prior to|before|after|until) (?:that|this|then)\b|\bpreviously\b|\bsubsequently\b|\bthereafter\b",
    re.IGNORECASE,
)
"""A time that is told by another; what the sentence before says is not its."""
_LETTERS = re.compile(
    r"\b(?:requests?|respon\w+|repl(?:y|ied)|e-?mail\w*|letter|Act|FOI|enquir\w+|wrote|writing|review|meeting"
    r"|policy|complain\w*)\b"
)
_PRESENT = re.compile(
    r"\b(?:is|are|costs|starts?|appl(?:y|ies)|remains?|stands?|will|can|may|must|charges|pays|receives|has|have)\b"
)
_PAST = re.compile(
    r"(?<!\bif )(?<!\bwhen )\b(?:was|were|spent|paid|came|met|had|went|made|cost|rose|fell|[a-z]{2,}ed"
    r"|of (?:this|that|it|which))\b"
)
_ANOTHER = re.compile(r";\s(?:there|it|this|we|they|the|a|an|no|its|our)\s")
"""A clause of its own, where a list would go on."""


def moments(text: str, one: Said, roles: list[str]) -> list[Time | None]:
    count = len(one.amounts)
    sure = [time for time in one.times if time.sure]
    paid = [at for at, role in enumerate(roles) if role != "threshold"]
    if not sure or not paid:
        return [None] * count
    spread: list[Time | None] = [None] * count
    if len(sure) == 1:
        for at in paid:
            if not (len(paid) > 1 and _other_clause(text, one, at, sure[0])):
                spread[at] = sure[0]
        return spread
    for some in (paid, [at for at in paid if roles[at] != "total"]):
        if len(some) == len(sure) > 1:
            for at, time in zip(some, sure, strict=True):
                spread[at] = time
            return spread
    return _times_near(text, one, sure, paid, roles)


def _times_near(text: str, one: Said, sure: list[Time], paid: list[int], roles: list[str]) -> list[Time | None]:
    """Return for each sum the time right behind it, or else the nearest; of a total only one that is its own."""
    behind = [
        next((time for time in sure if time.start >= amount.end and _IN.fullmatch(text, amount.end, time.start)), None)
        for amount in one.amounts
    ]
    spread = [time if at in paid else None for at, time in enumerate(behind)]
    if sum(time is not None for time in spread) == len(sure):
        return spread
    for at in paid:
        near = min(sure, key=lambda time: _far(text, one.amounts[at], time, one.amounts))
        crossed, _ = _far(text, one.amounts[at], near, one.amounts)
        if spread[at] is None and not (crossed and roles[at] == "total"):
            spread[at] = near
    return spread


def _other_clause(text: str, one: Said, at: int, time: Time) -> bool:
    """Tell whether a time is of another sum: from £1 to £2 since April; £1 a year; in 2014 £2 in all."""
    amount = one.amounts[at]
    if time.last is None and at + 1 < len(one.amounts) and text[one.start : amount.start].endswith("from "):
        return True
    if time.end <= one.amounts[0].start and not _ANOTHER.search(text, time.end, amount.start):
        return False
    low, high = (time.end, amount.start) if time.end <= amount.start else (amount.end, time.start)
    return ";" in text[low : max(low, high)] and not PART.search(text, low, max(low, high) + 24)


def _far(text: str, amount: Amount, time: Time, amounts: Sequence[Amount]) -> tuple[int, int]:
    low, high = (time.end, amount.start) if time.end <= amount.start else (amount.end, time.start)
    crossed = sum(1 for other in amounts if low <= other.start < high)
    return crossed, max(0, high - low) + 15 * len(CLAUSE.findall(text, low, max(low, high)))


def with_time(one: Said, time: Time | None) -> Said:
    """Return a sentence with the time that another lent it, which it may lend on."""
    return one._replace(times=[time]) if time else one


def shifted(text: str, one: Said, amount: Amount, time: Time | None) -> Time | None:
    """Return a sum's time; of one that is told as of the year before or after another, that year."""
    by = -1 if _BEFORE_THAT.match(text, amount.end, one.end) else 1
    if by == 1 and not _AFTER_THAT.match(text, amount.end, one.end):
        return time
    earlier = [each for each in one.times if each.end <= amount.start]
    return _year_on(earlier[-1] if earlier else time, by)


def _year_on(time: Time | None, by: int) -> Time | None:
    """Return the year after a year, or before it; None if a time is no year."""
    if time is None or not (time.first and time.last) or not 364 <= (time.last - time.first).days <= 365:
        return None
    first, last = time.first.replace(year=time.first.year + by), time.last.replace(year=time.last.year + by)
    return time._replace(first=first, last=last)


def lent_time(text: str, one: Said, before: Said | None) -> Time | None:
    """Return the one time of the sentence before; a price that is told as it stands today has none."""
    if before and before.times and (match := _SINCE_THEN.search(text, one.start, one.end)):
        return Time(*match.span(), before.times[-1].first, None) if before.times[-1].first else None
    if before and before.amounts:
        today = _PRESENT.search(text, one.start, one.end) and not _PAST.search(text, one.start, one.end)
        if today or _ELSEWHEN.search(text, one.start, one.end):
            return None
    if before and len(before.times) == 1 and before.times[0].sure:
        near = text[before.end : one.start].count("\n") < 2 and not _LETTERS.search(text, before.start, before.end)
        return before.times[0] if near or AGAIN.match(text, one.start, one.end) else None
    return None
