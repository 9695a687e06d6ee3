"""Whom each sum of a sentence was paid to, of those whom it names."""

import re
from collections.abc import Sequence
from itertools import pairwise

from indexer.facts.money.amounts import Amount
from indexer.facts.money.names import Name
from indexer.facts.money.parties import Group
from indexer.facts.money.said import CLAUSE, Said

_OWN_CLAUSE = re.compile(
    r"[,;]\s(?:and|while|whilst|but|whereas)\s(?:the|a|an|our|another)\s(?!total|overall|remaining|rest|balance)[^,;£€$]{3,60}"
    r"\s(?:costs?|was|were|came|totalled|amounted)\b"
)
"""A sum with a subject of its own: X was paid £5, and the licence cost £6."""
_SHARED = re.compile(r"\b(?:split|shared|divided|apportioned)\b|\bbetween\s(?:the\s)?[A-Z]")
"""Words by which all of a total went to those who are named for its parts."""
_APART = re.compile(r"\b(?:by|was|were|is|are|who|which|at|has|had|paid|from|to|for)\b|[.;£€$]|(?s:.{60})")


def shares(text: str, one: Said, groups: list[Group], roles: list[str]) -> list[tuple[Name, ...]]:
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
    return crossed, max(0, high - low) + (15 * len(CLAUSE.findall(text, low, max(low, high))))
