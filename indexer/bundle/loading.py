"""Reading a bundle in: into the archive and the text, beside what is held already. The index is built after."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from indexer.bundle.checking import check
from indexer.bundle.lines import Form, form_of, lines_of
from indexer.errors import BundleError
from indexer.extract.base import Extraction, Page
from indexer.extract.wire import LONGEST_PATH, readable
from indexer.members import Inside
from indexer.places import Places
from indexer.progress import Progress, Silent
from indexer.reading import IMPORTED
from indexer.text import TextStore
from scraper.archive import forms
from scraper.archive.forms import BadForm
from scraper.archive.records import Digest, Document
from scraper.archive.store import Archive

EXTRACTOR = re.compile(r"[a-z][a-z0-9-]{0,40}/[0-9]{1,6}|none")


@dataclass(slots=True)
class Loaded:
    """How much of a bundle was new here."""

    publications: int = 0
    documents: int = 0
    pages: int = 0


@dataclass(slots=True)
class _Loader:
    archive: Archive
    store: TextStore
    known: set[str]
    loaded: Loaded = field(default_factory=Loaded)
    pages: list[Page] = field(default_factory=list)
    fresh: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    forgotten: set[str] = field(default_factory=set)
    unwanted: set[str] | None = None
    members: defaultdict[str, list[Inside]] = field(default_factory=lambda: defaultdict(list))

    def take(self, form: Form) -> None:
        """Take one line in; lines of a type of a later, compatible writer are passed over."""
        takers: dict[str, Callable[[Form], None]] = {
            "publication": self._publication,
            "document": self._document,
            "capture": self._capture,
            "member": self._member,
            "page": self._page,
            "text": self._text,
        }
        taker = takers.get(str(form.get("type")))
        if taker:
            taker(form)

    def _publication(self, form: Form) -> None:
        versions = [
            (_needed_time(version, "seen"), forms.to_publication(_object(version, "record")))
            for version in forms.objects(form, "versions")
        ]
        last_seen = _needed_time(form, "last_seen")
        for seen, publication in versions:
            held = self.archive.publications.find(publication.source, publication.native_id)
            if held is None or seen > held.last_seen:
                entered = self.archive.publications.put(publication, seen)
                self.loaded.publications += held is None and entered
        if versions:
            latest = versions[-1][1]
            self.archive.publications.seen(latest.source, latest.native_id, last_seen)

    def _document(self, form: Form) -> None:
        digest = forms.digest(form, "digest")
        document = Document(digest, forms.text(form, "media_type"), forms.number(form, "size"), held=False)
        if self.archive.tombstones.of(digest):
            self.forgotten.add(digest)
            return
        if self.archive.captures.document(digest) is None:
            self.fresh.add(digest)
        self.archive.captures.register(document)

    def _capture(self, form: Form) -> None:
        capture = forms.to_capture(form)
        if capture.digest and self.archive.tombstones.at(capture.url):
            self.refused.add(capture.digest)
        elif capture.digest and capture not in self.archive.captures.of_document(capture.digest):
            self.archive.captures.record(capture)

    def _member(self, form: Form) -> None:
        digest = forms.digest(form, "digest") if form.get("digest") else None
        if digest and self.archive.tombstones.of(digest):
            self.forgotten.add(digest)
            return
        self.members[forms.digest(form, "parent")].append(
            Inside(
                parent=forms.digest(form, "parent"),
                position=forms.number(form, "position"),
                path=readable(forms.text(form, "path", needed=True), LONGEST_PATH),
                digest=digest or "",
                media_type=forms.text(form, "media_type"),
                size=forms.number(form, "size"),
                reason=readable(forms.text(form, "reason")),
            )
        )

    def _page(self, form: Form) -> None:
        confidence = form.get("confidence")
        self.pages.append(
            Page(
                number=forms.number(form, "number"),
                text=forms.text(form, "text"),
                label=forms.text(form, "label"),
                how=forms.text(form, "how"),
                confidence=float(confidence) if isinstance(confidence, int | float) else None,
                warning=forms.text(form, "warning"),
            )
        )

    def _text(self, form: Form) -> None:
        """Keep the pages that came before this line, marked as not read here; text held already stays.

        So does what is known of the files in a document that was read here.
        """
        digest, extractor = forms.digest(form, "digest"), forms.text(form, "extractor").removesuffix(IMPORTED)
        if not EXTRACTOR.fullmatch(extractor):
            raise BadForm("its extractor is not a name and version")
        pages, self.pages = tuple(self.pages), []
        if digest in self.known or digest in self._unwanted():
            return
        self.store.put(digest, Extraction(f"{extractor}{IMPORTED}", pages, forms.text(form, "reason")))
        self.store.place(digest, self.members.pop(digest, ()))
        self.loaded.pages += len(pages)

    def _unwanted(self) -> set[str]:
        """Return what is left out since it was forgotten here: by its digest, by its address, or with what it is in.

        Told once all documents, captures and members were met, which come before the first text.
        """
        if self.unwanted is None:
            held = self.archive.captures
            for digest in [one for one in self.refused & self.fresh if not held.of_document(Digest(one))]:
                held.unregister(Digest(digest))
                self.fresh.discard(digest)
                self.forgotten.add(digest)
            lost = {inside.digest for digest in self.forgotten for inside in self.members.pop(digest, ())}
            placed = {inside.digest for several in self.members.values() for inside in several} | self.fresh
            self.unwanted = self.forgotten | (lost - placed)
        return self.unwanted


def load(places: Places, source: Path, progress: Progress | None = None) -> Loaded:
    """Take a bundle into a data folder; what is held there already stays as it is.

    The bundle is checked to its last byte before anything is taken, and taken whole or not at all. Raises
    BundleError, ArchiveLocked.
    """
    progress = progress or Silent()
    manifest = check(source, progress)
    progress.begin("importing", manifest.lines, "line")
    with Archive.open(places.archive) as archive, TextStore(places.text) as store:
        loader = _Loader(archive, store, known={made.digest for made in store.made() if made.pages})
        with archive.writing("foi import"), store.transaction(), archive.transaction():
            for number, line in enumerate(lines_of(source), start=1):
                try:
                    loader.take(form_of(line, source))
                except (BadForm, RecursionError) as error:
                    raise BundleError(f"{source}, line {number}: {error}; nothing was imported") from error
                if number == manifest.lines:
                    break
                progress.step()
    loader.loaded.documents = len(loader.fresh)
    return loader.loaded


def _needed_time(form: Mapping[str, Any], name: str) -> datetime:
    value = forms.time(form, name)
    if value is None:
        raise BadForm(f"its {name} is missing")
    return value.astimezone(UTC)


def _object(form: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = form.get(name)
    if not isinstance(value, dict):
        raise BadForm(f"its {name} is missing")
    return value
