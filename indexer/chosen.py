"""What is handed on: some of the documents that are held, or all, with what is known of each. For every export."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from indexer.cards import Card
from indexer.entries import Carried, card, member_card
from indexer.extract.base import Page
from indexer.members import Inside
from indexer.text import TextStore
from indexer.wanted import Wanted, wanted_entries
from scraper.archive.records import Attachment, Capture, Digest, Document, Held
from scraper.archive.store import Archive
from scraper.items import Kind

OPEN_NEWS = frozenset({"govuk-news", "gcs"})
"""Sources of news that anybody may hand on whole. Source: their pages name the Open Government Licence v3.0."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person wants to hand on.

    `digests` are the documents, and files within documents, that are wanted; None for all. `exclude` are digests, and
    IDs of publications (`Held.id`), that are not. `news_text`: text and bytes of news go along, whoever's they are.
    """

    digests: frozenset[str] | None = None
    exclude: frozenset[str] = frozenset()
    news_text: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A document, or a file within one, that is handed on.

    `carried` are the publications that carry it, or what it is in. `whole` is false if its text and bytes stay here,
    for they are somebody's who need not like that: title, dates and addresses go.
    """

    card: Card
    carried: tuple[tuple[Held, Attachment], ...]
    whole: bool


class Chosen:
    """What is chosen of an archive and its text."""

    def __init__(self, archive: Archive, store: TextStore, choice: Choice) -> None:
        self.archive = archive
        self.store = store
        self._choice = choice

    def items(self) -> Iterator[Item]:
        """Yield everything chosen that has an entry in the index: the documents by digest, then the files in them."""
        for wanted in wanted_entries(self.archive, self.store):
            if self._is_wanted(wanted.card.digest, wanted.card.parent):
                carried = self._told(wanted.carried)
                if carried:
                    known = wanted.card if len(carried) == len(wanted.carried) else self._retold(wanted)
                    yield Item(known, carried, self._whole(carried))

    def publications(self) -> Iterator[Held]:
        """Yield the publications to hand on, in the order of the catalogue.

        Of everything, all; of a choice, those that carry something chosen.
        """
        every = self._choice.digests is None
        keys = set() if every else {held.key for item in self.items() for held, _ in item.carried}
        for held in self.archive.publications.all():
            if held.id not in self._choice.exclude and (every or held.key in keys):
                yield held

    def documents(self) -> Iterator[Document]:
        """Yield the captured documents to hand on, by digest: those chosen, and those with something chosen in them."""
        parents = {inside.parent for inside in self.members()}
        for document in self.archive.captures.documents():
            if document.digest not in self._choice.exclude | self._unsaid and (
                self._is_wanted(document.digest) or document.digest in parents
            ):
                yield document

    def members(self) -> Iterator[Inside]:
        """Yield where the files within documents are, of those to hand on."""
        forgotten = self.archive.tombstones.digests()
        for inside in self.store.members.all():
            wanted = self._is_wanted(inside.digest, inside.parent) and inside.parent not in self._unsaid
            if wanted and inside.digest not in forgotten:
                yield inside

    def captures(self, document: Document) -> list[Capture]:
        """Return when and from where a document was captured."""
        return self._captures(document.digest)

    def captures_of(self, item: Item) -> list[Capture]:
        """Return when and from where an item, or the document it is in, was captured."""
        return self._captures(Digest(item.card.parent or item.card.digest))

    def pages(self, item: Item) -> Iterator[Page]:
        """Yield the pages of text of an item, if its text may be handed on."""
        if item.whole:
            yield from self.store.pages(item.card.digest, item.card.extractor)

    def originals(self) -> Iterator[Digest]:
        """Yield the documents of which the bytes are here and may be handed on, read or not."""
        for document in self.documents():
            if document.held and self._whole(self._carriers(document.digest)):
                yield document.digest

    def unread(self, document: Document) -> Item | None:
        """Return a document as an item without its text, by what carries it; None if nothing does that is handed on."""
        carried = self._carriers(document.digest)
        return Item(card(document, carried, "", 0, ""), carried, whole=False) if carried else None

    def _captures(self, digest: Digest) -> list[Capture]:
        every = self.archive.captures.of_document(digest)
        return [capture for capture in every if capture.url not in self._unsaid_addresses]

    @cached_property
    def _unsaid(self) -> frozenset[str]:
        """The captured documents that no publication carries but such as are excluded: these are not there either."""
        digests = {its.digest for _, its in self._excluded}
        return frozenset(digest for digest in digests if not self._carriers(digest))

    @cached_property
    def _unsaid_addresses(self) -> frozenset[str]:
        """The addresses that no publication lists but such as are excluded."""
        addresses = {its.url for _, its in self._excluded}
        at = self.archive.publications.at
        return frozenset(url for url in addresses if all(held.id in self._choice.exclude for held in at(url)))

    @cached_property
    def _excluded(self) -> list[tuple[Held, Attachment]]:
        """The publications that are excluded, with what they carry."""
        publications = self.archive.publications
        several = (held for one in self._choice.exclude if one.startswith("p") for held in publications.named(one))
        return [(held, its) for held in several for its in publications.attachments(held.key)]

    def _carriers(self, digest: str) -> tuple[tuple[Held, Attachment], ...]:
        return self._told(self.archive.publications.of_document(Digest(digest)))

    def _told(self, carried: Carried) -> tuple[tuple[Held, Attachment], ...]:
        return tuple(pair for pair in carried if pair[0].id not in self._choice.exclude)

    def _retold(self, wanted: Wanted) -> Card:
        """Describe by the others what is carried by an excluded publication too: its title would be that one's."""
        known = wanted.card
        document = Document(Digest(known.digest), known.media_type, 0)
        several = self.store.members.with_digest(known.digest)
        places = [(*pair, inside) for inside in several for pair in self._carriers(inside.parent)]
        own, made = self._carriers(known.digest), (known.extractor, known.pages, known.reason)
        if own:
            return card(document, own, *made, [place[:2] for place in places])
        return member_card(document, places, *made)

    def _is_wanted(self, digest: str, parent: str = "") -> bool:
        if {digest, parent} & self._choice.exclude:
            return False
        return self._choice.digests is None or digest in self._choice.digests

    def _whole(self, carried: tuple[tuple[Held, Attachment], ...]) -> bool:
        """Tell whether somebody published it who lets everybody hand it on, or all news are wanted."""
        return self._choice.news_text or any(
            held.publication.kind is not Kind.NEWS or held.publication.source in OPEN_NEWS for held, _ in carried
        )
