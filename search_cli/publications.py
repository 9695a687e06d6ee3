"""From what a person types, an ID or an address, to the publication it means, and perhaps one file of it."""

from dataclasses import dataclass

from indexer.text import TextStore
from scraper.archive.records import ID_LENGTH, ArchiveError, Digest, Held, NoSuchDocument
from scraper.archive.store import Archive
from search_cli.documents import resolve

SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Subject:
    """A publication, or one of its files: `url` is the address of that file, "" if the whole publication is meant."""

    held: Held
    url: str = ""


def find(archive: Archive, store: TextStore, given: str) -> list[Subject]:
    """Return what an ID or an address stands for; several if publications share a document.

    The page of a publication stands for the publication; a file within another for that. Raises
    NoSuchDocument, or ArchiveError if the ID fits several.
    """
    given = given.strip()
    if ":" in given:
        return _at(archive, given)
    if given.startswith("p"):
        return [Subject(publication(archive, given))]
    digest = resolve(archive, store, given.lower())
    inside = store.members.with_digest(digest)
    if not archive.publications.of_document(digest) and inside:
        digest = Digest(inside[0].parent)
    return _of_document(archive, digest)


def publication(archive: Archive, given: str) -> Held:
    """Return the one publication whose ID begins so. Raises NoSuchDocument, or ArchiveError if it fits several."""
    if len(given) < SHORTEST:
        raise ArchiveError(f"{given!r} is not an ID: give at least {SHORTEST} characters of what foi prints")
    found = archive.publications.named(given)
    forgotten = archive.tombstones.beginning(given)
    if forgotten and not found:
        raise NoSuchDocument(f"{forgotten[0].subject[:ID_LENGTH]} {forgotten[0].told}")
    if not found:
        raise NoSuchDocument(f"no publication has an ID that begins with {given}")
    if len(found) > 1:
        raise ArchiveError(f"{given} is the beginning of several IDs; give more of it, up to {ID_LENGTH} characters")
    return found[0]


def _at(archive: Archive, url: str) -> list[Subject]:
    found, forgotten = archive.publications.at(url), archive.tombstones.at(url)
    if forgotten and not found:
        raise NoSuchDocument(f"what {url} gave {forgotten.told}")
    if not found:
        raise NoSuchDocument(f"nothing is held from {url}")
    return [_subject(archive, held, "" if held.publication.url == url else url) for held in found]


def _of_document(archive: Archive, digest: Digest) -> list[Subject]:
    carried = archive.publications.of_document(digest)
    if not carried:
        raise NoSuchDocument(f"{digest[:12]} belongs to no publication")
    ranked = sorted(carried, key=lambda pair: not pair[1].current)
    return list(dict.fromkeys(_subject(archive, held, attachment.url) for held, attachment in ranked))


def _subject(archive: Archive, held: Held, url: str) -> Subject:
    own = any(version.own and version.own.url == url for version in archive.history.of(held))
    return Subject(held, "" if own else url)
