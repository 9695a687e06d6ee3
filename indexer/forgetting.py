"""Forgetting: taking something out of archive, text, index, notes and alerts for good, with a tombstone in its place.

What is asked for goes wherever it is, also with the files it is in; what hangs on it (the files within it, the
documents of a publication) goes too. Other documents that hold one of those are named, and go only if that is wanted: a
logo in five hundred mails is no reason to lose them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from indexer import generations
from indexer.annotations import Annotations
from indexer.build import reindex
from indexer.duplicates import table as duplicates
from indexer.errors import DamagedIndex, IndexerError, NoIndex
from indexer.facts.links import table as links
from indexer.facts.store import FactStore, facts_of
from indexer.places import Places
from indexer.progress import Progress
from indexer.text import TextStore
from indexer.watching import forgetting as alerts
from scraper.archive.records import Digest, Held
from scraper.archive.removal import Removal
from scraper.archive.store import Archive
from scraper.items import LinkKind


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to go. `carriers` are publications that lose a document and stay; `holders` documents that stay although
    they hold one of those that go."""

    digests: frozenset[Digest]
    publications: tuple[Held, ...]
    carriers: tuple[Held, ...]
    holders: tuple[Digest, ...]


@dataclass(slots=True)
class _Planner:
    archive: Archive
    store: TextStore
    everywhere: bool
    digests: set[Digest] = field(default_factory=set)
    publications: dict[int, Held] = field(default_factory=dict)

    def document(self, digest: Digest, *, asked: bool = False) -> None:
        """Add a document, with what is in it; if it is asked for, or all is wanted, with what it is in."""
        if digest in self.digests:
            return
        self.digests.add(digest)
        for inside in self.store.members.of(digest):
            if inside.digest:
                self.document(Digest(inside.digest))
        if asked or self.everywhere:
            for inside in self.store.members.with_digest(digest):
                self.holder(Digest(inside.parent))
        for held, attachment in self.archive.publications.of_document(digest):
            own = held.publication.documents[:1]
            if attachment.current and own and own[0].url == attachment.url and own[0].kind is LinkKind.PAGE:
                self.publication(held)

    def holder(self, digest: Digest) -> None:
        """Add a document for what is in it: nothing else in it need be forgotten."""
        self.digests.add(digest)

    def publication(self, held: Held) -> None:
        """Add a publication, with every document it ever had."""
        if held.key not in self.publications:
            self.publications[held.key] = held
            for attachment in self.archive.publications.attachments(held.key):
                self.document(attachment.digest)
            for capture in self.archive.captures.of_url(f"{held.publication.url}.json"):  # a request is read from both
                if capture.digest:
                    self.document(capture.digest)

    def emptied(self) -> list[Held]:
        """Return the publications of which nothing would be left."""
        carriers = {held.key: held for held in self.carriers()}
        return [held for held in carriers.values() if not self._left(held)]

    def carriers(self) -> Iterator[Held]:
        """Yield the publications that stay and carry something that goes."""
        for digest in sorted(self.digests):
            for held, _ in self.archive.publications.of_document(digest):
                if held.key not in self.publications:
                    yield held

    def _left(self, held: Held) -> bool:
        captures = (self.archive.captures.latest(link.url) for link in held.publication.documents)
        links = zip(held.publication.documents, captures, strict=True)
        return any(link.kind is LinkKind.EXTERNAL or not it or it.digest not in self.digests for link, it in links)

    def plan(self) -> Plan:
        while emptied := self.emptied():
            for held in emptied:
                self.publication(held)
        known = {document.digest for document in self.archive.captures.documents()}
        holders = {
            Digest(inside.parent) for digest in self.digests for inside in self.store.members.with_digest(digest)
        }
        return Plan(
            frozenset(self.digests),
            tuple(self.publications.values()),
            tuple({held.key: held for held in self.carriers()}.values()),
            tuple(sorted((holders & known) - self.digests)),
        )


def plan(archive: Archive, store: TextStore, targets: list[Digest | Held], *, everywhere: bool) -> Plan:
    """Return what goes if these do."""
    planner = _Planner(archive, store, everywhere)
    for target in targets:
        if isinstance(target, Held):
            planner.publication(target)
        else:
            planner.document(target, asked=True)
    return planner.plan()


def forget(
    places: Places, archive: Archive, store: TextStore, going: Plan, reason: str, time: datetime, progress: Progress
) -> None:
    """Take what is planned out of everything. The caller holds the archive's lock.

    The tombstones are set first: whatever breaks off after that, `finish` does the rest. Raises IndexLocked, with
    nothing done, if another run is writing the index.
    """
    with generations.writing(places.index):
        pass
    archive.remover.remove(Removal(going.digests, going.publications), reason, time)
    finish(places, archive, store, progress)


def finish(places: Places, archive: Archive, store: TextStore, progress: Progress) -> None:
    """Leave no trace of what has a tombstone. Can be run any number of times."""
    archive.remover.finish()
    forgotten = archive.tombstones.digests()
    if places.annotations.exists():
        with Annotations.open(places) as held:
            held.forget(forgotten)
    alerts.forget(places, forgotten)
    progress.begin("making the index anew", 0)
    known = {document.digest for document in archive.captures.documents()}
    indexed = any(places.index.glob("[0-9]*"))
    with generations.writing(places.index):
        clean = store.erase(forgotten, known)
    if indexed:
        reindex(places, progress)
    if places.facts.exists():
        with generations.writing(places.index), FactStore(places.facts) as facts:
            duplicates.drop(facts, sorted(forgotten))
            links.forget(facts, forgotten)
            facts.erase(forgotten)
    if not clean:
        raise IndexerError("another process still reads the text as it was; run the same command once it has ended")


def remains(places: Places, archive: Archive, store: TextStore) -> Iterator[str]:
    """Yield what is still there of what was forgotten: after a crash, or when a back-up was put in its place."""
    forgotten = archive.tombstones.digests()
    read = store.readings()
    try:
        entries = generations.current(places.index).entries()
    except (NoIndex, DamagedIndex):
        entries = {}
    with Annotations.open(places, create=False) as held:
        annotated = held.documents()
    told = alerts.holding(places, forgotten)
    stated = facts_of(places.facts, forgotten)
    for digest in sorted(forgotten):
        there = {
            "bytes": archive.blobs.has(digest),
            "text": digest in read,
            "facts": digest in stated,
            "index entry": digest in entries,
            "tags or notes": digest in annotated,
            "alerts": digest in told,
        }
        found = " and ".join(name for name, is_there in there.items() if is_there)
        if found:
            yield f"{digest[:12]} was to be forgotten, but there is its {found}; run `foi forget` for it again"
