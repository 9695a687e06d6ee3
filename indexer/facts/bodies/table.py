"""The table of public bodies that is shipped with the program, as records."""

import csv
from functools import cache
from importlib.resources import files

from indexer.record import record

ALWAYS, STILL = 0, 9999
"""The years of a body whose beginning is not told, and of one that is still there."""


@record()
class Entry:
    """A public body. `names` are its others: acronyms, short and former spellings, Welsh ones.

    `kind` is "department", "agency", "council", "police" ...; `nation` is "" for more than one. `first` and `last` are
    years, ALWAYS and STILL if open. `unsure` are names that others share: they count only where the body is also
    named in full. `successors` are the ids of those that took over from it.
    """

    id: str
    name: str
    names: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    kind: str = ""
    nation: str = ""
    first: int = ALWAYS
    last: int = STILL
    successors: tuple[str, ...] = ()


@cache
def entries() -> tuple[Entry, ...]:
    """Return the whole table, in its order."""
    with (files("indexer.facts.bodies") / "bodies.csv").open(encoding="utf-8") as file:
        return tuple(_read(row) for row in csv.DictReader(file))


def _read(row: dict[str, str]) -> Entry:
    names = _parted(row["names"])
    return Entry(
        row["id"],
        row["name"],
        tuple(name for name in names if not name.endswith("?")),
        tuple(name.removesuffix("?") for name in names if name.endswith("?")),
        row["kind"],
        row["nation"],
        int(row["from"] or ALWAYS),
        int(row["until"] or STILL),
        tuple(_parted(row["successors"])),
    )


def _parted(value: str) -> list[str]:
    return [one.strip() for one in value.split(";") if one.strip()]
