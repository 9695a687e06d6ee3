"""What was forgotten on request: no bundle brings it back, into whichever collection of the data folder it goes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from indexer.places import Places
from scraper.archive.records import publication_id
from scraper.archive.store import CATALOGUE, Archive
from scraper.archive.tombstones import Tombstone
from scraper.items import Publication


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Digests and whole IDs of publications that were forgotten, and the addresses they came from."""

    subjects: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()

    def has(self, digest: str) -> bool:
        """Tell whether a document was forgotten."""
        return digest in self.subjects

    def is_at(self, url: str) -> bool:
        """Tell whether what is at an address was forgotten."""
        return url in self.addresses

    def allowed(self, publication: Publication) -> Publication | None:
        """Return a publication without links to what was forgotten; None if it was forgotten itself."""
        name = publication_id(publication.source, publication.native_id)
        if name in self.subjects or publication.url in self.addresses:
            return None
        links = tuple(link for link in publication.documents if not self.is_at(link.url))
        return publication if links == publication.documents else replace(publication, documents=links)


def forgotten_in(several: Iterable[Places]) -> Forgotten:
    """Return what was forgotten in any of these data folders; some may hold nothing yet."""
    stones = [stone for places in several for stone in _stones(places)]
    addresses = frozenset(stone.address for stone in stones if stone.address)
    return Forgotten(frozenset(stone.subject for stone in stones), addresses)


def _stones(places: Places) -> list[Tombstone]:
    if not (places.archive / CATALOGUE).exists():
        return []
    with Archive.open(places.archive, create=False) as archive:
        return archive.tombstones.all()
