"""The configuration: flag, then environment FOI_*, then foi.toml in the data folder, then the default."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

FILE = "foi.toml"
SOURCES = "sources"
QUERIES = "queries"
WATCHES = "watches"
MAIL = "mail"
OF_NO_COMMAND = (SOURCES, QUERIES, WATCHES, MAIL)
"""The tables that are of no command: sources of one's own, saved queries, watches, and how mail is sent."""
EVERY = "every"
"""The key of a source's table that says how often `foi update` crawls it: no option of a command."""


def default_data() -> Path:
    """Return the data folder where none is named: the platform's folder for user data."""
    from platformdirs import user_data_path

    return user_data_path("foi-index")


def load(data: Path, commands: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Read foi.toml: a table for each command, one for each source under `sources`, saved `queries`, and `watches`.

    Raises click.UsageError naming the file if it is no TOML, or has a table that is no command's.
    """
    path = data / FILE
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{path} cannot be read: {error}") from error
    import tomllib

    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise click.UsageError(f"{path} cannot be read: {error}") from error
    _check(tables, [*commands, *OF_NO_COMMAND], path)
    return tables


def _check(tables: dict[str, Any], known: list[str], path: Path) -> None:
    """Raise click.UsageError for what is no table of ours, or not as ours are."""
    for name, table in tables.items():
        if name not in known or not isinstance(table, dict):
            raise click.UsageError(f"{path} has a setting foi does not know: {name}{hint(name, known)}")
    for kind in (SOURCES, WATCHES):
        for name, table in tables.get(kind, {}).items():
            if not isinstance(table, dict):
                raise click.UsageError(f"{path} [{kind}] {name}: must be a table, [{kind}.{name}]")
    for name, query in tables.get(QUERIES, {}).items():
        if not isinstance(query, str) or not query.strip():
            raise click.UsageError(f'{path} [{QUERIES}] {name}: must be a query in quotes, {name} = "asbestos schools"')
    _check_watches(tables, path)


def _check_watches(tables: dict[str, Any], path: Path) -> None:
    for name, watch in tables.get(WATCHES, {}).items():
        query = watch.get("query")
        if not isinstance(query, str) or not query.strip():
            raise click.UsageError(f'{path} [{WATCHES}.{name}] has no query: query = "asbestos schools"')
        if name in tables.get(QUERIES, {}):
            raise click.UsageError(f"{path} has {name} twice, in [{QUERIES}] and in [{WATCHES}]; rename one of them")


def saved(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Return the queries that query:NAME stands for: those that are saved, and those of watches."""
    return {
        **tables.get(QUERIES, {}),
        **{name: watch["query"] for name, watch in tables.get(WATCHES, {}).items()},
    }


def flags(command: click.Command) -> frozenset[str]:
    """Return the keys a command's table may have: the names of its options."""
    return frozenset(_names(command))


def options(tables: dict[str, dict[str, Any]], command: click.Command, path: Path) -> dict[str, Any]:
    """Return the file's values for one command, by parameter. Raises click.UsageError for an unknown key."""
    return checked(tables.get(str(command.name), {}), command, f"{path} [{command.name}]")


def checked(table: dict[str, Any], command: click.Command, where: str) -> dict[str, Any]:
    """Return a table's values by the names of a command's options. Raises click.UsageError for an unknown key."""
    names = _names(command)
    for key in table:
        if key not in names:
            raise click.UsageError(f"{where} has a setting foi does not know: {key}{hint(key, names)}")
    return {names[key]: value for key, value in table.items()}


def _names(command: click.Command) -> dict[str, str]:
    return {
        flag.removeprefix("--"): option.name
        for option in command.params
        if isinstance(option, click.Option) and option.name
        for flag in option.opts
        if flag.startswith("--")
    }


def hint(name: str, known: Iterable[str]) -> str:
    """Return the end of a complaint: the nearest of the names there are, "" if none is near."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""
