"""Sums in sentences: which of the names and times around them belong to which."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from indexer.extract.pages import Page
from indexer.facts.money.amounts import Amount, between
from indexer.facts.money.moments import lent_time, moments, shifted, with_time
from indexer.facts.money.names import Name
from indexer.facts.money.parties import Group, payer, suppliers
from indexer.facts.money.periods import Time, times
from indexer.facts.money.purposes import purpose
from indexer.facts.money.said import AGAIN, PART, Said
from indexer.facts.money.sentences import paragraphs, sentences
from indexer.facts.money.shares import shares
from indexer.facts.records import Body, Money, Party, Period
from indexer.facts.text import words

Place = tuple[int, int]

_TOTAL = re.compile(
    r"\b(?:in total|totals?|totalled|totalling|in all|altogether|combined|overall|(?:grand|sub-?) ?total"
    r"|aggregate|sum of)\b",
    re.IGNORECASE,
)
_SUPPLYING = re.compile(
    r"\b(?:suppl(?:iers?|ied|ies)|deliver(?:ed|y)|provid(?:ed|ers?)|undertaken|carried out|contract(?:ors?"
    r"|ed)?|agenc(?:y|ies)|compan(?:y|ies)|firms?|consultants?"
    r"|awarded|appointed|commissioned|procured|used|built|designed|produced|engaged|hired|bought|runs|operates|manages|solicitors|advis[eo]rs?|purchased"
    r"|paid|payments?|conducted|(?:run|held|won|operated|managed|hosted|maintained|printed|organised|led) by)\b",
    re.IGNORECASE,
)
_STOCK = re.compile(
    r"\b(?:st(?:ood|ands) at|outstanding|arrears|balances?|reserves|borrowing|debts?|owed|overdrawn|deficit)\b",
    re.IGNORECASE,
)
_OF_IT = re.compile(r"\sof\s(?:it|this|that|these|which|the\stotal|the\ssum)\b", re.IGNORECASE)
_GOING = re.compile(r"\s(?:of\sthat\s)?(?:going|paid|spent|being\s(?:paid|spent)|awarded|given|allocated)\b")
_LOOSE = frozenset(("named", "beside", "after", "then"))


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
            before = one if one.times or not one.amounts else with_time(one, lent_time(page.text, one, before))


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
    shared = shares(text, one, groups, roles)
    whens = moments(text, one, roles)
    lent = _lent(text, one, before, after) if not groups else ()
    if len(lent) == len(one.amounts) > 1 and "respectively" in text[one.start : one.end]:
        shared, lent = [(name,) for name in lent], ()
    spread = lent_time(text, one, before) if not one.times else None
    stock = _STOCK.search(text, one.start, one.end)
    for amount, role, paid, when in zip(one.amounts, roles, shared, whens, strict=True):
        limit = role == "threshold"
        who = _agreed(groups) if limit else paid or (lent if role != "part" or not one.groups else ())
        time = None if limit else shifted(text, one, amount, when or spread)
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
            or PART.search(lead)
            or ("part" in found and not _TOTAL.search(lead) and len(lead) < 40)
        ):
            found.append("part")
            if found[0] == "" and (PART.search(lead) or _part(text, amount, one.end)):
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


def _lent(text: str, one: Said, before: Said | None, after: Said | None) -> tuple[Name, ...]:
    """Return the suppliers that the sentence before, or after, names for the sums of this one."""
    if before and not before.amounts and before.groups and text[before.end : one.start].count("\n") < 2:
        return tuple(name for group in before.groups for name in group.names)
    if (
        before
        and before.amounts
        and before.groups
        and len(before.groups) == 1
        and AGAIN.match(text, one.start, one.end)
    ):
        return before.groups[0].names
    if after and not after.amounts and after.groups:
        return tuple(name for group in after.groups for name in group.names)
    return ()
