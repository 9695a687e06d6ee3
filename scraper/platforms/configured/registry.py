"""Which sources are configured: those of foi.toml, and the presets that come with the package."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from math import inf
from typing import Any

from scraper.platforms.configured.declaration import Declaration, DeclarationError, declaration
from scraper.sources import SINGLE, SOURCES

Tables = Mapping[str, Mapping[str, Any]]
"""What foi.toml has under `sources`, by name."""

USUAL_OPTIONS = frozenset(
    {
        "organisation", "since", "limit", "contact", "delay", "max-pages", "max-bytes", "max-minutes", "feeds", "sweep",
        "every",
    }
)  # fmt: skip
"""Keys of a source's table that say how and when to crawl it, and not how it is read."""


@dataclass(frozen=True, slots=True)
class Configured:
    """A source that needs no code: its whole table, and whether it may be crawled. `place` is for complaints.

    `floor` is the delay of the preset it begins with, which its table may lengthen and not shorten.
    """

    name: str
    table: Mapping[str, Any]
    place: str
    preset: bool = False
    floor: float = 0.0

    @property
    def on(self) -> bool:
        """Whether it was left on, or switched on."""
        return self.table.get("on", True) is True

    @property
    def about(self) -> str:
        """One line about it, for lists."""
        return str(self.table.get("about") or self.table.get("authority") or "")

    @property
    def delay(self) -> float:
        """The seconds between two requests that it asks for. Raises DeclarationError if that is no such number."""
        seconds = self.table.get("delay", self.floor)
        if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds < inf:
            raise DeclarationError(f"{self.place} delay: must be a number of seconds, not {seconds!r}")
        return max(float(seconds), self.floor)

    def declared(self, base_url: str = "", others: Iterable[str] = USUAL_OPTIONS) -> Declaration:
        """Return its declaration. Raises DeclarationError if it is not as it must be, or is switched off."""
        if not self.on:
            why = str(self.table.get("why-off", "it was switched off"))
            raise DeclarationError(f"{self.name} is off: {why}; `on = true` under [sources.{self.name}] switches it on")
        return declaration(self.name, self.table, self.place, base_url=base_url, others=others)


def configured(tables: Tables) -> dict[str, Configured]:
    """Return every configured source by its name, those of foi.toml first.

    Raises DeclarationError if one names a preset there is not, or takes the name of a source that has code.
    """
    found = {}
    for name, table in tables.items():
        preset = str(table.get("preset") or (name if name in presets() and "type" not in table else ""))
        if not preset and "type" not in table:
            if "start" in table or "item" in table:
                raise DeclarationError(
                    f"[sources.{name}] type: is missing; it is one of listing, feed, sitemap, ckan, json"
                )
            continue  # options of a source that has code
        if name in {*(source.name for source in SOURCES), SINGLE}:
            raise DeclarationError(f"[sources.{name}] type: {name} is a source of its own; choose another name")
        if preset and preset not in presets():
            near = get_close_matches(preset, presets(), n=1) or sorted(presets())
            raise DeclarationError(f"[sources.{name}] preset: there is no {preset!r}; there is {', '.join(near)}")
        own = {key: value for key, value in table.items() if key != "preset"}
        whole, place = merged(presets()[preset], own) if preset else own, f"[sources.{name}]"
        found[name] = Configured(name, whole, place, floor=_floor(presets()[preset]) if preset else 0.0)
    for name, shipped in presets().items():
        if name not in found:
            found[name] = Configured(name, shipped, f"the preset {name}", preset=True, floor=_floor(shipped))
    return found


def _floor(preset: Mapping[str, Any]) -> float:
    return float(preset.get("delay", 0.0))


@cache
def presets() -> Mapping[str, Mapping[str, Any]]:
    """Return the declarations that come with the package."""
    folder = files("scraper.platforms.configured") / "presets"
    return {
        file.name.removesuffix(".toml"): tomllib.loads(file.read_text(encoding="utf-8"))
        for file in sorted(folder.iterdir(), key=lambda one: one.name)
        if file.name.endswith(".toml")
    }


def merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table with another's values over it; tables within them are merged likewise."""
    both = dict(under)
    for key, value in over.items():
        below = both.get(key)
        both[key] = merged(below, value) if isinstance(below, Mapping) and isinstance(value, Mapping) else value
    return both
