"""Rows of any command as JSON Lines, CSV or TSV: the fields that are wanted, and cells that are safe to open."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import click

from search_cli.choosing import OneOf
from search_cli.config import hint
from search_cli.terminal import clean, line

Row = Mapping[str, Any]
ROWS = ("jsonl", "csv", "tsv")
"""The formats that have one row for each thing that is listed."""
TABLES = ("csv", "tsv")
FORMULA = ("=", "+", "-", "@", "\t", "\r")

_Command = TypeVar("_Command", bound=Callable[..., Any])


def row_options(command: _Command) -> _Command:
    """Give a command that lists something --format, as `format_`, and --fields, as `fields`."""
    formats = OneOf(["text", *ROWS])
    with_fields = click.option("--fields", metavar="A,B,C", help="Only these fields, in this order; not of text.")
    return click.option("--format", "format_", type=formats, default="text", show_default=True)(with_fields(command))


def chosen(format_: str, wanted: str | None, known: Sequence[str], usual: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the fields of a format: those a person wants, in their order; else all there are, in tables the usual.

    Raises click.UsageError for a name there is not, with the one that is near, and if the format has no fields.
    """
    if wanted is None:
        return tuple(usual if usual and format_ in TABLES else known)
    context = click.get_current_context(silent=True)
    if format_ == "text":
        raise click.UsageError("--fields is for the formats that have fields; add --format csv, or another", context)
    names = [name.strip() for name in wanted.split(",") if name.strip()]
    unknown = [name for name in names if name not in known]
    if unknown:
        advice = hint(unknown[0], known) or f"; the fields are {', '.join(known)}"
        raise click.UsageError(f"there is no field {unknown[0]!r}{advice}", context)
    if not names:
        raise click.UsageError(f"--fields names none; the fields are {', '.join(known)}", context)
    return tuple(dict.fromkeys(names))


def lines(format_: str, rows: Iterable[Row], fields: Sequence[str]) -> Iterator[str]:
    """Yield rows as text, each with its line end; CSV and TSV begin with a heading, and have one without rows too."""
    if format_ == "jsonl":
        for row in rows:
            yield json_line({name: row[name] for name in fields})
        return
    table, between = (tsv_line, "; ") if format_ == "tsv" else (csv_line, "\n")
    yield table(fields)
    for row in rows:
        yield table([cell(row[name], between) for name in fields])


def json_line(value: object) -> str:
    """Return a line of JSON. Lone surrogates are escaped: they have no UTF-8."""
    text = json.dumps(value, ensure_ascii=False)
    return (text if text.isprintable() else json.dumps(value)) + "\n"


def csv_line(cells: Iterable[str]) -> str:
    """Return a row of CSV."""
    import csv
    from io import StringIO

    buffer = StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()


def tsv_line(cells: Iterable[str]) -> str:
    """Return a row of TSV, which has no quotes: what would be a tab or a line end in a cell is a blank."""
    return "\t".join(map(line, cells)) + "\n"


def cell(value: object, between: str = "\n") -> str:
    """Return a value no spreadsheet takes for a formula. Source: OWASP, CSV injection.

    A list of texts has a line for each; what has parts of its own is written as JSON.
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case list() | tuple() if all(isinstance(part, str | int) for part in value):
            text = between.join(map(str, value))
        case list() | tuple() | Mapping():
            text = json_line(value).rstrip("\n") if value else ""
        case _:
            text = str(value)
    text = clean(text)
    return f"'{text}" if text.startswith(FORMULA) else text
