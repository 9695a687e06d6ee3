"""Columns of who was paid that no head calls so: names among which some are companies' by their form."""

import re
from collections.abc import Sequence

from indexer.facts.money.columns import Column
from indexer.facts.money.grids import Row
from indexer.facts.money.loose import Place
from indexer.facts.money.names import LEGAL

_WORD = re.compile(
    r"(?:[A-Z0-9(][\w'\u2019&.,/()+-]*|[a-z]['\u2019]?[A-Z]\w*|&|\+|-|\u2013|[a-z]{1,3}|the|t/a|plc|ltd|with)\W*"
)
_NONE = re.compile(
    r"(?:category|class|grade|band|type|year|option|lot|item|part|tier|level|other|others|various|misc\w*|redacted"
    r"|total|totals|all|low|high|central|medium|phase|zone|ward|week|month|quarter|q[1-4])\b",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"\b(?:description|service|purpose|item|reason|project|scheme|category|subject|type|department|directorate|area"
    r"|division|officer|role|post|councillor|member|school|ward|region|funder|donor|source|claimant|payer)s?\b",
    re.IGNORECASE,
)
"""What a column with names of companies in it may be of all the same."""
_CODE = re.compile(r"[A-Z]{0,3}[0-9/.-]{4,}\W*")
"""A number or a day, not of a name."""
_MANY = re.compile(r"[A-Z][a-z]+(?:\s[a-z]+)*\s(?:[a-z]{2,}(?<!ga|.s)s)(?:\s\([a-z ]+\))?")
"""Those of a kind: Public analysts (councils), Private individuals."""
_LONGEST = 80


def like_name(printed: str) -> bool:
    """Tell whether a cell's words are printed as a name is: with capitals."""
    words = printed.split()
    if not words or len(printed) > _LONGEST or not printed[0].isalnum() or _NONE.match(printed):
        return False
    if any(_CODE.fullmatch(word) for word in words) or (words[0].isdigit() and len(words[0]) > 2):
        return False
    return all(_WORD.fullmatch(word) for word in words) and any(letter.isalpha() for letter in printed)


def is_kind(printed: str) -> bool:
    """Tell whether a cell says of what kind those are who were paid, and names none of them."""
    return _MANY.fullmatch(printed) is not None or _NONE.fullmatch(printed) is not None


def with_payees(text: str, rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows of a table; of a column of names the cells that are names are suppliers."""
    if not rows or any(one and one.kind == "supplier" for row in rows for one in row.columns):
        return rows
    width = max(len(row.cells) for row in rows)
    full = [row for row in rows if len(row.cells) == width]
    at = next((at for at in range(min(width, 4)) if _of_names(text, full, at)), None)
    return rows if at is None else [_paid(text, row, at) if len(row.cells) == width else row for row in rows]


def _of_names(text: str, rows: Sequence[Row], at: int) -> bool:
    """Tell whether a column is of names: under a head that says nothing else one company does, else it takes half."""
    head = rows[0].columns[at] if at < len(rows[0].columns) else None
    if head and (head.kind not in ("", "purpose") or _HEAD.search(text, head.start, head.end)):
        return False
    cells = [text[slice(*row.cells[at])] for row in rows if row.cells[at][1] > row.cells[at][0]]
    companies = sum(LEGAL.search(printed) is not None for printed in cells)  # Devon & Cornwall is a police force
    if not companies:
        return False
    named = sum(like_name(printed) for printed in cells)
    return 2 * named > len(cells) if head else 2 * companies >= len(cells) > 1


def _paid(text: str, row: Row, at: int) -> Row:
    place: Place = row.cells[at]
    if not like_name(text[slice(*place)]):
        return row
    known = row.columns[at]
    one = known._replace(kind="supplier", doubtful=True) if known else Column("supplier", *place, doubtful=True)
    return row._replace(columns=(*row.columns[:at], one, *row.columns[at + 1 :]))
