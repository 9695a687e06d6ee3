"""Places, which are named where companies might be: "delivered by officers in Leeds"."""

from functools import cache

from indexer.facts.bodies.naming import name_key
from indexer.facts.bodies.table import entries
from indexer.facts.bodies.vocabulary import word_set

_OTHERS = word_set(
    "england scotland wales ireland britain uk europe france germany spain italy china india america usa london "
    "westminster whitehall belfast edinburgh cardiff jersey guernsey yorkshire midlands merseyside tyneside devon "
    "sussex humberside teesside"
)
_LONGER = frozenset(("northern ireland", "great britain", "united kingdom", "united states", "west midlands"))
_RANKS = word_set("council city borough district county metropolitan of royal london police constabulary")


def is_place(name: str) -> bool:
    """Tell whether a name is a town's, a county's or a country's: one that a council is called by."""
    return name_key(name) in _places()


@cache
def _places() -> frozenset[str]:
    found = {*_OTHERS, *_LONGER}
    for entry in entries():
        if entry.kind in {"council", "police"}:
            words = name_key(entry.name).split()
            place = " ".join(word for word in words if word not in _RANKS)
            found.add(place)
    return frozenset(found)
