"""Changing foi.toml: what a command sets is set, and all else, comments and order too, stays as a person wrote it."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from search_cli.declaring import write

Way = Sequence[str]
"""The names that lead to a table or a value: ("watches", "asbestos")."""


def put(path: Path, way: Way, value: Any) -> None:
    """Set a value, or a whole table, making the tables that lead to it. Whole or not at all."""
    _change(path, way, value)


def remove(path: Path, way: Way) -> None:
    """Take a value or a table out; and the table it was in, if nothing is left of that."""
    _change(path, way, None)


def _change(path: Path, way: Way, value: Any) -> None:
    """Raises click.ClickException, with nothing written, if the file would not mean what is wanted afterwards."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    read = path.read_bytes().decode() if path.exists() else ""
    ends = "\r\n" if "\r\n" in read else "\n"
    text = read.replace("\r\n", "\n")
    wanted = _changed(tomllib.loads(text), way, value)
    try:
        document = tomlkit.parse(text)
        _apply(document, way, value)
        after = tomlkit.dumps(document).strip("\n") + "\n"
        same = tomllib.loads(after) == wanted
    except (TOMLKitError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise _by_hand(path, way) from error
    if not same:
        raise _by_hand(path, way)
    write(path, after.replace("\n", ends))


def _by_hand(path: Path, way: Way) -> click.ClickException:
    return click.ClickException(f"{path} cannot be changed as it is written; change [{'.'.join(way)}] in it by hand")


def _changed(tables: dict[str, Any], way: Way, value: Any) -> dict[str, Any]:
    """Return what the file must mean afterwards."""
    first, *rest = way
    inner = _changed(dict(tables.get(first, {})), rest, value) if rest else value
    kept = {name: one for name, one in tables.items() if name != first}
    return kept if inner is None or inner == {} else {**tables, first: inner}


def _apply(document: Any, way: Way, value: Any) -> None:
    import tomlkit

    *tables, last = way
    passed = [document]
    for name in tables:
        if name not in passed[-1]:
            passed[-1][name] = tomlkit.table(is_super_table=True)
        passed.append(passed[-1][name])
    if value is not None:
        passed[-1][last] = _table(value) if isinstance(value, Mapping) else value
        return
    del passed[-1][last]
    for inner, outer, name in zip(reversed(passed[1:]), reversed(passed[:-1]), reversed(tables), strict=True):
        if not len(inner):
            del outer[name]


def _table(values: Mapping[str, Any]) -> Any:
    """Return a table with a blank line after it."""
    import tomlkit

    table = tomlkit.table()
    table.update(values)
    table.add(tomlkit.nl())
    return table
