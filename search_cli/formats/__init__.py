"""One file per output format. Each has `lines(results)`, which yields the text to write."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module

from indexer.search import Results

FORMATS = {"text": "text", "json": "whole", "jsonl": "jsonl", "csv": "table", "tsv": "table"}
"""The formats of a list of hits, and the module that writes each."""


def formatter(name: str, fields: Sequence[str] | None = None) -> Callable[[Results], Iterator[str]]:
    """Return the function that writes results in a format, with these fields of its hits, or the usual ones."""
    lines: Callable[..., Iterator[str]] = import_module(f"search_cli.formats.{FORMATS[name]}").lines
    if name == "text":
        return lines
    wanted = {} if fields is None else {"fields": fields}
    return partial(lines, **wanted, **({"format_": name} if name == "tsv" else {}))
