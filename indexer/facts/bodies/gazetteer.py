"""Public bodies of the United Kingdom and a few beyond, under all their names: `bodies.csv`, looked up."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from indexer.facts.bodies.naming import name_key
from indexer.facts.bodies.spellings import spellings
from indexer.facts.bodies.table import Entry, entries


def known(name: str, day: date | None = None) -> Entry | None:
    """Return the public body that is called so; of several the one there was on that day, or else the latest.

    Of an acronym that several had at one time nobody knows whose it is.
    """
    several = _by_key().get(name_key(name), ())
    sure = [entry for entry, is_sure in several if is_sure]
    if sure:
        return fittest(sure, day)
    then = [entry for entry, _ in several if day and entry.first <= day.year <= entry.last]
    either = then or [entry for entry, _ in several]
    return either[0] if len(either) == 1 else None


def fittest(several: Sequence[Entry], day: date | None) -> Entry:
    """Return the one of some bodies that had last begun on a day, or else the latest of all."""
    then = [entry for entry in several if day and entry.first <= day.year <= entry.last]
    if then:
        return max(then, key=lambda entry: entry.first)
    return max(several, key=lambda entry: (entry.last, entry.first))


def same(one: str, other: str) -> bool:
    """Tell whether two names can be of one body or company: spellings of one, or names of one body at one time."""
    key, another = name_key(one), name_key(other)
    if key == another:
        return True
    ids = {entry.id for entry, _ in _by_key().get(key, ())}
    return any(entry.id in ids for entry, _ in _by_key().get(another, ()))


def official(name: str, day: date | None = None) -> str:
    """Return a body's full name, or the name as it is if no such body is known."""
    entry = known(name, day)
    return entry.name if entry else name


def names(name: str, day: date | None = None) -> tuple[str, ...]:
    """Return a known body's full name and the others it goes by; none if it is not known."""
    entry = known(name, day)
    return (entry.name, *entry.names, *entry.unsure) if entry else ()


def nation(name: str) -> str:
    """Return "England", "Scotland", "Wales" or "Northern Ireland" if a body is of one of these only, else ""."""
    entry = known(name)
    return entry.nation if entry else ""


def succession(id_: str) -> tuple[Entry, ...]:
    """Return the bodies that took over from one, and from these in turn, nearest first. Raises KeyError if unknown."""
    found: dict[str, Entry] = {}
    waiting = list(by_id()[id_].successors)
    while waiting:
        entry = by_id()[waiting.pop(0)]
        if entry.id not in found and entry.id != id_:
            found[entry.id] = entry
            waiting += entry.successors
    return tuple(found.values())


@cache
def by_id() -> Mapping[str, Entry]:
    """Return all bodies by their ids."""
    return {entry.id: entry for entry in entries()}


def called() -> Iterator[tuple[str, Entry, bool]]:
    """Yield every name with its body, and whether that alone tells of it; those made by rule last, if nobody's own."""
    own: set[str] = set()
    for entry in entries():
        for name in (entry.name, *entry.names):
            own.add(name_key(name))
            yield name, entry, True
        yield from ((name, entry, False) for name in entry.unsure)
    for entry in entries():
        yield from ((name, entry, True) for name in spellings(entry.name) if name_key(name) not in own)


@cache
def _by_key() -> Mapping[str, tuple[tuple[Entry, bool], ...]]:
    found: dict[str, dict[str, tuple[Entry, bool]]] = {}
    for name, entry, sure in called():
        found.setdefault(name_key(name), {}).setdefault(entry.id, (entry, sure))
    return {key: tuple(several.values()) for key, several in found.items()}
