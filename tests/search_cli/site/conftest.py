"""A collection about lanterns: a release, a request with a file in a mail, news, and one as hostile as they come."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer.chosen import Choice, Chosen
from indexer.exports.base import Wish, Written
from indexer.extract.base import OCR, Extraction, Member, Page
from indexer.places import Places
from indexer.text import TextStore
from scraper.archive.records import Capture, Digest, digest_of
from scraper.archive.store import Archive
from scraper.items import DocumentLink, Kind, LinkKind, Publication
from search_cli.formats.site.writing import write

SEEN = datetime(2026, 8, 1, 12, tzinfo=UTC)
SITE = "https://www.example.org"
EVIL = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}\u202egnp.\x00'
LETTER, TABLE, MAIL, ARTICLE, TRAP = (
    b"%PDF-1.7 a letter", b"a,b\n", b"From: a mail", b"<html>article</html>", b"<script>alert(1)</script>"
)  # fmt: skip
NOTE = digest_of(b"a note in a mail")
LONG = "The Lamp Office surveyed 12,500.00 lanterns in its compli-\nance survey."


@dataclass(frozen=True)
class Made:
    """What was written, and what it was written of."""

    folder: Path
    written: Written


Build = Callable[..., Made]


def publication(number: str, kind: Kind, title: str, **record: object) -> Publication:
    given = {"source": "lamp-office", "url": f"{SITE}/{number}", "authority": "Lamp Office", **record}
    return Publication(native_id=number, kind=kind, title=title, **given)  # type: ignore[arg-type]


PUBLICATIONS = (
    publication(
        "r1", Kind.RELEASE, "Lantern costs", published=datetime(2024, 3, 12, tzinfo=UTC), references=("FOI 2024/0113",),
        summary="What lanterns cost.",
        documents=(
            DocumentLink(f"{SITE}/letter.pdf", "The letter"),
            DocumentLink(f"{SITE}/costs.csv", "costs.csv"),
            DocumentLink("https://elsewhere.example/map", "A map", LinkKind.EXTERNAL),
        ),
    ),
    publication(
        "q1", Kind.REQUEST, "Wicks bought in 2023", authority="Wick Board", outcome="part-granted",
        documents=(DocumentLink(f"{SITE}/reply.eml", "reply.eml"),),
    ),
    publication(
        "n1", Kind.NEWS, "Lanterns cost too much", outlet="The Wire", published=datetime(2025, 1, 2, tzinfo=UTC),
        documents=(DocumentLink(f"{SITE}/n1", "Lanterns cost too much", LinkKind.PAGE),),
    ),
    publication(
        "e1", Kind.RELEASE, EVIL, url="javascript:alert(1)", authority=EVIL, summary=EVIL, references=(EVIL,),
        outcome=EVIL, note=EVIL,
        documents=(
            DocumentLink(f"{SITE}/{EVIL}.html", EVIL),
            DocumentLink("javascript:alert(2)", EVIL, LinkKind.EXTERNAL),
        ),
    ),
)  # fmt: skip


def fill(archive: Archive, store: TextStore) -> None:
    """Put the collection into a data folder."""
    for one in PUBLICATIONS:
        archive.publications.put(one, SEEN)
    bodies = {
        "letter.pdf": LETTER, "costs.csv": TABLE, "reply.eml": MAIL, "n1": ARTICLE, f"{EVIL}.html": TRAP
    }  # fmt: skip
    kinds = {
        "letter.pdf": "application/pdf",
        "costs.csv": "text/csv",
        "reply.eml": "message/rfc822",
        "n1": "text/html",
    }
    for name, body in bodies.items():
        url = f"{SITE}/{name}"
        headers = (("Content-Type", kinds.get(name, "text/html")),)
        archive.captures.put(Capture("lamp-office", url, url, SEEN, 200, headers), body)
    letter = (Page(1, "Dear Sir"), Page(2, LONG, "ii"), Page(3, "Yours", how=OCR, confidence=0.5))
    store.put(digest_of(LETTER), Extraction("pdf/9", letter))
    store.put(digest_of(TABLE), Extraction("csv/1", (Page(1, "lantern | cost\nbrass | 40"),)))
    note = Member("in/note.txt", NOTE, "text/plain", 9, "plain/1", (Page(1, "wicks surveyed twice"),))
    store.put(digest_of(MAIL), Extraction("mail/1", (Page(1, "See the note."),), members=(note,)))
    store.put(digest_of(ARTICLE), Extraction("html/1", (Page(1, "copyrighted words"),)))
    store.put(digest_of(TRAP), Extraction("html/1", (Page(1, f"surveying {EVIL} </div></section>\ud800"),)))


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Build]:
    """Give what writes a site of the collection into a new folder."""
    places = Places(tmp_path_factory.mktemp("data"))
    with Archive.open(places.archive) as archive, TextStore(places.text) as store:
        fill(archive, store)

        def made(choice: Choice | None = None, *, files: bool = False) -> Made:
            folder = tmp_path_factory.mktemp("out") / "site"
            wish = Wish(places, files=files)
            return Made(folder, write(Chosen(archive, store, choice or Choice()), folder, wish, lambda: None))

        yield made


@pytest.fixture(scope="module")
def site(build: Build) -> Made:
    """Return a site of the whole collection, with originals."""
    return build(files=True)


def page_of(body: bytes | Digest, number: int = 1) -> str:
    """Return where a document's page is."""
    digest = digest_of(body) if isinstance(body, bytes) else body
    return f"documents/{digest[:12]}{f'-{number}' if number > 1 else ''}.html"
