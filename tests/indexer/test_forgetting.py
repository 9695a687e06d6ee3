"""Forgetting leaves no trace, and what was forgotten does not come back."""

import base64
import re
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from indexer.annotations import Annotations
from indexer.build import build
from indexer.collections import place
from indexer.forgetting import Plan, finish, forget, plan, remains
from indexer.ocr.results import Result
from indexer.places import Places
from indexer.progress import Silent
from indexer.text import TextStore
from scraper.archive.records import Capture, Digest, Failure, Held, digest_of
from scraper.archive.removal import Removal
from scraper.archive.store import Archive
from scraper.archive.verify import verify
from scraper.items import DocumentLink, Kind, LinkKind, Publication
from scraper.local import Label, add
from tests.bundling import exported, imported
from tests.indexer.extract.office import docx, paragraph, zipped

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
WORD = "Quillfeatherstone"
PAGE = DocumentLink("https://example.org/api/1", "Reply", LinkKind.PAGE)
LETTER = DocumentLink("https://assets.example/1.txt", "A letter")
OTHER = DocumentLink("https://assets.example/2.txt", "Another letter")
RELEASE = Publication(
    "example", "1", Kind.RELEASE, "Reply", url="https://example.org/1", documents=(PAGE, LETTER, OTHER)
)
_FORMS = tuple(
    form
    for word in (WORD, WORD.lower(), WORD.upper())
    for form in (
        word.encode(),
        word.encode("utf-16-le"),
        word.encode("utf-16-be"),
        *(base64.b64encode(b"x" * shift + word.encode())[4:-4] for shift in range(3)),
    )
)


def traces(folder: Path) -> list[str]:
    """Return the files with the word in them: in any encoding, or in anything in them that zlib can unpack."""
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(form in part for part in _parts(path.read_bytes()) for form in _FORMS)
    ]


