"""What stood before a document at its address, what took its place, and in which publication: from the catalogue."""

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.text import TextStore
from scraper.archive.records import Attachment, Digest, Held
from scraper.archive.store import Archive
from scraper.archive.timeline import Version


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document is: as which attachment of which publication, and, in that, the way to it ("" if it is that)."""

    held: Held
    attachment: Attachment
    path: str = ""


class Past:
    """Asks the catalogue what became of documents. Only reads."""

    def __init__(self, archive: Archive, store: TextStore) -> None:
        self.archive, self.store = archive, store
        self._versions: dict[int, list[Version]] = {}

    def places(self, digest: str) -> list[Place]:
        """Return where a document is, or once was, what is current first."""
        found = [Place(*pair) for pair in self.archive.publications.of_document(Digest(digest))]
        for inside in self.store.members.with_digest(digest):
            pairs = self.archive.publications.of_document(Digest(inside.parent))
            found += [Place(*pair, inside.path) for pair in pairs]
        return sorted(found, key=lambda place: not place.attachment.current)

    def before(self, digest: str, place: Place) -> list[str]:
        """Return what was at a document's place before it, the latest first, each once."""
        at_address = [one.digest for one in self.archive.history.of_address(place.attachment.url) if one.digest]
        current = place.attachment.digest
        last = max((number for number, one in enumerate(at_address) if one == current), default=0)
        earlier = [one for one in reversed(at_address[:last]) if one != current]
        inner = (self._at(one, place.path) for one in dict.fromkeys(earlier))
        return [one for one in dict.fromkeys(inner) if one and one != digest]

    def after(self, place: Place) -> str:
        """Return what is at a place now, "" if nothing of that name is."""
        latest = self.archive.captures.latest(place.attachment.url)
        return self._at(latest.digest, place.path) if latest and latest.digest else ""

    def listed(self, place: Place) -> bool:
        """Tell whether a publication still lists the address."""
        return place.attachment.url in {link.url for link in place.held.publication.documents}

    def versions(self, held: Held) -> Sequence[Version]:
        """Return the versions of a publication, oldest first."""
        if held.key not in self._versions:
            self._versions[held.key] = self.archive.history.of(held)
        return self._versions[held.key]

    def version_with(self, place: Place, digest: str, *, last: int = 0) -> int:
        """Return the number of the first version that had a document at a place; before version `last`, the last."""
        numbers = [
            one.number
            for one in self.versions(place.held)
            if (its := one.digests.get(place.attachment.url)) and self._at(its, place.path) == digest
        ]
        if last:
            return max((number for number in numbers if number < last), default=0)
        return min(numbers, default=0)

    def _at(self, digest: Digest, path: str) -> str:
        """Return a document, or the file that is in it at a path; "" if there is none."""
        if not path:
            return digest
        return next((inside.digest for inside in self.store.members.of(digest) if inside.path == path), "")
