"""What every command is given: where the data is, and how much to say."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from indexer.places import Places


@dataclass(frozen=True, slots=True)
class Session:
    """One run of `foi`. `tables` is what foi.toml says."""

    places: Places
    quiet: bool = False
    debug: bool = False
    tables: dict[str, Any] = field(default_factory=dict)

    @property
    def config(self) -> Path:
        """Where foi.toml is, or would be."""
        return self.places.data / "foi.toml"

    def say(self, text: str) -> None:
        """Tell the person something that is not the result: on stderr, unless told to be quiet."""
        if not self.quiet:
            click.echo(text, err=True)


pass_session = click.make_pass_decorator(Session)