def _parts(body: bytes, depth: int = 0) -> Iterator[bytes]:
    yield body
    starts = [(found.start(), 15) for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", body)]
    for header in re.finditer(rb"PK\x03\x04", body):
        at = header.start()
        sizes = int.from_bytes(body[at + 26 : at + 28], "little") + int.from_bytes(body[at + 28 : at + 30], "little")
        starts.append((at + 30 + sizes, -15))
    for start, bits in starts if depth < 3 else []:
        try:
            unpacked = zlib.decompressobj(bits).decompress(body[start:], 1 << 20)
        except zlib.error:
            continue
        yield from _parts(unpacked, depth + 1)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data")


def publish(places: Places, letter: bytes, when: datetime = NOW, publication: Publication = RELEASE) -> None:
    """Let a crawl find a publication with its page, a letter, and another one that names nobody."""
    with Archive.open(places.archive) as archive, archive.writing():
        archive.publications.put(publication, when)
        page = f"<main>{publication.summary} Two letters.</main>".encode()
        for link, body in ((PAGE, page), (LETTER, letter), (OTHER, b"names nobody")):
            archive.captures.put(Capture("example", link.url, link.url, when, 200, (("X-Name", link.title),)), body)


def forgotten(places: Places, *given: str | bytes, everywhere: bool = False) -> Plan:
    """Forget publications by their native IDs, documents by their bytes."""
    with Archive.open(places.archive) as archive, archive.writing(), TextStore(places.text) as store:
        targets: list[Digest | Held] = []
        for one in given:
            held = archive.publications.find("example", one) if isinstance(one, str) else None
            targets.append(held or digest_of(one if isinstance(one, bytes) else b""))
        going = plan(archive, store, targets, everywhere=everywhere)
        forget(places, archive, store, going, "asked for", LATER, Silent())
    return going


def sound(places: Places) -> bool:
    with Archive.open(places.archive) as archive, TextStore(places.text) as store:
        return not list(verify(archive)) and not list(remains(places, archive, store))


LETTERS = {
    "text": f"Dear {WORD}".encode(),
    "utf-16": f"Dear {WORD}".encode("utf-16"),
    "zip": zipped({"a/letter.txt": f"Dear {WORD}", "b/note.docx": docx(paragraph(f"It was {WORD}"))}),
    "document": docx(paragraph(f"Dear {WORD}")),
    "page": f"<title>{WORD}</title><p>Dear {WORD}".encode(),
}


@pytest.mark.parametrize("kind", LETTERS)
def test_no_file_of_the_data_folder_has_a_trace_of_it(places: Places, kind: str) -> None:
    publish(places, LETTERS[kind], publication=replace(RELEASE, documents=(PAGE, replace(LETTER, title=WORD), OTHER)))
    build(places)
    publish(places, LETTERS[kind])
    with Archive.open(places.archive) as archive, TextStore(places.text) as store:
        archive.runs.fail(Failure("example", "fetch", LETTER.url, f"{WORD} hung up", NOW))
        store.ocr.put(Result(digest_of(LETTERS[kind]), 1, "tesseract/5", text=f"Dear {WORD}"))
    build(places, rebuild=True)
    with Annotations.open(places) as mine:
        mine.note(digest_of(LETTERS[kind]), 1, f"{WORD} writes")
        mine.tag([digest_of(LETTERS[kind])], [WORD])
        mine.tag(["f" * 64], ["another"])
    names = {name.partition("/")[0] for name in traces(places.data)}
    assert names == {"archive", "text", "index", "own"}, "it is there, and the test sees it"
    going = forgotten(places, LETTERS[kind])
    assert traces(places.data) == []
    with Annotations.open(places) as mine:
        assert mine.documents() == {"f" * 64}, "those of others stay"
    assert [held.publication.title for held in going.carriers] == ["Reply"]
    assert sound(places)
    with Archive.open(places.archive) as archive:
        stone = archive.tombstones.of(digest_of(LETTERS[kind]))
        assert stone
        assert (stone.address, stone.reason, stone.time) == (LETTER.url, "asked for", LATER)
        held = archive.publications.find("example", "1")
        assert held
        assert held.publication.documents == (PAGE, OTHER)
        assert archive.captures.latest(OTHER.url)


def test_a_file_added_from_here_goes_with_its_name_and_is_refused_when_added_again(
    places: Places, tmp_path: Path
) -> None:
    file = tmp_path / f"{WORD}.txt"
    file.write_text(f"Dear {WORD}")
    with Archive.open(places.archive) as archive, archive.writing():
        assert [one.new for one in add(archive, [file], Label(), NOW)] == [True]
    build(places)
    going = forgotten(places, file.read_bytes())
    assert len(going.publications) == 1
    assert traces(places.data) == []
    with Archive.open(places.archive) as archive, archive.writing():
        (again,) = add(archive, [file], Label(title="Reply", authority="A Council"), LATER)
        assert again.refused == "it was forgotten on 2026-08-02: asked for"
        assert list(archive.publications.all()) == []
    assert traces(places.data) == []


def test_the_same_bytes_and_the_same_address_do_not_come_back(places: Places) -> None:
    publish(places, LETTERS["text"])
    build(places)
    forgotten(places, LETTERS["text"])
    publish(places, f"corrected, still {WORD}".encode(), LATER)
    elsewhere = replace(LETTER, url="https://assets.example/copy.txt")
    with Archive.open(places.archive) as archive, archive.writing():
        assert not archive.publications.put(RELEASE, LATER), "the link is left out, so nothing changed"
        copy = Capture("example", elsewhere.url, elsewhere.url, LATER, 200)
        assert archive.captures.put(copy, LETTERS["text"]).digest is None
        assert archive.tombstones.at(elsewhere.url), "where it was met again nobody asks again"
    build(places)
    assert traces(places.data) == []


@pytest.mark.parametrize("kind", ["text", "zip"])
def test_a_bundle_does_not_bring_it_back_and_is_not_given_it(places: Places, tmp_path: Path, kind: str) -> None:
    publish(places, LETTERS[kind])
    build(places)
    before = exported(places, tmp_path / "before.foi", files=True)
    assert WORD in said(before)
    forgotten(places, LETTERS[kind])
    for into, others in ((places, 0), (place(places, "theirs"), 2)):
        loaded = imported(into, before)
        assert (loaded.documents, loaded.pages, loaded.files) == (others, others, others)
        build(into)
        assert traces(places.data) == []
    assert WORD not in said(exported(places, tmp_path / "after.foi", files=True))


def said(bundle: Path) -> str:
    """Return all that is in a bundle, unpacked."""
    with zipfile.ZipFile(bundle) as members:
        return "".join(members.read(name).decode("utf-8", "replace") for name in members.namelist())


def test_a_bundle_with_another_version_from_its_address_does_not_bring_that(places: Places, tmp_path: Path) -> None:
    theirs = Places(tmp_path / "theirs")
    publish(theirs, zipped({"a.txt": f"once more {WORD}"}))
    build(theirs)
    bundle = exported(theirs, tmp_path / "theirs.foi", files=True)
    publish(places, LETTERS["text"])
    forgotten(places, LETTERS["text"])
    loaded = imported(places, bundle)
    assert (loaded.documents, loaded.files) == (0, 0)
    build(places)
    assert traces(places.data) == []
    assert sound(places)


def test_a_publication_goes_with_its_documents_and_does_not_come_back(places: Places) -> None:
    named = replace(RELEASE, title=f"Reply to {WORD}", summary=f"About {WORD}.")
    publish(places, b"x", publication=named)
    publish(places, LETTERS["text"], LATER, named)
    build(places)
    going = forgotten(places, "1")
    assert len(going.digests) == 4, "the page, both versions of the letter, and the other one"
    assert traces(places.data) == []
    publish(places, LETTERS["text"], LATER, named)
    assert traces(places.data) == []
    assert sound(places)


def test_the_page_of_a_publication_is_the_publication(places: Places) -> None:
    publish(places, b"x", publication=replace(RELEASE, summary=WORD))
    going = forgotten(places, f"<main>{WORD} Two letters.</main>".encode())
    assert [held.publication.native_id for held in going.publications] == ["1"]
    assert traces(places.data) == []


def test_an_older_version_of_a_page_goes_alone_with_what_was_read_from_it(places: Places) -> None:
    publish(places, b"x", publication=replace(RELEASE, summary=WORD))
    publish(places, b"x", LATER, replace(RELEASE, summary="Corrected."))
    build(places)
    going = forgotten(places, f"<main>{WORD} Two letters.</main>".encode())
    assert going.publications == ()
    assert traces(places.data) == []
    publish(places, b"y", LATER + timedelta(days=1), replace(RELEASE, summary="Corrected again."))
    with Archive.open(places.archive) as archive:
        held = archive.publications.find("example", "1")
        assert held
        assert [record.summary for _, record in archive.publications.versions(held.key)] == [
            "Corrected.",
            "Corrected again.",
        ]
        assert archive.captures.latest(PAGE.url), "its address gives another page, which is not forgotten"


def test_a_file_within_others_takes_those_with_it(places: Places) -> None:
    inner = f"Dear {WORD}".encode()
    publish(places, zipped({"letter.txt": inner, "note.txt": "a harmless note"}))
    build(places)
    forgotten(places, inner)
    assert traces(places.data) == []
    with TextStore(places.text) as store:
        assert list(store.made(digest_of(b"a harmless note"))) == [], "nothing is left that it would be in"


def test_what_is_within_goes_with_it_and_others_that_hold_it_stay_unless_wanted(places: Places) -> None:
    logo, annex = b"the logo of the council", f"Dear {WORD}".encode()
    first = zipped({"logo.txt": logo, "annex.txt": annex})
    publish(places, first)
    other = zipped({"logo.txt": logo, "more.txt": "more"})
    with Archive.open(places.archive) as archive, archive.writing():
        link = DocumentLink("https://assets.example/other.zip")
        archive.publications.put(replace(RELEASE, native_id="2", url="", documents=(link,)), NOW)
        archive.captures.put(Capture("example", link.url, link.url, NOW, 200), other)
    build(places)
    with Archive.open(places.archive) as archive, TextStore(places.text) as store:
        wide = plan(archive, store, [digest_of(first)], everywhere=True)
        assert digest_of(other) in wide.digests
    going = forgotten(places, first)
    assert going.holders == (digest_of(other),)
    assert going.digests == {digest_of(first), digest_of(logo), digest_of(annex)}
    assert traces(places.data) == []
    build(places, retry=True)
    with TextStore(places.text) as store:
        assert list(store.made(digest_of(logo))) == [], "not read again from the file it is still in"
        assert list(store.made(digest_of(b"more")))


def test_what_broke_off_is_finished_by_asking_again_and_a_check_says_so(places: Places, tmp_path: Path) -> None:
    publish(places, LETTERS["text"])
    build(places)
    shutil.copytree(places.data, tmp_path / "backup")
    with Archive.open(places.archive) as archive, archive.writing(), TextStore(places.text) as store:
        going = plan(archive, store, [digest_of(LETTERS["text"])], everywhere=False)
        archive.remover.remove(Removal(going.digests, going.publications), "asked for", LATER)
    assert not sound(places)
    assert traces(places.data)
    with Archive.open(places.archive) as archive, archive.writing(), TextStore(places.text) as store:
        (said,) = remains(places, archive, store)
        assert "bytes and text and index entry" in said
        finish(places, archive, store, Silent())
    assert sound(places)
    assert traces(places.data) == []


def _removal(going: Plan):
    from scraper.archive.removal import Removal

    return Removal(going.digests, going.publications)


def test_a_reader_that_holds_the_old_pages_is_named_and_the_next_try_succeeds(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scraper.archive.catalogue.BUSY_MS", 50)
    publish(places, LETTERS["text"])
    reader = sqlite3.connect(places.archive / "catalogue.sqlite", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM captures").fetchone()
    with pytest.raises(Exception, match="another process still reads"):
        forgotten(places, LETTERS["text"])
    reader.close()
    with Archive.open(places.archive) as archive, archive.writing(), TextStore(places.text) as store:
        finish(places, archive, store, Silent())
    assert traces(places.data) == []


def test_notes_that_a_back_up_brought_back_are_what_remains_and_go_when_it_is_finished(places: Places) -> None:
    publish(places, LETTERS["text"])
    build(places)
    forgotten(places, LETTERS["text"])
    with Annotations.open(places) as mine:
        mine.note(digest_of(LETTERS["text"]), None, "out of a back-up")
    with Archive.open(places.archive) as archive, archive.writing(), TextStore(places.text) as store:
        [told] = remains(places, archive, store)
        assert "tags or notes" in told
        finish(places, archive, store, Silent())
        assert list(remains(places, archive, store)) == []
