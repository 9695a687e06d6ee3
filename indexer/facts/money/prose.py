"""Sums in sentences: which of the names and times around them belong to which."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from indexer.extract.pages import Page
from indexer.facts.money.amounts import Amount, between
from indexer.facts.money.names import Name
from indexer.facts.money.parties import Group, payer, suppliers
from indexer.facts.money.periods import Time, times
from indexer.facts.money.purposes import purpose
from indexer.facts.money.sentences import paragraphs, sentences
from indexer.facts.records import Body, Money, Party, Period
from indexer.facts.text import words

Place = tuple[int, int]


class Said(NamedTuple):
    """A sentence: its place and what was read in it."""

    start: int
    end: int
    amounts: list[Amount]
    groups: list[Group]
    times: list[Time]


_PART = re.compile(
    r"\b(?:of which|of that|of this|includ(?:ing|es|ed)|comprising|made up of|consisting of|broken down"
    r"|the (?:single )?(?:largest|highest|biggest|smallest|lowest)(?: (?:single )?\w+)? (?:being|was|of|is)"
    r"|(?:the )?remaining|the rest|the balance)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:in total|totals?|totalled|totalling|in all|altogether|combined|overall|(?:grand|sub-?) ?total"
    r"|aggregate|sum of)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\s*(?:It|This|That|They|These|The\s(?:total|cost|contract|work|works|value|final|overall|fee|price|sum"
    r"|amount|company|firm|project|annual|bill|order|payment"
    r"|invoice|figure|charge|service|agreement|supplier)|In\stotal|Total|In\sall|Fees|Payments?|A\stotal"
    r"|Costs?|Altogether|Overall|[£€$]|Its|Their|Each)(?![a-z])"
)
_SUPPLYING = re.compile(
    r"\b(?:suppl(?:iers?|ied|ies)|deliver(?:ed|y)|provid(?:ed|ers?)|undertaken|carried out|contract(?:ors?"
    r"|ed)?|agenc(?:y|ies)|compan(?:y|ies)|firms?|consultants?"
    r"|awarded|appointed|commissioned|procured|used|built|designed|produced|engaged|hired|bought|runs|operates|manages|solicitors|advis[eo]rs?|purchased"
    r"|paid|payments?|conducted|(?:run|held|won|operated|managed|hosted|maintained|printed|organised|led) by)\b",
    re.IGNORECASE,
)
_IN = re.compile(
    r"(?:\s\([^)]{0,20}\))?,?\s\(?(?:(?:was|were)\s(?:spent|paid)\s)?(?:in|for|during|from|since|between|on"
    r"|over)?\s?(?:the\s)?(?:financial\s)?(?:year\s)?"
)
_STOCK = re.compile(
    r"\b(?:st(?:ood|ands) at|outstanding|arrears|balances?|reserves|borrowing|debts?|owed|overdrawn|deficit)\b",
    re.IGNORECASE,
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
_OWN_CLAUSE = re.compile(
    r"[,;]\s(?:and|while|whilst|but|whereas)\s(?:the|a|an|our|another)\s(?!total|overall|remaining|rest|balance)[^,;£€$]{3,60}"
    r"\s(?:costs?|was|were|came|totalled|amounted)\b"
)
"""A sum with a subject of its own: X was paid £5, and the licence cost £6."""
_OF_IT = re.compile(r"\sof\s(?:it|this|that|these|which|the\stotal|the\ssum)\b", re.IGNORECASE)
_GOING = re.compile(r"\s(?:of\sthat\s)?(?:going|paid|spent|being\s(?:paid|spent)|awarded|given|allocated)\b")
_SHARED = re.compile(r"\b(?:split|shared|divided|apportioned)\b|\bbetween\s(?:the\s)?[A-Z]")
"""Words by which all of a total went to those who are named for its parts."""
_LOOSE = frozenset(("named", "beside", "after", "then"))
_APART = re.compile(r"\b(?:by|was|were|is|are|who|which|at|has|had|paid|from|to|for)\b|[.;£€$]|(?s:.{60})")
_CLAUSE = re.compile(r"[;]|,?\s(?:and|but|while|whereas|which|with)\s|,\s")


def in_prose(
    page: Page,
    lines: Sequence[Place],
    amounts: Sequence[Amount],
    bodies: Sequence[Body],
    published: date | None,
    later: list[Group],
) -> Iterator[Money]:
    """Yield the sums of lines that follow one another, with what their sentences say of them.

    Those whom a sentence without a sum names as supplying something go into `later`.
    """
    before: Said | None = None
    for start, end in paragraphs(page.text, lines):
        said = [_read(page.text, place, amounts, bodies, published) for place in sentences(page.text, start, end)]
        for at, one in enumerate(said):
            after = said[at + 1] if at + 1 < len(said) else None
            yield from _stated(page, one, before, after, bodies)
            if not one.amounts:
                later += [group._replace(start=one.start) for group in one.groups if group.how not in _LOOSE]
            before = one if one.times or not one.amounts else _with_time(one, _time_lent(page.text, one, before))


def _read(text: str, place: Place, amounts: Sequence[Amount], bodies: Sequence[Body], published: date | None) -> Said:
    start, end = place
    inside = list(between(amounts, start, end))
    near = _near(bodies, start, end)
    if not inside and not _SUPPLYING.search(text, start, end):
        return Said(start, end, [], [], times(text, start, end, published))
    groups = suppliers(text, start, end, near)
    if not inside:
        groups = [
            group
            for group in groups
            if group.how in ("named", "by", "with", "from", "noun", "paid", "via", "then", "to")
        ]
        return Said(start, end, [], groups, times(text, start, end, published))
    return Said(
        start, end, inside, groups, [one for one in times(text, start, end, published) if not _within(one, inside)]
    )


def _near(bodies: Sequence[Body], start: int, end: int) -> Sequence[Body]:
    return bodies[bisect_left(bodies, start, key=_begin) : bisect_left(bodies, end, key=_begin)]


def _begin(body: Body) -> int:
    return body.words.start


def _within(time: Time, amounts: Sequence[Amount]) -> bool:
    return any(one.start < time.end and time.start < one.end for one in amounts)


def _stated(page: Page, one: Said, before: Said | None, after: Said | None, bodies: Sequence[Body]) -> Iterator[Money]:
    if not one.amounts:
        return
    text = page.text
    near = _near(bodies, one.start, one.end)
    paying = payer(text, one.start, one.end, near, one.groups)
    groups = [
        Group(g.start, g.end, n, g.how)
        for g in one.groups
        if (n := tuple(each for each in g.names if paying is None or each.start != paying.start))
    ]
    roles = _roles(text, one)
    shares = _suppliers(text, one, groups, roles)
    whens = _times(text, one, roles)
    lent = _lent(text, one, before, after) if not groups else ()
    if len(lent) == len(one.amounts) > 1 and "respectively" in text[one.start : one.end]:
        shares, lent = [(name,) for name in lent], ()
    spread = _time_lent(text, one, before) if not one.times else None
    stock = _STOCK.search(text, one.start, one.end)
    for amount, role, paid, when in zip(one.amounts, roles, shares, whens, strict=True):
        limit = role == "threshold"
        who = _agreed(groups) if limit else paid or (lent if role != "part" or not one.groups else ())
        time = None if limit else _shifted(text, one, amount, when or spread)
        if time and stock and time.first == time.last:
            time = time._replace(first=None)
        what = purpose(text, one.start, one.end, (amount.start, amount.end))
        yield Money(
            words=words(page, amount.start, amount.end),
            lowest=amount.lowest,
            highest=amount.highest,
            currency=amount.currency,
            unit=amount.unit,
            vat=amount.vat,
            role=role,
            purpose=words(page, *what) if what else None,
            payer=_party(page, paying) if paying and not limit else None,
            suppliers=tuple(_party(page, each) for each in who),
            period=Period(time.first, time.last, words(page, time.start, time.end)) if time else None,
        )


def _agreed(groups: Sequence[Group]) -> tuple[Name, ...]:
    """Return whom a contract is with: its ceiling is theirs."""
    return next((group.names for group in groups if group.how == "with"), ())


def _party(page: Page, name: Name) -> Party:
    return Party(name.name, words(page, name.start, name.end))


def _roles(text: str, one: Said) -> list[str]:
    found: list[str] = []
    for at, amount in enumerate(one.amounts):
        start = one.amounts[at - 1].end if at else one.start
        lead = text[start : amount.start]
        if amount.role:
            found.append(amount.role)
        elif at and (
            _part(text, amount, one.end)
            or _PART.search(lead)
            or ("part" in found and not _TOTAL.search(lead) and len(lead) < 40)
        ):
            found.append("part")
            if found[0] == "" and (_PART.search(lead) or _part(text, amount, one.end)):
                found[0] = "total"
        else:
            found.append(
                "total"
                if _TOTAL.search(lead[-60:]) or _TOTAL.match(text[amount.end : amount.end + 14].lstrip(" ,("))
                else ""
            )
    return _parts(one, found)


def _part(text: str, amount: Amount, end: int) -> bool:
    """Tell whether what comes after a sum makes it a part: £5 of it; £6 in all, with £5 going to X."""
    with_it = text[max(0, amount.start - 5) : amount.start].replace("\n", " ") == "with "
    return bool(_OF_IT.match(text, amount.end, end) or (with_it and _GOING.match(text, amount.end, end)))


def _parts(one: Said, roles: list[str]) -> list[str]:
    """Return the roles where sums add up to the last: then they are its parts."""
    worth = [amount.lowest if amount.plain and amount.lowest else 0 for amount in one.amounts]
    if len(worth) > 2 and worth[-1] and sum(worth[:-1]) == worth[-1]:
        return ["part"] * (len(worth) - 1) + ["total"]
    return roles


def _suppliers(text: str, one: Said, groups: list[Group], roles: list[str]) -> list[tuple[Name, ...]]:
    sure = [group for group in groups if group.how != "named"]
    groups = sure or groups
    count = len(one.amounts)
    if not groups:
        return [()] * count
    paid = [at for at, role in enumerate(roles) if role != "threshold"]
    every = tuple(name for group in groups for name in group.names)
    spread: list[tuple[Name, ...]] = [()] * count
    if len(paid) == len(every) > 1 and ("respectively" in text[one.start : one.end] or _alternate(one, every)):
        for at, name in zip(paid, every, strict=True):
            spread[at] = (name,)
        return spread
    bound = _bound(text, one, every)
    if len(bound) > 1:
        all_of = every if _SHARED.search(text, one.start, one.end) else ()
        return [
            (bound[at],) if at in bound else all_of if role == "total" or at == 0 else ()
            for at, role in enumerate(roles)
        ]
    if len(groups) > 1 and len(paid) == 1:
        at = paid[0]
        near = min(groups, key=lambda group: _distance(text, one.amounts[at], group, one.amounts))
        spread[at] = tuple(name for group in _beside(text, groups, near) for name in group.names)
        return spread
    if len(groups) == 1:
        part = roles.index("part") if "part" in roles else count
        late = 0 < part < count and every[0].start > one.amounts[part - 1].end
        return [
            every
            if at in paid and not (late and at < part) and (len(paid) == 1 or not _elsewhere(text, one, at, every))
            else ()
            for at in range(count)
        ]
    return _nearest(text, one, groups, roles)


def _nearest(text: str, one: Said, groups: list[Group], roles: list[str]) -> list[tuple[Name, ...]]:
    """Return for each sum the group that is nearest to it; a total of parts has them all."""
    spread: list[tuple[Name, ...]] = []
    for amount, role in zip(one.amounts, roles, strict=True):
        near = min(groups, key=lambda group: _distance(text, amount, group, one.amounts))
        spread.append(() if role == "threshold" else near.names)
    if roles[0] == "total" and set(roles[1:]) == {"part"} and groups[0].start > one.amounts[0].end:
        shared = _SHARED.search(text, one.start, one.end)
        spread[0] = tuple(name for group in groups for name in group.names) if shared else ()
    return spread


def _beside(text: str, groups: list[Group], near: Group) -> list[Group]:
    """Return a group with those that are listed with it, only in other words: X, and its sub-contractor Y."""
    at = groups.index(near)
    first = last = at
    while first and not _APART.search(text, groups[first - 1].names[-1].end, groups[first].names[0].start):
        first -= 1
    while last + 1 < len(groups) and not _APART.search(
        text, groups[last].names[-1].end, groups[last + 1].names[0].start
    ):
        last += 1
    return groups[first : last + 1]


def _elsewhere(text: str, one: Said, at: int, every: tuple[Name, ...]) -> bool:
    """Tell whether names stand in another clause than a sum."""
    first, last, amount = every[0].start, every[-1].end, one.amounts[at]
    low, high = (last, amount.start) if last <= amount.start else (amount.end, first)
    if last <= amount.start and _OWN_CLAUSE.search(text, last, amount.start):
        return True
    return ";" in text[low : max(low, high)]


def _bound(text: str, one: Said, every: tuple[Name, ...]) -> dict[int, Name]:
    """Return the names that stand right beside a sum, by the sums' numbers: X £5, Y (£6), £7 (Z)."""
    ends = {name.end: name for name in every}
    starts = {name.start: name for name in every}
    found: dict[int, Name] = {}
    for at, amount in enumerate(one.amounts):
        before = text[max(one.start, amount.start - 4) : amount.start]
        beside = len(before) - len(before.rstrip(" (:\u2013-\n"))
        name = ends.get(amount.start - beside) if beside else None
        name = name or ends.get(_bracket(text, one.start, amount.start))
        if name is None and text[amount.end : amount.end + 2] == " (":
            name = starts.get(amount.end + 2)
        if name:
            found[at] = name
    return found


