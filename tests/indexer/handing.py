"""A collection with everything in it that is handed on, or is not: for the tests of exports."""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from indexer.annotations import Annotations
from indexer.chosen import Choice, Chosen
from indexer.exports.base import Wish, Write, Written
from indexer.extract.base import Extraction, Member, Page
from indexer.places import Places
from indexer.text import TextStore
from scraper.archive.records import Capture, Digest, digest_of
from scraper.archive.store import Archive
from scraper.items import DocumentLink, Kind, LinkKind, Publication, State

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
HOST = "https://foi.example"
HOSTILE = '=HYPERLINK("http://x.example")\u202e\x1b]0;owned\x07\r\n</script>'

LETTER, OLD, NEW, STORY, OPEN, SECRET, MAIL = (
    f"the {name}\n".encode() * 9 for name in ("letter", "old annex", "new annex", "story", "speech", "secret", "mail")
)
SHEET, LOGO = b"a sheet within the mail", b"a logo within letter and mail"
BODIES = {
    f"{HOST}/r1/letter.txt": LETTER,
    f"{HOST}/r1/annex.txt": OLD,
    f"{HOST}/news/story.html": STORY,
    f"{HOST}/open/speech.html": OPEN,
    f"{HOST}/request/7": SECRET,
    f"{HOST}/r2/mail.eml": MAIL,
}
D_LETTER, D_OLD, D_NEW, D_STORY, D_OPEN, D_SECRET, D_MAIL, D_SHEET, D_LOGO = map(
    digest_of, (LETTER, OLD, NEW, STORY, OPEN, SECRET, MAIL, SHEET, LOGO)
)


def publications() -> list[Publication]:
    """Return what was published, in the order it was first seen."""

    def link(address: str, kind: LinkKind = LinkKind.FILE) -> DocumentLink:
        return DocumentLink(f"{HOST}/{address}", f"Title of {address}", kind)

    return [
        Publication(
            "gb_a", "1", Kind.RELEASE, HOSTILE, f"{HOST}/r1", documents=(link("r1/letter.txt"), link("r1/annex.txt")),
        ),
        Publication("paper", "1", Kind.NEWS, "A story", documents=(link("news/story.html", LinkKind.PAGE),)),
        Publication("govuk-news", "1", Kind.NEWS, "A speech", documents=(link("open/speech.html", LinkKind.PAGE),)),
        Publication(
            "askers", "7", Kind.REQUEST, "A secret", f"{HOST}/request/7", state=State.GONE,
            documents=(link("request/7", LinkKind.PAGE),),
        ),
        Publication("gb_b", "1", Kind.RELEASE, "Replies", documents=(link("r2/mail.eml"), link("r1/letter.txt"))),
    ]  # fmt: skip


def filled(data: Path, shuffle: int = 0) -> Places:
    """Enter it all, in the order of its times, or another one in which no text and no document has its usual place."""
    places, order = Places(data), random.Random(shuffle)  # noqa: S311 - for the same order each time
    with Archive.open(places.archive) as archive, archive.writing(), TextStore(places.text) as store:
        several = list(enumerate(publications()))
        texts = list(_texts())
        if shuffle:
            order.shuffle(several)
            order.shuffle(texts)
        for number, publication in several:
            archive.publications.put(replace(publication, summary="As first seen."), NOW + timedelta(minutes=number))
            archive.publications.put(publication, NOW + timedelta(days=1, minutes=number))
        for number, (url, body) in enumerate(BODIES.items()):
            headers = (("Content-Type", "text/plain"), ("X", 'a "quoted", thing'))
            archive.captures.put(Capture(_source(url), url, url, NOW + timedelta(hours=number), 200, headers), body)
        again = f"{HOST}/r1/annex.txt"
        archive.captures.put(Capture("gb_a", again, again, NOW + timedelta(days=2), 200), NEW)
        archive.captures.put(Capture("gb_a", again, again, NOW + timedelta(days=3), 304))
        for digest, extraction in texts:
            store.put(digest, extraction)
    return places


def _source(url: str) -> str:
    return {"r1": "gb_a", "news": "paper", "open": "govuk-news", "request": "askers"}.get(url.split("/")[3], "gb_b")


def _texts() -> Iterable[tuple[Digest, Extraction]]:
    logo = Member("logo.txt", D_LOGO, "text/plain", len(LOGO), "plain/1", (Page(1, "a logo"),))
    sheet = Member("sheet.csv", D_SHEET, "text/csv", len(SHEET), "sheet/1", (Page(1, "rows", label="Tab"),))
    broken = Member("torn.pdf", "", "", 0, "", (), "cut short")
    for body in (OLD, NEW, STORY, OPEN, SECRET):
        yield (
            digest_of(body),
            Extraction("plain/1", (Page(1, body.decode()), Page(2, "dear \ud800 sir", how="ocr", confidence=0.5))),
        )
    yield D_LETTER, Extraction("plain/1", (Page(1, LETTER.decode()),), members=(logo,))
    yield D_MAIL, Extraction("mail/1", (Page(1, MAIL.decode()),), members=(sheet, logo, broken))


def annotate(places: Places) -> None:
    """Put tags and notes on what is there, and on what is not."""
    with Annotations.open(places) as held:
        held.tag([D_LETTER, D_SHEET, D_STORY, "f" * 64], ["leads"], time=NOW)
        held.note(D_LETTER, 1, "=1+1 ask for the annex", NOW)
        held.note(D_SECRET, None, "nobody may know", NOW)


def hand_on(write: Write, places: Places, target: Path, choice: Choice | None = None, **wish: bool) -> Written:
    """Write what is chosen of it to a file."""
    with Archive.open(places.archive) as archive, TextStore(places.text) as store:
        return write(Chosen(archive, store, choice or Choice()), target, Wish(places, **wish), lambda: None)
