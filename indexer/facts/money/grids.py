"""Tables on a page: their rows, what stands above them, and what their columns are."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from indexer.facts.money.amounts import Amount, between
from indexer.facts.money.columns import Column, column, noughts, says_money
from indexer.facts.money.loose import NIL, SUM, Place, bare_figures, loose, pairs
from indexer.facts.money.periods import Time, bare, times


class Row(NamedTuple):
    """A row: its cells, without blanks around them, and what stands above each; `title` are the lines above all."""

    cells: tuple[Place, ...]
    columns: tuple[Column | None, ...]
    title: tuple[Place, ...]
    loose: bool = False
    """Whether its cells are only what a line of words and sums looks like."""
    first: bool = False
    """Whether it is the first below its head."""


_NUMBER = re.compile(r"[(\-\u2013\u2212]?\s?(?:[£€$]\s?)?[0-9][0-9,.]*(?:\s?[kKmM])?\s?\)?[*%\u2020]?")
_BEGIN = frozenset("0123456789(-\u2013\u2212£€$")
_SIGN = re.compile(r"[£€$]")
_YEAR = re.compile(r"(?:19[5-9]|20[0-4])[0-9]|[£€$]\s?0{3}")
"""What a head may be, of what looks like a figure."""
_SMALL = re.compile(r"\(?[0-9]{1,3}(?:(?:,[0-9]{3})+|\.[0-9]{1,2})?\)?")
_COUNTED = re.compile(
    r"\b(?:numbers?|requests?|staff|people|officers|visits|issues|population|pupils|incidents|crimes|hours"
    r"|miles|mileage|tonnes|users|enrol\w+|students|cases"
    r"|searches|arrests|stock|books|loans|calls|volume|percent\w*|tests|samples|temperature|degrees|vehicles"
    r"|households|votes|electorate|sessions|patients)\b",
    re.IGNORECASE,
)
_LONGEST_TITLE = 200
_MOST_CELLS = 300
"""A row of more is data, or hostile."""


def rows(text: str, lines: Sequence[Sequence[Place]], amounts: Sequence[Amount]) -> Iterator[tuple[int, int, Row]]:
    """Yield each row of a table, with the numbers of its first line and of the one after its last."""
    state = _Above()
    at = 0
    while at < len(lines):
        line = lines[at]
        place = (line[0][0], line[-1][1])
        if not text[place[0] : place[1]].strip():
            state.blank()
            at += 1
            continue
        if 1 < len(line) <= _MOST_CELLS:
            cells = _cells(text, line)
            if _has_figures(text, cells):
                yield at, at + 1, state.row(text, cells)
            else:
                state.head(cells)
            at += 1
            continue
        block = pairs(text, lines, at) if len(line) == 1 else None
        if block:
            yield at, at + len(block[0]), Row(tuple(value for _, value in block[0]), block[1], tuple(state.title))
            at += len(block[0])
            continue
        if (
            len(line) == 1
            and text[place[1] - 1] in "0123456789)"
            and not state.unfinished
            and state.says_money(text, place)
            and (parts := bare_figures(text, place, state.scaled))
        ):
            row = state.loose(text, parts)
            sums = (
                None
                if "/" in text[slice(*cell)]
                else (one or Column("money", *place))._replace(kind="money", sure=True)
                for cell, one in zip(row.cells[1:], row.columns[1:], strict=True)
            )
            yield at, at + 1, row._replace(columns=(row.columns[0], *sums))
            at += 1
            continue
        inside = between(amounts, *place)
        if 0 < len(inside) <= _MOST_CELLS and (parts := loose(text, place, inside)) and not state.unfinished:
            yield at, at + 1, state.loose(text, parts)
        else:
            state.other(text, place)
        at += 1


class _Above:
    """What stands above the next row."""

    def __init__(self) -> None:
        self.title: list[Place] = []
        self.columns: list[list[Column | None]] = []
        self.heads: list[Sequence[Place]] = []
        self.under = False
        self.blanks = 0
        self.unfinished = False
        self.heading: Place | None = None
        self.bare = False
        self.noughts = 0

    @property
    def scaled(self) -> re.Pattern[str]:
        """What a bare figure looks like below all this: one of thousands has neither pence nor commas."""
        return _SMALL if self.noughts else SUM

    def blank(self) -> None:
        self.blanks += 1
        self.unfinished = False

    def head(self, cells: Sequence[Place]) -> None:
        """Note a row without figures. What it heads is looked at when figures come: most rows of lists head nothing."""
        self.heads = [*self.heads[-2:], cells]
        self.unfinished = False

    def _read_heads(self, text: str) -> None:
        read = [
            [column(text, *cell) if 0 < cell[1] - cell[0] < _LONGEST_TITLE else None for cell in cells]
            for cells in self.heads
        ]
        self.heads = []
        if self.under:
            read = [head for head in read if sum(one is not None and bool(one.kind) for one in head) > 1]
            self.under = not read
        if read and not self.under:
            self.columns = read

    def row(self, text: str, cells: Sequence[Place]) -> Row:
        if self.heads:
            self._read_heads(text)
        first = not self.under
        self.under, self.blanks, self.unfinished = True, 0, False
        merged: list[Column | None] = [None] * len(cells)
        barred = len(cells) > 1 and "|" in text[cells[0][1] : cells[1][0]]
        for head in self.columns:
            merged = [_merged(before, _at(head, at, len(cells), barred)) for at, before in enumerate(merged)]
        if not self.columns and self.heading and (parted := _parted(text, self.heading, len(cells))):
            merged = parted
        return Row(tuple(cells), tuple(_to_whom(text, merged)), tuple(self.title), first=first)

    def loose(self, text: str, cells: Sequence[Place]) -> Row:
        first = not self.under
        self.under, self.blanks, self.unfinished = True, 0, False
        heads = [time for time in times(text, *self.heading) if time.sure] if self.heading else []
        if len(heads) != len(cells) - 1:
            cells = [cell for cell in cells if cell[1] - cell[0] > 4 or not NIL.fullmatch(f" {text[slice(*cell)]}")]
        columns: list[Column | None] = [None] * len(cells)
        if len(heads) == len(cells) - 1 > 1:
            columns[1:] = [Column("span", time.start, time.end, time=time) for time in heads]
        return Row(tuple(cells), tuple(columns), tuple(self.title), loose=True, first=first)

    def other(self, text: str, place: Place) -> None:
        printed = text[place[0] : place[1]].strip()
        if self.under or self.heads:
            self.heads = []
        if self.under and (len(printed) > 60 or self.blanks):
            self.title, self.columns = [], []
        if self.under:
            self.columns = [] if len(printed) > 60 else self.columns
            self.title = []
        self.under = False
        if self.blanks and len(self.title) > 1:
            self.title = self.title[-1:]
        self.blanks = 0
        self.title = [*self.title[-2:], place] if len(printed) <= _LONGEST_TITLE else []
        self.heading = place if len(printed) <= _LONGEST_TITLE else None
        self.unfinished = len(printed) > 60 and not printed.endswith((".", ":", "?", "!", ";"))

    def says_money(self, text: str, place: Place) -> bool:
        """Tell whether what stands above says that bare figures here are sums, and nothing that they are counts."""
        if not self.under:
            above = "\n".join(text[start:end] for start, end in self.title[-2:])
            self.bare = (says_money(above)[0] or says_money(above)[1]) and not _COUNTED.search(above)
            self.noughts = noughts(above) if self.bare else 0
        return self.bare and not _COUNTED.search(text, *place)


def _to_whom(text: str, columns: list[Column | None]) -> list[Column | None]:
    """Return columns of which "To" without a "From" is who was paid."""
    if any(one and one.kind == "first" for one in columns):
        return columns
    return [
        one._replace(kind="supplier")
        if one and one.kind == "last" and text[one.start : one.end].lower() == "to"
        else one
        for one in columns
    ]


def _merged(before: Column | None, one: Column | None) -> Column | None:
    if before is None or one is None:
        return one or before
    kind = one.kind or before.kind
    if "money" in (before.kind, one.kind) and kind in ("purpose", "span", "money"):
        kind = "money"
    if before.kind == "count":
        kind = "count"
    return one._replace(
        kind=kind,
        unit=one.unit or before.unit,
        vat=one.vat or before.vat,
        noughts=one.noughts or before.noughts,
        currency=one.currency or before.currency,
        time=one.time or before.time,
        total=one.total or before.total,
        sure=one.sure or before.sure,
    )


def _at(head: Sequence[Column | None], at: int, width: int, barred: bool) -> Column | None:  # noqa: FBT001 - of a row
    """Return the head of a cell. Rows of a PDF lose their empty cells: of those the first and the last ones agree."""
    if barred or len(head) == width:
        return head[at] if at < len(head) else None
    if at == 0:
        return head[0]
    back = at - width + len(head)
    one = head[back] if 0 < back < len(head) else None
    return one and one._replace(sure=False, doubtful=True)


def _parted(text: str, place: Place, width: int) -> list[Column | None] | None:
    """Return a head that only commas part: a file of rows whose first line was taken for a title."""
    start, end = place
    cuts = [match.start() for match in re.finditer(",", text[start:end])]
    if len(cuts) != width - 1:
        return None
    edges = [start, *(start + cut + 1 for cut in cuts), end + 1]
    return [column(text, low, high - 1) for low, high in pairwise(edges)]


def _cells(text: str, line: Sequence[Place]) -> list[Place]:
    found: list[Place] = []
    for start, end in line:
        if text[start : start + 2] == "| ":  # an empty cell before it, of which the blanks are gone
            found.append((start, start))
            start += 2
        if start < end and not (text[start].isspace() or text[end - 1].isspace() or text[end - 1] == "|"):
            found.append((start, end))
            continue
        while start < end and text[start].isspace():
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] == "|"):
            end -= 1
        found.append((start, end))
    return found


def _has_figures(text: str, cells: Sequence[Place]) -> bool:
    signed = _SIGN.search(text, cells[0][0], cells[-1][1]) is not None
    for start, end in cells:
        printed = text[start:end]
        if printed[:1] in _BEGIN and _NUMBER.fullmatch(printed) and not _YEAR.fullmatch(printed):
            return True
        if signed and end - start < 60 and re.search(r"[£€$]\s?\(?(?!0{3}s?\W*$)[0-9]", printed):
            return not re.search(r"[A-Za-z]{3,}.*[£€$]\s?[0-9].*[A-Za-z]{3,}", printed)
    return False


def at_edge(text: str, start: int, end: int, time: Time) -> bool:
    """Tell whether a time is the first or the last of some words, which then are a title and its time."""
    return not text[start : time.start].strip(" (:,-\u2013") or not text[time.end : end].strip(" ):,.-\u2013*")


def title_time(text: str, title: Sequence[Place]) -> Time | None:
    """Return the time that the lines above say, the nearest first."""
    for start, end in reversed(title):
        if (time := bare(text, start, end)) and (time.sure or at_edge(text, start, end, time)):
            return time
    return None
