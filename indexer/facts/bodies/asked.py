"""Under which names an authority is found, and under which it is counted."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from indexer.facts.bodies.gazetteer import known
from indexer.facts.bodies.spellings import spellings
from indexer.facts.bodies.wording import folded, split


@lru_cache(4096)
def counted_as(authority: str, day: date | None) -> str:
    """Return the name a body is counted by: its full one, or as published if it is not known."""
    entry = known(authority, day)
    return entry.name if entry else authority


@lru_cache(4096)
def found_by(authority: str, day: date | None) -> tuple[str, ...]:
    """Return a body's name as published, and those that say more: each whose words do not stand in one before it."""
    found: list[str] = []
    for name in (authority, *_names(authority, day)):
        if name and not any(_within(name, other) for other in found):
            found.append(name)
    return tuple(found)


def _names(authority: str, day: date | None) -> Iterator[str]:
    entry = known(authority, day) if authority else None
    if entry:
        yield entry.name
        yield from (*entry.names, *entry.unsure, *spellings(entry.name))


def _within(name: str, other: str) -> bool:
    words = iter([folded(word) for word in split(other)])
    return all(folded(word) in words for word in split(name))
