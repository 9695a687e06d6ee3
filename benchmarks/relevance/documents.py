"""Known items of the real documents beside the checkout: phrases read by eye, and more by rule from their pages."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path

from benchmarks.relevance.known import EACH, Known, mentions, phrases, sums, suppliers, unquoted, words
from benchmarks.relevance.pages import Page, Pages
from indexer.build import build
from indexer.ocr.engine import Wish
from indexer.places import Places
from indexer.text import TextStore
from indexer.wanted import wanted_entries
from scraper.archive.store import Archive
from scraper.local import Label, add

DATA = 200_000
"""A page with more characters is data: no question is made from it."""


def indexed(data: Path, corpus: Path) -> Places:
    """Add, read and index a folder of documents; scans are left out."""
    places = Places(data)
    with Archive.open(places.archive) as archive, archive.writing():
        for _ in add(archive, [corpus], Label(), datetime.now(UTC)):
            pass
    build(places, ocr=Wish(wanted=False))
    return places


def read_by_eye(shared: Path) -> Iterator[Known]:
    """Yield the phrases that were read on the rendered pages, in quotes; those of scans are left out."""
    with (shared / "corpus-truth.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["doc_kind"] == "born-digital":
                digest = sha256((shared / "corpus" / row["path"]).read_bytes()).hexdigest()
                yield Known("phrase", f'"{row["phrase"]}"', digest, int(row["page_no"]))


def questions(places: Places) -> list[Known]:
    """Choose questions to the documents, so many of each kind if there are as many."""
    pages = Pages(list(all_pages(places)))
    return [
        item for kind in (phrases, mentions, sums, suppliers, unquoted, words) for item in islice(kind(pages), EACH)
    ]


def all_pages(places: Places) -> Iterator[Page]:
    """Yield every page that is in the index."""
    with Archive.open(places.archive) as archive, TextStore(places.text) as store:
        for wanted in wanted_entries(archive, store):
            for page in store.pages(wanted.card.digest, wanted.card.extractor):
                if len(page.text) <= DATA:
                    yield Page(wanted.card.digest, page.number, page.text)
