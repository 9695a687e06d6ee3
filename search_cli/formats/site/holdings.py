"""What goes into a site, put in order before the first page is written; texts are read later, one at a time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.chosen import Chosen, Item
from scraper.archive.records import ID_LENGTH, Document, Held, publication_id
from search_cli.formats.site.names import short_names


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything chosen, each thing with the name of its page.

    `carried` are the documents of a publication, by its key, and `within` those in a document, by its digest.
    """

    publications: Sequence[Held]
    items: Sequence[Item]
    documents: Mapping[str, Document]
    carried: Mapping[int, Sequence[Item]]
    within: Mapping[str, Sequence[Item]]
    _publication_names: Mapping[str, str]
    _document_names: Mapping[str, str]

    def publication_page(self, held: Held) -> str:
        """Return where a publication's page is."""
        return f"publications/{self._publication_names[_whole_id(held)]}.html"

    def document_page(self, digest: str, part: int = 1) -> str:
        """Return where a document's page is, or a later part of a long one; "" if it has none."""
        if digest not in self._document_names:
            return ""
        return f"documents/{self._document_names[digest]}{f'-{part}' if part > 1 else ''}.html"


def gathered(chosen: Chosen) -> Holdings:
    """Gather what is chosen."""
    publications, items = list(chosen.publications()), list(chosen.items())
    carried, within = defaultdict(list), defaultdict(list)
    for item in items:
        for key in {held.key: None for held, _ in item.carried}:
            carried[key].append(item)
        if item.card.parent:
            within[item.card.parent].append(item)
    return Holdings(
        publications,
        items,
        {document.digest: document for document in chosen.documents()},
        carried,
        within,
        short_names([_whole_id(held) for held in publications], ID_LENGTH),
        short_names([item.card.digest for item in items]),
    )


def _whole_id(held: Held) -> str:
    return publication_id(held.publication.source, held.publication.native_id)
