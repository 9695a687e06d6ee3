"""Names that bodies of some kinds go by as a rule: Leeds City Council is Leeds Council, and Leeds CC."""

import re
from collections.abc import Iterator

_COUNCIL = re.compile(
    r"(?P<place>.+?) (?P<rank>Metropolitan Borough|Metropolitan District|County Borough|City|Borough|District|County)"
    r" Council"
)
_RANKS = {
    "Metropolitan Borough": ("MBC", "MB Council", "Metropolitan Council", "Borough Council", "Metropolitan Borough"),
    "Metropolitan District": ("MDC",),
    "County Borough": ("CBC",),
    "City": ("CC",),
    "Borough": ("BC",),
    "District": ("DC",),
    "County": ("CC",),
}
_LONDON = re.compile(r"(?:London|Royal) Borough of (?P<place>.+)")
_FORCE = re.compile(r"(?P<place>.+) (?P<force>Police|Constabulary)")
_FIRE = re.compile(r"(?P<place>.+) Fire and Rescue Service")
_UNIVERSITY = re.compile(r"University of (?P<place>(?!the )[\w' -]+)")


def spellings(name: str) -> Iterator[str]:
    """Yield what else a body of this name is called as a rule. What another body is called by right is that one's."""
    if match := _COUNCIL.fullmatch(name):
        place, rank = match["place"], match["rank"]
        yield f"{place} Council"
        yield from (f"{place} {short}" for short in _RANKS[rank])
        if rank in {"City", "Borough"}:
            yield f"{rank} of {place}"
            yield f"{rank} of {place} Council"
    elif match := _LONDON.fullmatch(name):
        place = match["place"]
        yield from (f"{place} {form}" for form in ("Council", "London Borough Council", "Borough Council", "LBC"))
        yield from (f"{form} {place}" for form in ("LB", "LB of", "London Borough", "Borough of"))
        yield f"{name} Council"
    elif match := _FORCE.fullmatch(name):
        yield from (f"{match['place']} {form}" for form in ("Police", "Constabulary", "Police Force", "Police Service"))
    elif match := _FIRE.fullmatch(name):
        place = match["place"]
        yield from (f"{place} {form}" for form in ("Fire and Rescue", "Fire and Rescue Authority", "Fire Service"))
        yield from (f"{place} {form}" for form in ("Fire Authority", "Fire Brigade"))
    elif match := _UNIVERSITY.fullmatch(name):
        yield f"{match['place']} University"
