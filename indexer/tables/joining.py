"""Pieces of tables, page by page, put together. Joined is only what says itself that it goes on.

A table that ends a page and one that begins the next are one if the heading is repeated, and nothing stands
between but what stands on other pages too. Where no heading is repeated, who knows: two tables they remain.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from indexer.tables.records import Cells, PageTables, Piece, Table

_PAGE_NUMBER = re.compile(r"(?:page|p\.?|-|–|\|)?\s*\d+\s*(?:(?:of|/)\s*\d+)?\s*(?:-|–|\|)?", re.IGNORECASE)
_NUMBERED = re.compile(r"\bpage\s+\d+(?:\s*(?:of|/)\s*\d+)?", re.IGNORECASE)
_CAPTION = re.compile(r"(?:table|figure|chart|annex|appendix|schedule|part|section)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[-/–]\s*(?:\d\d){1,2})?")


@dataclass(slots=True)
class _Growing:
    """A table that may go on. `last` is the page it stands on, or reached."""

    piece: Piece
    rows: list[Cells]
    pages: list[int]
    last: int
    repeats: list[Cells] = field(default_factory=list)


def joined(pages: Iterable[PageTables]) -> Iterator[Table]:
    """Yield the tables of these pages, which come in order, whole."""
    read = list(pages)
    running = _running(read)
    open_, at_foot = None, False
    for page in read:
        for place, piece in enumerate(page.pieces):
            again = 0
            if open_ and place == 0 and at_foot and page.number == open_.last + 1 and _is_clear(page.above, running):
                again = _repeated(open_.piece, piece)
            if open_ and (piece.follows or again):
                _extend(open_, piece, again, page.number)
            else:
                if open_:
                    yield _whole(open_)
                open_ = _Growing(piece, list(piece.rows), [page.number] * len(piece.rows), page.number)
        at_foot = bool(page.pieces) and _is_clear(page.below, running, _foot_forms(page))
    if open_:
        yield _whole(open_)


def _extend(table: _Growing, piece: Piece, again: int, page: int) -> None:
    table.repeats = table.repeats or list(piece.rows[:again])
    rows = piece.rows[again:]
    table.rows += rows
    table.pages += [page] * len(rows)
    table.last = page


def _whole(table: _Growing) -> Table:
    """The table, of equal width throughout: a sheet's later rows may have more cells."""
    width = max(map(len, table.rows), default=0)
    rows = [row + ("",) * (width - len(row)) for row in table.rows]
    headed = len(rows) > 1 and (table.piece.headed or rows[0] in table.repeats or reads_as_header(rows[0]))
    first = 1 if headed else 0
    return Table(rows[0] if headed else (), tuple(rows[first:]), tuple(table.pages[first:]), title=table.piece.title)


def _repeated(before: Piece, after: Piece) -> int:
    """How many rows, from the first, are the heading of the piece before again; 0 if it is not repeated.

    Beyond the first only what belongs to a heading of several rows: it follows one with cells left open, and
    has no figures. Two payments alike, each the first on its page, are two.
    """
    if after.follows or after.title != before.title or not after.rows or not _could_be_header(after.rows[0]):
        return 0
    at = next((n for n, row in enumerate(before.rows) if row == after.rows[0] or not _is_title(row)), -1)
    if at < 0 or before.rows[at] != after.rows[0]:
        return 0
    count = 1
    for row, other in zip(before.rows[at + 1 :], after.rows[1:], strict=False):
        if row != other or "" not in after.rows[count - 1] or any(map(_has_figures, row)):
            break
        count += 1
    return count


def _is_title(row: Cells) -> bool:
    """Tell whether a row could stand over a heading: only the first page has it."""
    return sum(map(bool, row)) < 2


def _could_be_header(row: Cells) -> bool:
    """Tell whether a row has words, and no figures but years: a payment that comes again is no heading."""
    filled = [cell for cell in row if cell]
    return (
        len(filled) > 1
        and not any(_has_figures(cell) and not _YEAR.fullmatch(cell) for cell in filled)
        and any(c.isalpha() for cell in filled for c in cell)
    )


def reads_as_header(row: Cells) -> bool:
    """Tell whether a row reads like headings: most cells have something, and what they have is words or years."""
    return 2 * sum(map(bool, row)) >= len(row) and _could_be_header(row)


def _has_figures(cell: str) -> bool:
    """Tell whether a cell is a figure, a sum or a date rather than words: "Period 1" is words."""
    letters = sum(c.isalpha() for c in cell)
    return sum(c.isdigit() for c in cell) > letters


def _running(pages: Sequence[PageTables]) -> frozenset[str]:
    """The lines that stand over or under the tables of several pages, as `_forms` has them: running heads and feet."""
    seen: Counter[str] = Counter()
    for page in pages:
        forms = {form for line in (*page.above, *page.below) for form in _forms(line)}
        seen.update(forms | _foot_forms(page))
    return frozenset(form for form, times in seen.items() if times > 1)


def _is_clear(lines: Sequence[str], running: frozenset[str], foot: frozenset[str] = frozenset()) -> bool:
    """Tell whether there is nothing but running heads or feet among these lines; `foot` has the forms of the last."""
    known = [bool(_PAGE_NUMBER.fullmatch(line)) or not running.isdisjoint(_forms(line)) for line in lines]
    if known and foot & running:
        known[-1] = True
    return all(known)


def _forms(line: str) -> frozenset[str]:
    """A line without its page number, if it says that it is one: "Table 1" and "Table 2" are not the same line."""
    return frozenset({_NUMBERED.sub("page", line)})


def _foot_forms(page: PageTables) -> frozenset[str]:
    """The last line of a page, with each number in turn as its distance from the page's number.

    "Annex C 1-31" and, on the next page, "Annex C 1-32" have a form in common.
    """
    line = page.below[-1] if page.below else ""
    if _CAPTION.match(line):
        return frozenset()
    return frozenset(
        f"{line[: found.start()]}{int(found[0]) - page.number:+}{line[found.end() :]}"
        for found in re.finditer(r"[0-9]{1,6}", line)
    )
