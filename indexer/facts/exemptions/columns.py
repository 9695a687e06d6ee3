"""Numbers of provisions in a column of a table that its head says to be of them: Section, Exemption, FOI section."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from indexer.facts.exemptions.cues import COMMON
from indexer.facts.exemptions.laws import TITLES, parts
from indexer.facts.exemptions.mentions import Listed, numbers

_HEAD = re.compile(
    r"(?i)\W{0,3}(?:(?:foi|foia|foisa|eirs?|relevant|the)\s)?(?P<word>sections?|exemptions?|exceptions?|regulations?|provisions?)"
    r"(?:\(s\))?(?:\s(?:no\.?|numbers?|refs?\.?|references?|applied|used|claimed|cited|engaged|relied\s(?:up)?on|of|the|act"
    r"|foia?|foisa|eirs?|\(s\)|under)){0,5}\W{0,3}"
)
_UNITS = {"section": "s", "regulation": "reg"}
_LAST = 88
_PLAIN = 4
"""A table goes on after so many lines that are no rows: cells of a PDF go over lines."""


class _Head(NamedTuple):
    """Where the column is, from the left and from the right, its word, and all columns' names."""

    left: int
    right: int
    word: str


class _Cell(NamedTuple):
    start: int
    text: str


def columns(text: str) -> list[Listed]:
    """Return what stands in such columns of a text in which a bar parts cells; bare numbers only beside surer ones."""
    found: list[Listed] = []
    head: _Head | None = None
    rows: list[tuple[Listed, str]] = []
    plain = 0
    for cells in _rows(text):
        plain = 0 if len(cells) > 1 else plain + 1
        heading = _head(cells) if plain == 0 else None
        if heading or plain > _PLAIN:
            found += _sure(rows)
            head, rows = heading, []
        elif head and plain == 0 and (listed := _listed(cells, head)):
            rows.append((listed, " ".join(cell.text for cell in cells)))
    return found + _sure(rows)


def _rows(text: str) -> Iterator[list[_Cell]]:
    at = 0
    for line in text.split("\n"):
        cells, start = [], at
        for part in line.split("|"):
            cells.append(_Cell(start, part))
            start += len(part) + 1
        yield cells
        at += len(line) + 1


def _head(cells: list[_Cell]) -> _Head | None:
    for at, cell in enumerate(cells):
        if len(cell.text) < 60 and (match := _HEAD.fullmatch(cell.text)):
            return _Head(at, len(cells) - at, match["word"].lower())
    return None


def _listed(cells: list[_Cell], head: _Head) -> Listed | None:
    """Return the numbers in a row's cell of the column, if nothing else is in it."""
    at = head.left if len(cells) == head.left + head.right else len(cells) - head.right
    cell = cells[at] if 0 <= at < len(cells) else None
    if not cell or not cell.text.strip() or len(cell.text) > 200:
        return None
    start = cell.start + len(cell.text) - len(cell.text.lstrip())
    found = numbers(cell.text, start - cell.start, many=True)
    if not found or cell.text[found[-1].end :].strip(" .;,") or int(parts(found[0].number)[-1].rstrip("AB")) > _LAST:
        return None
    moved = tuple(one._replace(start=one.start + cell.start, end=one.end + cell.start) for one in found)
    return Listed(moved[0].start, moved[-1].end, _UNITS.get(head.word.rstrip("s"), ""), head.word, moved, column=True)


def _sure(rows: list[tuple[Listed, str]]) -> list[Listed]:
    """Return what a column has if one of its numbers has brackets, or stands beside what it is about."""
    every = [one.number for listed, _ in rows for one in listed.numbers]
    common = len(every) > 1 and not rows[0][0].word.endswith("s") and COMMON.issuperset(every)
    sure = common or any("(" in one for one in every) or any(_is_titled(*row) for row in rows)
    return [listed for listed, _ in rows] if sure else []


def _is_titled(listed: Listed, row: str) -> bool:
    number, said = listed.numbers[0].number, " ".join(row.lower().split())
    titles = (TITLES[law].get(number, "") for law in ("FOIA", "FOISA"))
    return any(title and title.lower() in said for title in titles)
