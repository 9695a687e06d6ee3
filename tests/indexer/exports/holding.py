"""A small collection with what is hard about real ones, written out by an export."""

from datetime import UTC, datetime
from pathlib import Path

from indexer.annotations import Annotations
from indexer.chosen import Choice, Chosen
from indexer.exports.base import Wish, Write, Written
from indexer.extract.base import Extraction, Member, Page
from indexer.places import Places
from indexer.text import TextStore
from scraper.archive.records import Capture, digest_of
from scraper.archive.store import Archive
from scraper.items import DocumentLink, Event, Kind, LinkKind, Publication

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
LETTER, REPLY, NEWS, ANNEX = b"%PDF-1.4 letter", b"%PDF-1.4 reply", b"%PDF-1.4 news", b"annex"
UNREAD = b"%PDF-1.4 not read by anybody yet"
SITE = "https://foi.example"
WORST = "<script>alert(1)</script>'); DROP TABLE pages; -- \x00\u202e=HYPERLINK(1)"
HALVED = f"{WORST}\ud800"
"""With half a character in it, as damaged PDFs give; the catalogue takes none."""
LETTERS = Publication(
    source="gb_example", native_id="1", kind=Kind.RELEASE, title="Ferry training", url=f"{SITE}/1",
    authority="Example Council", published=datetime(2019, 5, 1, tzinfo=UTC), references=("FOI/19/1",),
    documents=(
        DocumentLink(f"{SITE}/letter.pdf", "The letter"),
        DocumentLink(f"{SITE}/unread.pdf", "Unread"),
        DocumentLink("https://elsewhere.example/", "Elsewhere", LinkKind.EXTERNAL),
    ),
)  # fmt: skip
REQUEST = Publication(
    source="gb_example", native_id="2", kind=Kind.REQUEST, title=WORST, url="javascript:alert(2)", authority=WORST,
    documents=(DocumentLink(f"{SITE}/reply.pdf", WORST),), outcome="granted",
    events=(Event(NOW, "sent", "waiting", "m1"), Event(NOW, WORST)),
)  # fmt: skip
ARTICLE = Publication(
    source="magazine", native_id="3", kind=Kind.NEWS, title="Council trains", url=f"{SITE}/3", outlet="Magazine",
    documents=(DocumentLink(f"{SITE}/news.pdf"),),
)  # fmt: skip


def fill(places: Places) -> None:
    """Enter three publications as a crawl would, and what was read of their documents."""
    with Archive.open(places.archive) as archive, archive.writing(), TextStore(places.text) as store:
        for publication in (LETTERS, REQUEST, ARTICLE):
            archive.publications.put(publication, NOW)
        for name, body in (("letter", LETTER), ("reply", REPLY), ("news", NEWS), ("unread", UNREAD)):
            url = f"{SITE}/{name}.pdf"
            archive.captures.put(Capture("gb_example", url, url, NOW, 200, (("X", WORST),)), body)
        pages = (Page(1, "The crews were trained.", label="i"), Page(2, HALVED, how="ocr", confidence=0.5))
        annex = Member("annex/a.txt", digest_of(ANNEX), "text/plain", 5, "plain/1", (Page(1, "annexed"),))
        lost = Member("b.txt", "", "", 0, "", (), "locked")
        store.put(digest_of(LETTER), Extraction("pdf/1", pages, members=(annex, lost)))
        store.put(digest_of(REPLY), Extraction("pdf/1", (Page(1, HALVED),)))
        store.put(digest_of(NEWS), Extraction("pdf/1", (Page(1, "secretive journalism"),)))
    with Annotations.open(places) as annotations:
        annotations.tag([digest_of(LETTER), "0" * 64], ["lead"], time=NOW)
        annotations.note(digest_of(LETTER), 2, WORST, time=NOW)


def written(
    write: Write, places: Places, target: Path, choice: Choice | None = None, *, files: bool = False, tags: bool = False
) -> Written:
    """Write what is held, or what is chosen of it."""
    with Archive.open(places.archive) as archive, TextStore(places.text) as store:
        chosen = Chosen(archive, store, choice or Choice())
        return write(chosen, target, Wish(places, files=files, tags=tags), lambda: None)
