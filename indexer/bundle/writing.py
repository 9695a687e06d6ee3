"""Writing a bundle: everything the archive knows and the text it gave, nothing executable."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from indexer.bundle.lines import FORMAT, VERSION, Form, Manifest, line_of
from indexer.errors import BundleError
from indexer.extract.base import Page
from indexer.places import Places
from indexer.progress import Progress, Silent
from indexer.reading import best
from indexer.text import Made, TextStore
from scraper.archive.forms import of_capture, of_publication
from scraper.archive.records import Document, Held
from scraper.archive.store import Archive


def export(places: Places, target: Path, progress: Progress | None = None) -> Manifest:
    """Write every publication, document, capture and page of text to a file; the same holdings give the same bytes.

    It is written beside its place and renamed: what has the name is whole. Raises BundleError if there is
    nothing to write or no room.
    """
    temporary = target.with_name(f"{target.name}.new")
    digest, counts = hashlib.sha256(), Counter[str]()
    texts: dict[str, str] = {}
    try:
        with (
            Archive.open(places.archive, create=False) as archive,
            TextStore(places.text) as store,
            temporary.open("wb") as file,
        ):
            for form in _forms(archive, store, progress or Silent()):
                line = line_of(form)
                digest.update(line)
                counts[form["type"]] += 1
                if form["type"] == "text":
                    texts[form["digest"]] = form["sha256"]
                file.write(line)
            manifest = Manifest(digest.hexdigest(), counts.total(), dict(sorted(counts.items())), texts)
            file.write(line_of(manifest.to_json()))
        temporary.rename(target)
    except OSError as error:
        raise BundleError(f"{target} cannot be written: {error.strerror}") from error
    finally:
        temporary.unlink(missing_ok=True)
    return manifest


def _forms(archive: Archive, store: TextStore, progress: Progress) -> Iterator[Form]:
    yield {"type": "bundle", "format": FORMAT, "version": VERSION}
    for held in archive.publications.all():
        yield _publication(archive, held)
    for document in archive.captures.documents():
        yield {
            "type": "document",
            "digest": document.digest,
            "media_type": document.media_type,
            "size": document.size,
        }
        for capture in archive.captures.of_document(document.digest):
            yield {"type": "capture", **of_capture(capture)}
    readings, forgotten = store.readings(), archive.tombstones.digests()
    documents = {document.digest: document for document in archive.captures.documents()}
    for inside in store.members.all():
        if inside.parent in documents and inside.digest not in forgotten:
            yield {"type": "member", **asdict(inside)}
            if inside.digest:
                documents.setdefault(inside.document.digest, inside.document)
    progress.begin("exporting", len(documents), "document")
    for digest in sorted(documents):
        document = documents[digest]
        yield from _text(store, document, best(readings[digest], document.media_type))
        progress.step()


def _publication(archive: Archive, held: Held) -> Form:
    versions = archive.publications.versions(held.key)
    return {
        "type": "publication",
        "last_seen": held.last_seen.isoformat(),
        "versions": [{"seen": seen.isoformat(), "record": of_publication(record)} for seen, record in versions],
    }


def _text(store: TextStore, document: Document, made: Made | None) -> Iterator[Form]:
    if made is None:
        return
    digest = hashlib.sha256()
    for page in store.pages(document.digest, made.extractor):
        form = _page(document, page)
        digest.update(line_of(form))
        yield form
    yield {
        "type": "text",
        "digest": document.digest,
        "extractor": made.extractor,
        "pages": made.pages,
        "reason": made.reason,
        "sha256": digest.hexdigest(),
    }


def _page(document: Document, page: Page) -> Form:
    return {
        "type": "page",
        "digest": document.digest,
        "number": page.number,
        "label": page.label,
        "how": page.how,
        "confidence": page.confidence,
        "warning": page.warning,
        "text": page.text,
    }
