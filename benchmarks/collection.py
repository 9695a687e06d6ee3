"""A data folder with a whole collection in it, catalogue and text, of the making of benchmarks/index; no originals.

PAGES=100000 python -m benchmarks.collection FOLDER
"""

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.index.corpus import Corpus, made
from benchmarks.index.corpus import Document as Made
from benchmarks.index.ours import put
from indexer.places import Places
from indexer.text import TextStore
from scraper.archive.records import Capture, Digest, Document
from scraper.archive.store import Archive
from scraper.items import DocumentLink, Kind, Publication

SEEN = datetime(2026, 1, 1, tzinfo=UTC)
BATCH = 500


def collection(corpus: Corpus, data: Path) -> Places:
    """Fill a data folder, once, and return where it is. Publications and captures are as a crawl would enter them."""
    places = Places(data)
    done = data / f"made-{corpus.digest}"
    if done.exists():
        return places
    with Archive.open(places.archive) as archive, archive.writing("the making of a collection"):
        documents = iter(corpus)
        while batch := [one for one, _ in zip(documents, range(BATCH), strict=False)]:
            with archive.transaction():
                for one in batch:
                    _enter(archive, one)
    with TextStore(places.text) as store, store.transaction():
        put(store, corpus)
    done.touch()
    return places


def _enter(archive: Archive, one: Made) -> None:
    page = f"https://foi.example/{one.source}/{one.digest[:16]}"
    file = f"{page}/answer.pdf"
    published = datetime.combine(date.fromisoformat(one.published), datetime.min.time(), UTC)
    archive.publications.put(
        Publication(
            one.source, one.digest[:16], Kind(one.kind), one.title, page, one.authority, published=published,
            references=(one.reference,), outcome=one.outcome, documents=(DocumentLink(file, "Answer"),),
        ),
        SEEN,
    )  # fmt: skip
    digest = Digest(one.digest)
    archive.captures.register(Document(digest, "application/pdf", 100_000, held=False))
    headers = (("Content-Type", "application/pdf"), ("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT"))
    archive.captures.record(Capture(one.source, file, file, SEEN, 200, headers, digest))


if __name__ == "__main__":
    print(collection(made(int(os.environ.get("PAGES") or 100_000)), Path(sys.argv[1])).data)
