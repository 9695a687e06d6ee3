"""Which entries the index ought to have: one for each document, and one for each file within a document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.cards import Card
from indexer.entries import Carried, Place, card, fingerprint, member_card
from indexer.members import Inside
from indexer.reading import best
from indexer.text import Made, TextStore
from scraper.archive.records import Digest, Document
from scraper.archive.store import Archive


@dataclass(frozen=True, slots=True)
class Wanted:
    """An entry that ought to be in the index: by its fingerprint it is known whether it is there already."""

    card: Card
    carried: Carried
    fingerprint: str


def wanted_entries(archive: Archive, store: TextStore) -> Iterator[Wanted]:
    """Yield the entry of everything that was read, or that somebody tried to read.

    A file within a document that is a document of the archive too has one entry, the document's.
    """
    readings, places, states = store.readings(), dict(store.members.by_digest()), store.ocr.states()
    carriers = _Carriers(archive)
    for document in archive.captures.documents():
        carried = carriers.of(document.digest)
        made = best(readings[document.digest], document.media_type)
        inside = carriers.places(places.pop(document.digest, []))
        if carried and made:
            yield _of_document(document, carried, made, inside, states.get(document.digest, ""))
    for digest, several in places.items():
        document = several[0].document
        made = best(readings[digest], document.media_type)
        inside = carriers.places(several)
        if inside and made:
            yield _of_member(document, made, inside, states.get(digest, ""))


@dataclass(frozen=True, slots=True)
class Known:
    """What one archive and its text know of a document, or of a file within documents.

    `carried` are the publications that carry it, `places` those that carry what it is in, with where.
    """

    document: Document
    carried: Carried
    made: Made
    places: Sequence[Place]

    def wanted(self) -> Wanted:
        """Return its entry."""
        if self.carried:
            return _of_document(self.document, self.carried, self.made, self.places)
        return _of_member(self.document, self.made, self.places)


def known(archive: Archive, store: TextStore, digest: Digest) -> Known | None:
    """Return what is known of a document, or of a file within one; None if no publication carries it."""
    carriers = _Carriers(archive)
    document, carried = archive.captures.document(digest), carriers.of(digest)
    several = store.members.with_digest(digest)
    places = carriers.places(several)
    if not (document and carried):
        if not places:
            return None
        document, carried = several[0].document, ()
    made = best(store.made(digest), document.media_type) or _not_read(digest)
    return Known(document, carried, made, places)


def card_of(archive: Archive, store: TextStore, digest: Digest) -> Card | None:
    """Return what is known of a document, or of a file within one; None if no publication carries it."""
    found = known(archive, store, digest)
    return found.wanted().card if found else None


def _not_read(digest: str) -> Made:
    return Made(digest, "", 0, "not read yet: run `foi index`")


def _of_document(document: Document, carried: Carried, made: Made, inside: Sequence[Place], ocr: str = "") -> Wanted:
    others = [place[:2] for place in inside]
    its = card(document, carried, made.extractor, made.pages, made.reason, others)
    every = [*carried, *others]
    return Wanted(its, every, fingerprint(its, every, ocr))


def _of_member(document: Document, made: Made, inside: Sequence[Place], ocr: str = "") -> Wanted:
    its = member_card(document, inside, made.extractor, made.pages, made.reason)
    carried = [place[:2] for place in inside]
    return Wanted(its, carried, fingerprint(its, carried, ocr))


class _Carriers:
    """Which publications carry a document, asked once for each: a mail's attachments all ask for the mail."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._last: tuple[str, Carried] = ("", ())

    def of(self, digest: str) -> Carried:
        """Return the publications that carry a document of the archive."""
        if self._last[0] != digest:
            self._last = digest, self._archive.publications.of_document(Digest(digest))
        return self._last[1]

    def places(self, several: Sequence[Inside]) -> list[Place]:
        """Return every place of a file, with the publications of the documents it is in."""
        return [(*pair, inside) for inside in several for pair in self.of(inside.parent)]
