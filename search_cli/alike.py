"""Documents that say the same as one, named for whoever looks at it."""

from collections.abc import Iterator

from indexer import wanted
from indexer.duplicates.held import others
from indexer.places import Places
from indexer.text import TextStore
from scraper.archive.records import Digest
from scraper.archive.store import Archive
from search_cli.terminal import fact, line

MOST = 10
"""Documents that are named; of more it is said how many there are."""


def alike(places: Places, archive: Archive, store: TextStore, digest: str) -> Iterator[str]:
    """Yield a line for each document that says the same, with its ID."""
    some = others(places.facts, digest)
    for other in some[:MOST]:
        card = wanted.card_of(archive, store, Digest(other))
        if card:
            said = ", ".join(part for part in (card.title, card.publisher or card.source) if part)
            yield fact("Says alike", f"{card.id} {line(said)}", 10)
    if len(some) > MOST:
        yield fact("", f"and {len(some) - MOST:,} more", 10)
