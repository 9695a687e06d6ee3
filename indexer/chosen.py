"""What is handed on: some of the documents that are held, or all, with what is known of each. For every export."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from indexer.cards import Card
from indexer.entries import Carried, Place, card, member_card
from indexer.extract.base import Page
from indexer.facts.proof import stands
from indexer.facts.records import Fact
from indexer.facts.store import FactStore
from indexer.members import Inside
from indexer.reading import best
from indexer.standing import Choice, Standings
from indexer.text import Made, TextStore
from scraper.archive.records import Capture, Digest, Document, Held
from scraper.archive.store import Archive
from scraper.items import Publication

__all__ = ["Choice", "Chosen", "Item"]

NEWS = "it is news, and its text was not handed on: read it where it was published"
"""Why there is no text of something, to whoever gets the rest of it."""


@dataclass(frozen=True, slots=True)
class Item:
    """A document, or a file within one, that is handed on.

    `carried` are the publications that carry it, or what it is in. `whole` is false if its text and bytes stay here,
    for they are somebody's who need not like that: title, dates and addresses go.
    """

    card: Card
    carried: Carried
    whole: bool


@dataclass(slots=True)
class _Plan:
    """What goes: documents, and of these and of files within some those that are asked for, by digest; and whether its
    text and bytes go. `publications` are the keys of those that carry what is asked for.
    """

    documents: dict[str, bool] = field(default_factory=dict)
    asked: dict[str, bool] = field(default_factory=dict)
    publications: set[int] = field(default_factory=set)
    left_out: Counter[str] = field(default_factory=Counter)


class Chosen:
    """What is chosen of an archive, its text and its facts. All is in an order that is the same in every archive."""

    def __init__(self, archive: Archive, store: TextStore, choice: Choice, facts: FactStore | None = None) -> None:
        self.archive = archive
        self.store = store
        self._choice = choice
        self._facts = facts
        self._standings = Standings(archive, choice)

    @property
    def total(self) -> int:
        """How many documents, and files within some, there are to hand on."""
        return len(self._plan.asked)

    @property
    def left_out(self) -> Mapping[str, int]:
        """How many documents are not handed on, and of how many the text is not, by the reason."""
        return self._plan.left_out

    def has(self, digest: str) -> bool:
        """Tell whether a document, or a file within one, is handed on."""
        return digest in self._plan.asked or digest in self._plan.documents

    def items(self) -> Iterator[Item]:
        """Yield everything chosen that has an entry in the index, documents and files within some, by digest."""
        for made in self.texts():
            places = self._places(made.digest)
            document = self.archive.captures.document(Digest(made.digest))
            carried = self._standings.of(made.digest).carried if document else ()
            if document and carried:
                others = [place[:2] for place in places]
                known = card(document, carried, made.extractor, made.pages, made.reason, others)
            elif places:
                known = member_card(places[0][2].document, places, made.extractor, made.pages, made.reason)
            else:
                continue
            yield Item(known, (*carried, *(place[:2] for place in places)), self._plan.asked[made.digest])

    def unread(self, document: Document) -> Item | None:
        """Return a captured document as an item without its text; None if nothing carries it that may be told of."""
        carried = self._standings.of(document.digest).carried
        return Item(card(document, carried, "", 0, ""), carried, whole=False) if carried else None

    def texts(self) -> Iterator[Made]:
        """Yield what became of everything chosen that somebody tried to read, by digest; see `pages_of`."""
        for digest, whole in self._plan.asked.items():
            made = self._made(digest)
            if made:
                yield made if whole else Made(digest, made.extractor, 0, NEWS)

    def _made(self, digest: str) -> Made | None:
        document = self.archive.captures.document(Digest(digest))
        if document is None:
            document = self.store.members.with_digest(digest)[0].document
        return best(self.store.made(digest), document.media_type)

    def publications(self) -> Iterator[Held]:
        """Yield the publications to hand on, as they were first seen.

        Of everything, all; of a choice, those that carry something chosen.
        """
        for held in self.archive.publications.in_order():
            wanted = self._choice.digests is None or held.key in self._plan.publications
            if wanted and self._standings.allows(held):
                yield self._standings.told(held)

    def versions(self, held: Held) -> list[tuple[datetime, Publication]]:
        """Return every version of a publication, oldest first, with the time each was first seen."""
        of_version = self._standings.of_version
        return [(seen, of_version(publication)) for seen, publication in self.archive.publications.versions(held.key)]

    def documents(self) -> Iterator[Document]:
        """Yield the captured documents to hand on, by digest: those chosen, and those with something chosen in them."""
        return (document for document in self.archive.captures.documents() if document.digest in self._plan.documents)

    def originals(self) -> Iterator[Document]:
        """Yield those documents of which the bytes are held and may be handed on, with all that is in them."""
        holding = {inside.parent for inside in self.store.members.all() if inside.digest in self._shut}
        for document in self.documents():
            if document.held and self._plan.documents[document.digest] and document.digest not in holding:
                yield document

    def members(self) -> Iterator[Inside]:
        """Yield where the files within documents are, of those to hand on."""
        for inside in self.store.members.all():
            asked = self._choice.digests is None or (inside.digest or inside.parent) in self._plan.asked
            if asked and inside.parent in self._plan.documents and inside.digest not in self._shut:
                yield inside

    def all_captures(self) -> Iterator[Capture]:
        """Yield when and from where the documents were captured, by digest and time; each capture once."""
        last = None
        for capture in self.archive.captures.in_order():
            if capture.digest in self._plan.documents and capture != last and self._standings.tells(capture):
                yield (last := capture)

    def captures(self, document: Document) -> list[Capture]:
        """Return when and from where a document was captured."""
        return self._told(document.digest)

    def captures_of(self, item: Item) -> list[Capture]:
        """Return when and from where an item, or the document it is in, was captured."""
        return self._told(Digest(item.card.parent or item.card.digest))

    def _told(self, digest: Digest) -> list[Capture]:
        return [one for one in self.archive.captures.of_document(digest) if self._standings.tells(one)]

    def pages(self, item: Item) -> Iterator[Page]:
        """Yield the pages of text of an item, if its text may be handed on."""
        if item.whole:
            yield from self.store.pages(item.card.digest, item.card.extractor)

    def facts(self, digest: str) -> tuple[Fact, ...]:
        """Return what a document says, if its text may be handed on; nothing where its text was read anew since."""
        if not (self._facts and self._plan.asked.get(digest)):
            return ()
        found = self._facts.of(digest)
        made = self._made(digest) if found else None
        texts = {page.number: page.text for page in self.store.pages(digest, made.extractor)} if made else {}
        return found if stands(found, texts) else ()

    def pages_of(self, made: Made) -> Iterator[Page]:
        """Yield the pages of what `texts` yielded, if they may be handed on."""
        if self._plan.asked[made.digest]:
            yield from self.store.pages(made.digest, made.extractor)

    @cached_property
    def _shut(self) -> frozenset[str]:
        """The files that go nowhere, whatever they are in."""
        return frozenset(self.archive.tombstones.digests()) | self._choice.exclude

    @cached_property
    def _plan(self) -> _Plan:
        """All digests that go: some 200 bytes each are all that is held of a collection."""
        plan = _Plan()
        for document in self.archive.captures.documents():
            self._place_document(plan, document.digest)
        for digest in self.store.members.digests():
            if digest not in self._shut and digest not in plan.asked and self._is_asked(digest):
                self._place_member(plan, digest)
        plan.left_out["news_text"] = sum(not whole for whole in plan.asked.values())
        plan.asked = dict(sorted(plan.asked.items()))
        return plan

    def _place_document(self, plan: _Plan, digest: str) -> None:
        if not self._is_asked(digest):
            return
        standing = self._standings.of(digest)
        if standing.stays:
            plan.left_out[standing.stays] += 1
            return
        plan.documents[digest] = standing.whole
        if standing.carried:
            plan.asked[digest] = standing.whole
            plan.publications.update(held.key for held, _ in standing.carried)

    def _place_member(self, plan: _Plan, digest: str) -> None:
        """Plan for a file within others: it stands as those do, and takes them along."""
        for parent in sorted({place[2].parent for place in self._places(digest)}):
            standing = self._standings.of(parent)
            plan.documents[parent] = standing.whole
            plan.asked[digest] = plan.asked.get(digest, False) or standing.whole
            plan.publications.update(held.key for held, _ in standing.carried)

    def _places(self, digest: str) -> list[Place]:
        """Return where a file is within documents that are handed on, with the publications of those."""
        inside = self.store.members.with_digest(digest)
        return [(*pair, one) for one in inside for pair in self._standings.of(one.parent).carried]

    def _is_asked(self, digest: str) -> bool:
        return self._choice.digests is None or digest in self._choice.digests
