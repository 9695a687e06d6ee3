"""A small collection, entered as a crawl and the reader would, and its bundle by the product's own writer."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from indexer.bundle.writing import write
from indexer.chosen import Choice, Chosen
from indexer.exports.base import Wish
from indexer.extract.base import Extraction, Page
from indexer.members import Inside
from indexer.places import Places
from indexer.text import TextStore
from scraper.archive.records import Capture, digest_of
from scraper.archive.store import Archive
from scraper.items import DocumentLink, Kind, Publication

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
BODIES = {f"https://assets.example/{n}.txt": b"Dear sir, letter %d.\n" % n * 20 for n in range(1, 5)}
WITHIN = b"a table within the first letter"


def fill(places: Places) -> None:
    """Enter two publications with two letters each, the first of which has a file in it."""
    with Archive.open(places.archive) as archive, archive.writing(), TextStore(places.text) as store:
        for number, pair in enumerate((list(BODIES)[:2], list(BODIES)[2:]), 1):
            links = tuple(DocumentLink(url, f"Letter {url[-5]}") for url in pair)
            release = Publication("gb_example", str(number), Kind.RELEASE, f"Tïtle {number}", documents=links)
            archive.publications.put(release, NOW)
            archive.publications.put(replace(release, summary="Corrected."), NOW + timedelta(days=1))
        for url, body in BODIES.items():
            archive.captures.put(Capture("gb_example", url, url, NOW, 200, (("ETag", "x"),)), body)
            pages = (Page(1, "dear \ud800 sir"), Page(2, body.decode(), how="ocr", confidence=0.5))
            store.put(digest_of(body), Extraction("plain/1", pages))
        first = digest_of(next(iter(BODIES.values())))
        store.put(digest_of(WITHIN), Extraction("plain/1", (Page(1, WITHIN.decode()),)))
        store.place(first, [Inside(first, 0, "table.txt", digest_of(WITHIN), "text/plain", len(WITHIN))])


def exported(folder: Path, *, files: bool = True, key: Path | None = None) -> Path:
    """Return the bundle of that collection, made in a folder."""
    places, target = Places(folder / "data"), folder / "collection.foi"
    if not places.archive.exists():
        fill(places)
    with Archive.open(places.archive) as archive, TextStore(places.text) as store:
        chosen = Chosen(archive, store, Choice())
        write(chosen, target, Wish(places=places, files=files, key=key), lambda: None)
    return target
