"""A small collection: a release, a request, news carried by a wire, and a mail with a scan in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer.extract.base import OCR, Extraction, Member, Page
from indexer.text import TextStore
from scraper.archive.records import Capture, Digest, digest_of
from scraper.archive.store import Archive
from scraper.items import DocumentLink, Kind, LinkKind, Publication

SEEN = datetime(2026, 8, 1, 12, 0, 30, 500_000, tzinfo=UTC)
LETTER_URL = "https://files.example.org/letter.pdf"
RELEASE = Publication(
    source="lamp-office",
    native_id="r1",
    kind=Kind.RELEASE,
    title="Lantern costs",
    url="https://www.example.org/release",
    authority="Lamp Office",
    published=datetime(2024, 3, 12, 9, tzinfo=UTC),
    references=("FOI 2024/0113",),
    documents=(
        DocumentLink("https://www.example.org/api/release", "Lantern costs", LinkKind.PAGE),
        DocumentLink(LETTER_URL, "Annex A: the letter"),
    ),
)
REQUEST = Publication(
    source="asking",
    native_id="q1",
    kind=Kind.REQUEST,
    title="Wicks bought in 2023",
    url="https://ask.example.org/request/wicks",
    authority="Wick Board",
    outcome="part-granted",
    documents=(
        DocumentLink("https://ask.example.org/request/wicks", "Wicks bought in 2023", LinkKind.PAGE),
        DocumentLink("https://ask.example.org/request/wicks/reply.eml", "reply.eml"),
    ),
)
NEWS = Publication(
    source="wire",
    native_id="n1",
    kind=Kind.NEWS,
    title="Lanterns cost £92,574",
    url="https://wire.example.org/lanterns",
    authority="Lamp Office",
    outlet="The Wire",
    published=datetime(2025, 1, 2, tzinfo=UTC),
    original_url="https://www.example.org/news/lanterns",
    documents=(DocumentLink("https://wire.example.org/lanterns", "Lanterns cost £92,574", LinkKind.PAGE),),
)
BODIES = {
    "https://www.example.org/api/release": b'{"a": "release"}',
    LETTER_URL: b"%PDF-1.7 a letter",
    "https://ask.example.org/request/wicks": b"<html>a request</html>",
    "https://ask.example.org/request/wicks/reply.eml": b"From: a@example.org\n\nSee the scan.\n",
    "https://wire.example.org/lanterns": b"<html>news</html>",
}
LETTER, MAIL = (digest_of(BODIES[url]) for url in (LETTER_URL, "https://ask.example.org/request/wicks/reply.eml"))
SCAN = digest_of(b"a scan within a mail")


@dataclass(frozen=True)
class Collection:
    """An archive and the texts of its documents."""

    archive: Archive
    store: TextStore

    def capture(self, url: str, body: bytes, time: datetime = SEEN) -> Digest:
        """Take in what an address gives."""
        captured = self.archive.captures.put(Capture("lamp-office", url, url, time, 200), body)
        assert captured.digest
        return captured.digest


@pytest.fixture
def collection(archive: Archive, tmp_path: Path) -> Iterator[Collection]:
    with TextStore(tmp_path / "text" / "text.sqlite") as store:
        held = Collection(archive, store)
        for publication in (RELEASE, REQUEST, NEWS):
            archive.publications.put(publication, SEEN)
        for url, body in BODIES.items():
            held.capture(url, body)
        pages = (Page(1, "Dear Sir"), Page(2, "we spent £92,574\non lanterns", "ii"), Page(3, "Yours"))
        store.put(LETTER, Extraction("pdf/9", pages))
        scan = Member(
            "in/scan.png", SCAN, "image/png", 20, "image/1", (Page(1, "wicks, read", how=OCR, confidence=0.9),)
        )
        store.put(MAIL, Extraction("mail/1", (Page(1, "See the scan."),), members=(scan,)))
        yield held
