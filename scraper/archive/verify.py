"""Fixity: re-read every byte of the archive and say what is not as it was written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scraper.archive.records import ArchiveError, Digest
from scraper.archive.store import Archive


@dataclass(frozen=True, slots=True)
class Damage:
    """Something that is not as it was written: what, and what to do."""

    what: str


def verify(archive: Archive, progress: Callable[[], None] = lambda: None) -> Iterator[Damage]:
    """Re-hash every blob, check the catalogue, and yield what is wrong; `progress` is called once a document.

    A blob that no document names is no damage: a crash between writing the bytes and naming them leaves one,
    and the next crawl takes it up again.
    """
    for problem in archive.problems():
        yield Damage(f"the catalogue: {problem}; restore it from a back-up")
    try:
        for document in archive.captures.documents():
            progress()
            if document.held:
                yield from _blob(archive, document.digest, document.size)
        for held in archive.publications.all():
            archive.publications.versions(held.key)
    except (ArchiveError, ValueError) as error:
        yield Damage(f"the catalogue: {error}")


def _blob(archive: Archive, digest: Digest, size: int) -> Iterator[Damage]:
    try:
        found = len(archive.blobs.read(digest))
    except (ArchiveError, OSError) as error:
        yield Damage(f"document {digest[:12]}: {error}")
        return
    if found != size:
        yield Damage(f"document {digest[:12]}: {found:,} bytes are there, the catalogue says {size:,}")
