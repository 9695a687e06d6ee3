"""One file per style of citing. Each has `lines(citations)`, which yields the text to write."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

from indexer.citing import Citation

STYLES = {
    "text": "text",
    "markdown": "markdown",
    "bibtex": "bibtex",
    "csl-json": "csl_json",
    "anchor": "anchor",
}
"""The styles, and the module that writes each."""


def styled(style: str, citations: Iterable[Citation]) -> Iterator[str]:
    """Yield citations in a style, each text with its own line end."""
    lines: Callable[[Iterable[Citation]], Iterator[str]]
    lines = import_module(f"search_cli.formats.citations.{STYLES[style]}").lines
    yield from lines(citations)
