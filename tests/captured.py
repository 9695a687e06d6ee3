"""Holdings made in sight of a test: publications, what was captured of them, and the text of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from indexer.chosen import Choice, Chosen
from indexer.exports.base import Wish, Write, Written
from indexer.extract.base import Extraction, Page
from indexer.members import Inside
from indexer.places import Places
from indexer.text import TextStore
from scraper.archive.records import Capture, Digest
from scraper.archive.store import Archive
from scraper.items import DocumentLink, Kind, Publication

SEEN = datetime(2026, 8, 1, 12, 0, 0, 250_000, tzinfo=UTC)
PDF = (("Content-Type", "application/pdf"), ("ETag", '"1"'))


class Holdings:
    """An archive and its text; every capture is a minute after the one before."""

    def __init__(self, data: Path) -> None:
        self.places = Places(data)
        self.archive = Archive.open(self.places.archive)
        self.store = TextStore(self.places.text)
        self._time = SEEN

    def capture(
        self,
        url: str,
        body: bytes | None,
        headers: tuple[tuple[str, str], ...] = PDF,
        *,
        status: int = 200,
        final_url: str = "",
        source: str = "gov",
    ) -> Digest:
        """Enter an answer, and return the digest of what it brought or confirmed."""
        self._time += timedelta(minutes=1)
        capture = Capture(source, url, final_url or url, self._time, status, headers)
        kept = self.archive.captures.put(capture, body)
        assert kept.digest
        return kept.digest

    def publish(self, *urls: str, **others: object) -> Publication:
        """Enter a publication that lists these addresses."""
        values = {"source": "gov", "native_id": urls[0], "kind": Kind.RELEASE, "title": "Repairs of bridges", **others}
        publication = Publication(**values, documents=tuple(map(DocumentLink, urls)))  # type: ignore[arg-type]
        self.archive.publications.put(publication, SEEN)
        return publication

    def read(self, digest: str, *texts: str, within: tuple[Inside, ...] = ()) -> None:
        """Enter the text of a document, page by page, and where the files in it are."""
        pages = tuple(Page(number, text) for number, text in enumerate(texts, 1))
        self.store.put(digest, Extraction("made/1", pages))
        if within:
            self.store.place(digest, within)

    def written(self, write: Write, target: Path, choice: Choice | None = None) -> Written:
        """Export to a file."""
        chosen = Chosen(self.archive, self.store, choice or Choice())
        return write(chosen, target, Wish(self.places), lambda: None)


@contextmanager
def holdings(data: Path) -> Iterator[Holdings]:
    """Give empty holdings."""
    made = Holdings(data)
    try:
        yield made
    finally:
        made.store.close()
        made.archive.close()
