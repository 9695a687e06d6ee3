"""What one update may use, shared by the crawls of all its sources."""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from search_cli import config
from search_cli.size import Size

LEAST_MINUTES = 0.05
_FLAGS = ("max-pages", "max-bytes", "max-minutes")


@dataclass(slots=True)
class Budget:
    """Pages, bytes and minutes that are left of what was given; None: as many as it takes.

    `each` is how many minutes a single source may take.
    """

    pages: int | None = None
    size: int | None = None
    minutes: float | None = None
    each: float = 60.0
    begun: float = field(default_factory=time.monotonic)

    @property
    def left(self) -> float:
        """Minutes left for the next source."""
        return (
            self.each if self.minutes is None else min(self.each, self.minutes - (time.monotonic() - self.begun) / 60)
        )

    @property
    def spent(self) -> str:
        """Which part is used up, "" if none."""
        if self.pages is not None and self.pages <= 0:
            return "--max-pages"
        if self.size is not None and self.size <= 0:
            return "--max-bytes"
        return "--max-minutes" if self.left < LEAST_MINUTES else ""

    def flags(self, own: Mapping[str, float]) -> list[str]:
        """Return the options for one crawl: what is left, or less if foi.toml allows this source less."""
        left = {"max-pages": self.pages, "max-bytes": self.size, "max-minutes": self.left}
        words = []
        for name in _FLAGS:
            values = [value for value in (left[name], own.get(name)) if value is not None]
            if values:
                words += [f"--{name}", f"{min(values):.4g}" if name == "max-minutes" else str(int(min(values)))]
        return words

    def take(self, pages: int | None, size: int | None) -> None:
        """Take away what a crawl used. What is not known, of one that was killed, is all that it was given."""
        if self.pages is not None:
            self.pages -= self.pages if pages is None else pages
        if self.size is not None:
            self.size -= self.size if size is None else size


def own_limits(tables: Mapping[str, Any], source: str) -> dict[str, float]:
    """Return what foi.toml, or the environment, allows a crawl of this source; what cannot be read is left to it."""
    own: dict[str, float] = {}
    for name in _FLAGS:
        table = tables.get(config.SOURCES, {}).get(source, {})
        said = table.get(name, tables.get("crawl", {}).get(name))
        said = os.environ.get(f"FOI_CRAWL_{name.upper().replace('-', '_')}", said)
        if said is not None:
            try:
                own[name] = Size().convert(said, None, None) if name == "max-bytes" else float(said)
            except Exception:  # noqa: BLE001, S112 - the crawl itself complains of it
                continue
    return own
