"""Lists of queries: a text with one a line, or a table with the columns name and query."""

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import chain, islice
from typing import BinaryIO

import click

LONGEST = 1 << 16
"""Bytes of a line that are read. A query has 4,000 characters at most; a table may have other columns."""

MOST_LINES = 20
"""Lines a row of a table may take: a cell in quotes may hold line breaks, but a quote may also be left open."""

QUERY, NAME = "query", "name"
_DELIMITERS = ",;\t"
_OPEN = "unexpected end of data"  # Python's words for a quote that is not closed
_WIDE = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of a list: the line it begins on, counted from 1, and how many bytes it takes.

    `name` is the query itself where the list has none. With a `problem` it cannot be asked.
    """

    line: int
    name: str
    query: str
    size: int
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    size: int
    problem: str = ""


def entries(file: BinaryIO, name: str) -> Iterator[Listed]:
    """Yield the entries of a list as it is read; empty lines and those that begin with # are none.

    It is a table if its first line names a column `query` beside others, or by itself in a file named so. Raises
    click.ClickException if such a file has no column `query`, or if it is no UTF-8 at all.
    """
    lines = _lines(file, name)
    first = next((line for line in lines if line.text.strip() or line.problem), None)
    if first is None:
        return
    delimiter, heading = _heading(first.text)
    table = name.lower().endswith((".csv", ".tsv"))
    if QUERY in heading and (table or len(heading) > 1):
        yield from _rows(lines, delimiter, heading)
    elif table:
        raise click.ClickException(f"{name} has no column {QUERY}; its first line must name the columns: name,query")
    else:
        yield from _queries(first, lines)


def _lines(file: BinaryIO, name: str) -> Iterator[_Line]:
    number = 0
    while raw := file.readline(LONGEST):
        number += 1
        size = len(raw)
        if number == 1 and raw.startswith(_WIDE):
            raise click.ClickException(f"{name} is UTF-16; save it as UTF-8")
        while not raw.endswith(b"\n") and (more := file.readline(LONGEST)):
            size += len(more)
            raw = more if more.endswith(b"\n") else raw
        problem = f"longer than {LONGEST:,} bytes" if size > LONGEST else ""
        try:
            text = raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            text, problem = "", problem or "not UTF-8"
        yield _Line(number, text, size, problem or ("not text" if "\0" in text else ""))


def _queries(first: _Line, lines: Iterator[_Line]) -> Iterator[Listed]:
    for line in chain((first,), lines):
        query = line.text.strip()
        if line.problem:
            yield Listed(line.number, "", "", line.size, line.problem)
        elif query and not query.startswith("#"):
            yield Listed(line.number, query, query, line.size)


def _heading(text: str) -> tuple[str, list[str]]:
    """Return what parts the columns of a table, and their names as they are compared."""
    delimiter = max(_DELIMITERS, key=text.count)
    try:
        return delimiter, [cell.strip().lower() for cell in _cells(text, delimiter)]
    except csv.Error:
        return delimiter, []


def _cells(text: str, delimiter: str) -> list[str]:
    return next(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True), [])


def _rows(lines: Iterator[_Line], delimiter: str, heading: Sequence[str]) -> Iterator[Listed]:
    """Yield a table's rows. Where one goes wrong it is its first line that does: the next is read as a row again."""
    waiting: deque[_Line] = deque()
    while waiting or _another(waiting, lines):
        row = _row(waiting, lines, delimiter)
        begun = waiting[0]
        taken = [waiting.popleft() for _ in range(1 if isinstance(row, str) else row[1])]
        size = sum(line.size for line in taken)
        if isinstance(row, str):
            yield Listed(begun.number, "", "", size, row)
            continue
        cells = dict(zip(heading, (" ".join(cell.split()) for cell in row[0]), strict=False))
        if not any(cells.values()) or row[0][0].startswith("#"):
            continue
        query = cells.get(QUERY, "")
        problem = "" if query else f"nothing in the column {QUERY}"
        yield Listed(begun.number, cells.get(NAME) or query, query, size, problem)


def _row(waiting: deque[_Line], lines: Iterator[_Line], delimiter: str) -> tuple[list[str], int] | str:
    """Return the cells of the first row that waits and how many lines it takes, or why it is none."""
    taken = 0
    while True:
        if taken == len(waiting) and (taken == MOST_LINES or not _another(waiting, lines)):
            return "a quote is not closed"
        taken += 1
        if problem := waiting[taken - 1].problem:
            return problem if taken == 1 else "a quote is not closed"
        try:
            return _cells("".join(line.text for line in list(waiting)[:taken]), delimiter), taken
        except csv.Error as error:
            if taken > 1 and str(error) != _OPEN:
                return "a quote is not closed"
            if "expected after" in str(error):
                return 'a quote within a cell must be doubled, and the cell be in quotes: name,"""a phrase"" and words"'
            if str(error) != _OPEN:
                return str(error)


def _another(waiting: deque[_Line], lines: Iterator[_Line]) -> bool:
    """Let one more line wait; tell whether there was one."""
    before = len(waiting)
    waiting.extend(islice(lines, 1))
    return len(waiting) > before
