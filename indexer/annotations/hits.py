"""Tags and notes beside what was found."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from indexer.annotations.store import Annotations
from indexer.places import Places
from indexer.record import changed

if TYPE_CHECKING:
    from indexer.search import Hit


def marked(hits: "Sequence[Hit]", places: Places) -> "tuple[Hit, ...]":
    """Return hits with the tags that a person put on each document, and how many notes there are about it."""
    digests = [hit.card.digest for hit in hits]
    with Annotations.open(places, create=False) as held:
        tags, notes = held.tags_of(digests), held.note_counts(digests)
    return tuple(
        changed(hit, tags=tags.get(digest, ()), notes=notes.get(digest, 0))
        for hit, digest in zip(hits, digests, strict=True)
    )
