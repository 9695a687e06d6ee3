"""One file per output format. Each has `lines(results)`, which yields the text to write."""

from collections.abc import Callable, Iterator
from importlib import import_module

from indexer.search import Results

FORMATS = {"text": "text", "json": "whole", "jsonl": "jsonl", "csv": "table"}
"""The formats of a list of hits, and the module that writes each."""


def formatter(name: str) -> Callable[[Results], Iterator[str]]:
    """Return the function that writes results in a format."""
    lines: Callable[[Results], Iterator[str]] = import_module(f"search_cli.formats.{FORMATS[name]}").lines
    return lines