def _bracket(text: str, start: int, at: int) -> int:
    """Return where what stands before an open bracket with a sum in it ends; -1 if there is none."""
    bracket = text.rfind("(", max(start, at - 42), at)
    if bracket <= start or ")" in text[bracket:at]:
        return -1
    return bracket - 1 if text[bracket - 1].isspace() else bracket


def _alternate(one: Said, every: tuple[Name, ...]) -> bool:
    """Tell whether names and sums come by turns."""
    amounts = [amount.start for amount in one.amounts]
    order = sorted([(name.start, 0) for name in every] + [(start, 1) for start in amounts])
    kinds = [kind for _, kind in order]
    return len(kinds) == 2 * len(every) and all(first != second for first, second in pairwise(kinds))


def _distance(text: str, amount: Amount, group: Group, amounts: Sequence[Amount]) -> tuple[int, int]:
    low, high = (group.end, amount.start) if group.end <= amount.start else (amount.end, group.start)
    crossed = sum(1 for other in amounts if low <= other.start < high)
    return crossed, max(0, high - low) + (15 * len(_CLAUSE.findall(text, low, max(low, high))))


def _times(text: str, one: Said, roles: list[str]) -> list[Time | None]:
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
    return ";" in text[low : max(low, high)] and not _PART.search(text, low, max(low, high) + 24)


