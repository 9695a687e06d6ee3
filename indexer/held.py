"""How much a data folder holds, counted."""

from dataclasses import dataclass

from indexer import generations
from indexer.errors import DamagedIndex, NoIndex
from indexer.places import Places
from indexer.text import TextStore
from scraper.archive.store import Archive


@dataclass(frozen=True, slots=True)
class Holdings:
    """How many publications, documents and pages of text there are; `indexed` documents can be found."""

    publications: int
    documents: int
    pages: int
    indexed: int


def holdings(places: Places) -> Holdings:
    """Count what is held in a data folder. Raises ArchiveError if there is none."""
    with Archive.open(places.archive, create=False) as archive, TextStore(places.text) as store:
        publications = sum(archive.publications.counts().values())
        documents = sum(1 for _ in archive.captures.documents())
        pages: dict[str, int] = {}
        for made in store.made():
            pages[made.digest] = max(made.pages, pages.get(made.digest, 0))
    try:
        indexed = len(generations.current(places.index).entries())
    except (NoIndex, DamagedIndex):
        indexed = 0
    return Holdings(publications, documents, sum(pages.values()), indexed)
