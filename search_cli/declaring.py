"""Writing a source's declaration into foi.toml without disturbing what is there."""

import json
import os
import re
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path

import click

from scraper.reading import clean

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}")


def appended(text: str, name: str, values: Mapping[str, object], about: str) -> str:
    """Return the text of foi.toml with a table for a source at its end.

    Raises click.ClickException if it has one of that name already, or if nothing can be put after what it has.
    """
    before = tomllib.loads(text)
    if name in before.get("sources", {}):
        raise click.ClickException(f"foi.toml has a [sources.{name}] already; choose another name, or edit that one")
    new = f"{text.rstrip()}\n\n{table(name, values, about)}".lstrip("\n")
    try:
        after = tomllib.loads(new)
    except tomllib.TOMLDecodeError as error:
        raise click.ClickException(f"nothing can be added to foi.toml as it is written ({error})") from error
    del after["sources"][name]
    if after != before and after != {**before, "sources": {}}:
        raise click.ClickException("foi.toml would not mean the same afterwards; add the table by hand")
    return new


def table(name: str, values: Mapping[str, object], about: str) -> str:
    """Return a source's table as TOML; tables within it come last, as TOML wants it."""
    lines = [f"[sources.{name}]", f"# {about}"]
    lines += [f"{key} = {literal(value)}" for key, value in values.items() if not isinstance(value, Mapping)]
    for key, value in values.items():
        if isinstance(value, Mapping):
            lines += ["", f"[sources.{name}.{key}]", *(f"{inner} = {literal(one)}" for inner, one in value.items())]
    return "\n".join(lines) + "\n"


def literal(value: object) -> str:
    """Return a value as TOML writes it. JSON's texts are TOML's, once nothing in them is a control character."""
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case list() | tuple():
            return f"[{', '.join(literal(one) for one in value)}]"
        case Mapping():
            return f"{{ {', '.join(f'{key} = {literal(one)}' for key, one in value.items())} }}"
        case _:
            return json.dumps(clean(str(value)), ensure_ascii=False).replace("\x7f", "\\u007f")


def write(path: Path, text: str) -> None:
    """Put a text in the place of a file, whole or not at all; where a link leads, if it is one."""
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        Path(name).chmod(path.stat().st_mode & 0o777)
    Path(name).replace(path)
