"""Links beside what was found."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from indexer.facts.links.asking import others
from indexer.places import Places
from indexer.record import changed

if TYPE_CHECKING:
    from indexer.search import Hit


def linked(hits: "Sequence[Hit]", places: Places) -> "tuple[Hit, ...]":
    """Return hits with the releases that each report rests on, and the reports that rest on each release."""
    found = others(places, [hit.card.digest for hit in hits])
    if not found:
        return tuple(hits)
    of = {digest: {"rests_on": releases, "reported_by": reports} for digest, (releases, reports) in found.items()}
    return tuple(changed(hit, **of[hit.card.digest]) if hit.card.digest in of else hit for hit in hits)
