"""Changes: an edit is one of the record or of what a page or file says, never of bytes alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from indexer.build import build
from indexer.places import Places
from indexer.text import TextStore
from indexer.versions.changes import changes, history
from indexer.versions.wording import Wording
from scraper.archive.records import Capture
from scraper.archive.store import Archive
from scraper.archive.timeline import Mark
from scraper.items import DocumentLink, Kind, LinkKind, Publication
from tests.indexer.extract.office import docx, paragraph, zipped

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
PAGE = DocumentLink("https://news.example/articles/1", "Bus lane cameras", LinkKind.PAGE)
FILE = DocumentLink("https://news.example/files/reply", "Reply")
NEWS = Publication("news", "1", Kind.NEWS, "Bus lane cameras", url=PAGE.url, documents=(PAGE, FILE))


def article(said: str, around: str) -> bytes:
    return (
        f"<html><body><nav>{around}</nav><main><h1>Bus lane cameras</h1><p>{said}</p></main>"
        f"<footer>{around} readers now</footer></body></html>"
    ).encode()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data")


@pytest.fixture
def archive(places: Places) -> Iterator[Archive]:
    with Archive.open(places.archive) as opened:
        yield opened


def crawl(archive: Archive, when: datetime, page: bytes, file: bytes, publication: Publication = NEWS) -> None:
    archive.runs.begin("news", when)
    archive.publications.put(publication, when)
    for link, body in ((PAGE, page), (FILE, file)):
        archive.captures.put(Capture("news", link.url, link.url, when, 200), body)


def told(places: Places, archive: Archive, since: datetime | Mark = LATER) -> list[tuple[str, tuple[str, ...]]]:
    with TextStore(places.text) as store:
        found = changes(archive, store, since, archive.history.mark())
    return [(one.change.kind.value, one.change.fields) for one in found]


@pytest.mark.parametrize("indexed", [True, False])
def test_a_footer_and_a_file_saved_anew_are_no_changes(places: Places, archive: Archive, indexed: bool) -> None:
    crawl(archive, NOW, article("It cost £4,120.", "17"), b"Dear Sir,\r\nnone is held.\r\n")
    crawl(archive, LATER, article("It cost £4,120.", "23"), b"Dear Sir,\nnone is held.\n")
    if indexed:
        build(places)
    assert told(places, archive) == []
    with TextStore(places.text) as store, Wording(archive, store) as wording:
        held = archive.publications.find("news", "1")
        assert held
        kinds = [change.kind.value for version in history(archive, wording, held) for change in version.changes]
    assert kinds == ["new", "bytes", "bytes"]


@pytest.mark.parametrize("indexed", [True, False])
def test_a_word_of_the_page_and_a_word_of_the_file_are_changes(places: Places, archive: Archive, indexed: bool) -> None:
    crawl(archive, NOW, article("It cost £4,120.", "17"), b"none is held")
    crawl(archive, LATER, article("It cost £4,210.", "17"), b"some is held")
    if indexed:
        build(places)
    assert told(places, archive) == [("edited", ("text",)), ("replaced", ())]


def test_an_edit_of_the_record_alone_is_a_change_and_says_which_field(places: Places, archive: Archive) -> None:
    crawl(archive, NOW, article("x", "17"), b"none is held")
    crawl(archive, LATER, article("x", "23"), b"none is held", replace(NEWS, summary="What they cost."))
    assert told(places, archive) == [("edited", ("summary",))]


def test_what_cannot_be_read_is_compared_by_its_bytes(places: Places, archive: Archive) -> None:
    crawl(archive, NOW, article("x", "17"), b"%PDF-1.7 broken")
    crawl(archive, LATER, article("x", "17"), b"%PDF-1.7 broken too")
    assert told(places, archive) == [("replaced", ())]


def test_a_page_without_a_word_says_nothing_and_is_compared_by_its_bytes(places: Places, archive: Archive) -> None:
    crawl(archive, NOW, article("x", "17"), b"<p></p>\n<html>")
    crawl(archive, LATER, article("x", "17"), b"<p></p>\n<html><!-- -->")
    assert told(places, archive) == [("replaced", ())]


@pytest.mark.parametrize("indexed", [True, False])
@pytest.mark.parametrize(("word", "expected"), [("held", []), ("lost", [("replaced", ())])])
def test_files_within_files_count_by_what_they_say(
    places: Places, archive: Archive, indexed: bool, word: str, expected: list[object]
) -> None:
    crawl(archive, NOW, article("x", "17"), zipped({"a/reply.docx": docx(paragraph("none is held"))}))
    again = zipped({"a/reply.docx": docx(paragraph("none  is ", word))})
    crawl(archive, LATER, article("x", "17"), again)
    if indexed:
        build(places)
    assert told(places, archive) == expected


def test_what_is_entered_while_somebody_looks_is_left_for_the_next_time(places: Places, archive: Archive) -> None:
    crawl(archive, NOW, article("x", "17"), b"none is held")
    before = archive.history.mark()
    crawl(archive, LATER, article("y", "17"), b"some is held")
    with TextStore(places.text) as store:
        first = changes(archive, store, Mark(), before)
        second = changes(archive, store, before, archive.history.mark())
    assert [one.change.kind.value for one in first] == ["new"]
    assert [one.change.kind.value for one in second] == ["edited", "replaced"]
