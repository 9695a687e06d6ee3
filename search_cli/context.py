"""What every command is given: where the data is, and how much to say."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from indexer.places import Places
from indexer.record import record

_NO_TABLES: Mapping[str, Any] = {}


@record()
class Session:
    """One run of `foi`. `tables` is what foi.toml says."""

    places: Places
    quiet: bool = False
    debug: bool = False
    tables: Mapping[str, Any] = _NO_TABLES

    @property
    def config(self) -> Path:
        """Where foi.toml is, or would be."""
        return self.places.data / "foi.toml"

    def say(self, text: str) -> None:
        """Tell the person something that is not the result: on stderr, unless told to be quiet."""
        if not self.quiet:
            click.echo(text, err=True)


pass_session = click.make_pass_decorator(Session)