def _far(text: str, amount: Amount, time: Time, amounts: Sequence[Amount]) -> tuple[int, int]:
    low, high = (time.end, amount.start) if time.end <= amount.start else (amount.end, time.start)
    crossed = sum(1 for other in amounts if low <= other.start < high)
    return crossed, max(0, high - low) + 15 * len(_CLAUSE.findall(text, low, max(low, high)))


def _lent(text: str, one: Said, before: Said | None, after: Said | None) -> tuple[Name, ...]:
    """Return the suppliers that the sentence before, or after, names for the sums of this one."""
    if before and not before.amounts and before.groups and text[before.end : one.start].count("\n") < 2:
        return tuple(name for group in before.groups for name in group.names)
    if (
        before
        and before.amounts
        and before.groups
        and len(before.groups) == 1
        and _AGAIN.match(text, one.start, one.end)
    ):
        return before.groups[0].names
    if after and not after.amounts and after.groups:
        return tuple(name for group in after.groups for name in group.names)
    return ()


def _with_time(one: Said, time: Time | None) -> Said:
    """Return a sentence with the time that another lent it, which it may lend on."""
    return one._replace(times=[time]) if time else one


def _shifted(text: str, one: Said, amount: Amount, time: Time | None) -> Time | None:
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


def _time_lent(text: str, one: Said, before: Said | None) -> Time | None:
    """Return the one time of the sentence before; a price that is told as it stands today has none."""
    if before and before.times and (match := _SINCE_THEN.search(text, one.start, one.end)):
        return Time(*match.span(), before.times[-1].first, None) if before.times[-1].first else None
    if before and before.amounts:
        today = _PRESENT.search(text, one.start, one.end) and not _PAST.search(text, one.start, one.end)
        if today or _ELSEWHEN.search(text, one.start, one.end):
            return None
    if before and len(before.times) == 1 and before.times[0].sure:
        near = text[before.end : one.start].count("\n") < 2 and not _LETTERS.search(text, before.start, before.end)
        return before.times[0] if near or _AGAIN.match(text, one.start, one.end) else None
    return None
