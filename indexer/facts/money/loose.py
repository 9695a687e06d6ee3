"""Lines that have no cells and are rows all the same: a label with sums behind it, bare figures, keys with values."""

import re
from collections.abc import Sequence
from itertools import pairwise

from indexer.facts.money.amounts import Amount
from indexer.facts.money.columns import Column, column

Place = tuple[int, int]

_BESIDE = re.compile(
    r"[\s|,;*\u2020()+-]*(?:(?:p\.?a\.?|each|approx\.?|nil|n/a|[0-9][0-9,.%]*|(?:ex|inc)\w*\.? VAT"
    r"|\([^)£]{0,40}\))[\s|,;*]*)*"
)
_PAIR = re.compile(
    r"\s*(?:[0-9]{1,2}[.)]\s+|[\u2022*-]\s+)?(?P<key>[A-Z][^:|\n£]{1,48}?)(?::|\s[-\u2013])\s+(?P<value>\S[^\n]*)$"
)
_FIGURE = re.compile(r"(?<![\w.,/£-])\(?[0-9][0-9,./-]*\)?(?![\w])")
_FIGURES = re.compile(r"(?:\(?[0-9][0-9,./-]*\)?(?:\s+|$))*+")
SUM = re.compile(r"\(?(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{2})?|[0-9]+\.[0-9]{2})\)?")
NIL = re.compile(r"\s(?P<nil>nil|n/a|none|[-\u2013\u2014])(?=\s|$)", re.IGNORECASE)
_LABEL = re.compile(r"(?=.{3,60}$)[A-Z][A-Za-z'\u2019&()/,-]*(?:\s[A-Za-z0-9'\u2019&()/,-]+){0,6}")
_KEYS = frozenset(("supplier", "date", "payer", "purpose"))
_LEAD = re.compile(r"\s*(?:[\u2022\u00b7*o-]\s+|\(?[a-z0-9]{1,3}[.)]\s+)?")
_VERB = re.compile(
    r"\b(?:was|were|is|are|has|have|had|been|be|will|would|spent|spends|paid|pays|awards|wins|gets|buys"
    r"|receives|received|costs|we|which|that|this|these|you|your"
    r"|of|at|to|by|from|approximately|about|over|than|up|and|or)$"
    r"|\b(?:was|were|has been|have been|had|will|would|we|you|they|which|did|does|please|is|are)\b",
    re.IGNORECASE,
)


def loose(text: str, line: Place, inside: Sequence[Amount]) -> list[Place] | None:
    """Return the cells of a line that is a label with sums behind it, None if it is none."""
    lead = _LEAD.match(text, *line)
    start = lead.end() if lead else line[0]
    first = inside[0]
    empty = _empty(text, start, first.start)
    label = text[start : empty[0][0] if empty else first.start].rstrip(" \t:\u2013\u2014-=.\u2026")
    if (
        not label.strip()
        or len(label) > 80
        or len(label.split()) > 10
        or _VERB.search(label)
        or ("." in label[:-1] and ". " in label)
    ):
        return None
    at = first.end
    for one in inside[1:]:
        if not _BESIDE.fullmatch(text, at, one.start):
            return None
        at = one.end
    rest = text[at : line[1]].rstrip()
    if rest.endswith(".") or not _BESIDE.fullmatch(rest):
        return None
    edges = [(one.start, one.end) for one in inside]
    for (_, low), (high, _) in pairwise([*edges, (line[1], line[1])]):
        empty += _empty(text, low, high)
    return [(start, start + len(label)), *sorted([*edges, *empty])]


def _empty(text: str, start: int, end: int) -> list[Place]:
    """Return the cells before or between sums that say there is none."""
    found = []
    while match := NIL.search(text, start, end):
        found.append(match.span("nil"))
        start = match.end("nil")
    return found


def bare_figures(text: str, line: Place, looks_like: re.Pattern[str] = SUM) -> list[Place] | None:
    """Return the cells of a line of a label with bare figures behind it that look like sums, None if it is none."""
    start, end = line
    if end - start > 160 or (not text[end - 1 : end].isdigit() and text[end - 1 : end] not in ")"):
        return None
    figures = list(_FIGURE.finditer(text, start, end))
    if not figures or any(sign in text[start:end] for sign in "£€$%"):
        return None
    label = text[start : figures[0].start()].rstrip(" .:\t\u2026")
    after = text[figures[0].start() : end]
    if not _LABEL.fullmatch(label) or _VERB.search(label) or not _FIGURES.fullmatch(after):
        return None
    looks = [match.span() for match in figures if match.group() == "0" or looks_like.fullmatch(match.group())]
    if all(low + 1 == high for low, high in looks) and looks_like is SUM:
        return None
    if looks and looks[-1][1] < end and "/" in text[looks[-1][1] : end]:
        looks.append((looks[-1][1] + 1, end))
    return [(start, start + len(label)), *looks] if looks else None


def pairs(
    text: str, lines: Sequence[Sequence[Place]], at: int
) -> tuple[list[tuple[Place, Place]], tuple[Column, ...]] | None:
    """Return the lines from here on that are keys with values, if they tell of one payment."""
    found: list[tuple[Place, Place]] = []
    while at < len(lines) and len(lines[at]) == 1 and len(found) < 20:
        match = _PAIR.match(text, *lines[at][0])
        if not match:
            break
        found.append((match.span("key"), match.span("value")))
        at += 1
    if len(found) < 2:
        return None
    columns = tuple(column(text, *key) for key, _ in found)
    kinds = [one.kind for one in columns]
    if not (_KEYS & {*kinds} and "money" in kinds) or len(kinds) - kinds.count("") < 2 or kinds.count("money") > 3:
        return None
    return found, columns
