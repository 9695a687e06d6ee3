"""From templates to pages: whatever is put into one is escaped, and harmless to its reader."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from search_cli.formats.citations.words import day
from search_cli.formats.site.names import KINDS, size_in_words, title_of, type_in_words
from search_cli.terminal import clean, line, many, sureness, web_address

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
"""Style and scripts, which are the same in every site."""


def renderer() -> Environment:
    """Return what makes pages of the templates."""
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    environment.filters |= {
        "day": day,
        "kind": KINDS.__getitem__,
        "line": line,
        "many": many,
        "size": size_in_words,
        "sureness": sureness,
        "title_of": title_of,
        "type": type_in_words,
        "web": web_address,
    }
    return environment


def _harmless(value: Any) -> Any:
    """Take controls, marks that turn the direction of reading and halves of characters out of text."""
    return clean(value) if type(value) is str else value
