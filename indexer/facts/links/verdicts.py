"""What a person says of links: kept with tags and notes, and stronger than what was found."""

from indexer.places import Places

ACCEPTED, REJECTED = "accepted", "rejected"


def verdicts(places: Places) -> dict[tuple[str, str], str]:
    """Return what a person said of links, by report and release."""
    if not places.annotations.exists():
        return {}
    from indexer.annotations import Annotations

    with Annotations.open(places, create=False) as held:
        return held.verdicts()
