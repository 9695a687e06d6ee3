"""Reading a declaration's TOML: a value of the right type, or an error that names the key it stands under."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any


class DeclarationError(ValueError):
    """A source is not declared as it must be. The text names the key and is fit for a user."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of foi.toml and its place there, which every complaint names."""

    data: Mapping[str, Any]
    place: str

    def wrong(self, key: str, what: str) -> DeclarationError:
        """Return the error that says what is wrong with a key."""
        return DeclarationError(f"{self.place} {key}: {what}")

    def only(self, known: Iterable[str]) -> None:
        """Refuse keys that mean nothing, with the nearest that does: a misspelt one would have no effect."""
        names = sorted(known)
        for key in self.data:
            if key not in names:
                near = get_close_matches(key, names, n=1)
                hint = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(names)}"
                raise self.wrong(key, f"there is no such key here{hint}")

    def text(self, key: str, default: str = "") -> str:
        """Return a text on one line, the default if the key is not there."""
        value = self.data.get(key, default)
        if not isinstance(value, str) or "\n" in value:
            raise self.wrong(key, f"must be a text on one line, not {_shown(value)}")
        return value.strip()

    def needed(self, key: str) -> str:
        """Return a text that must be there and not be empty."""
        value = self.text(key)
        if not value:
            raise self.wrong(key, "is missing")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; one text alone is a list of one."""
        value = self.data.get(key, ())
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list | tuple) or not all(isinstance(one, str) and one.strip() for one in values):
            raise self.wrong(key, f"must be a text or a list of texts, not {_shown(value)}")
        return tuple(one.strip() for one in values)

    def number(self, key: str, default: int, least: int = 0) -> int:
        """Return a whole number that is not below the least."""
        value = self.data.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise self.wrong(key, f"must be a whole number from {least}, not {_shown(value)}")
        return value

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Return true or false."""
        value = self.data.get(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, f"must be true or false, not {_shown(value)}")
        return value

    def choice(self, key: str, among: Iterable[str], default: str = "") -> str:
        """Return one of several words."""
        value, words = self.text(key, default), list(among)
        if value not in words:
            near = get_close_matches(value, words, n=1)
            hint = f"did you mean {near[0]}?" if near else f"it is one of {', '.join(words)}"
            raise self.wrong(
                key, f"{_shown(value)} is none of what it may be; {hint}" if value else f"is missing; {hint}"
            )
        return value

    def part(self, key: str) -> "Table":
        """Return a table within this one, an empty one if it is not there."""
        value = self.data.get(key, {})
        if not isinstance(value, Mapping):
            raise self.wrong(key, f"must be a table, not {_shown(value)}")
        return Table(value, f"{self.place} {key}")

    def hosts(self, key: str) -> frozenset[str]:
        """Return a list of hosts, each with its port if that is not the usual one."""
        names = [name.lower() for name in self.texts(key)]
        for name in names:
            if not re.fullmatch(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:\d{1,5})?", name):
                raise self.wrong(key, f"{_shown(name)} is no host: give it without https:// and without a path")
        return frozenset(names)


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
