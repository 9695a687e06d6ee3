"""History: what each crawl found is a version, and what changed in it has a name."""

import json
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scraper.archive.forms import of_publication
from scraper.archive.migrations import STEPS
from scraper.archive.records import Capture, Run
from scraper.archive.store import Archive
from scraper.archive.timeline import Change, Mark, Version
from scraper.items import DocumentLink, Kind, LinkKind, Publication, State

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
PAGE = DocumentLink("https://example.org/api/1", "Training costs", LinkKind.PAGE)
LETTER = DocumentLink("https://assets.example/letter.pdf", "Letter")
RELEASE = Publication(
    "example", "1", Kind.RELEASE, "Training costs", url="https://example.org/1", documents=(PAGE, LETTER)
)


def crawl(archive: Archive, when: datetime) -> None:
    key = archive.runs.begin("example", when)
    archive.runs.end(key, Run("example", when, when + timedelta(minutes=5)))


def answer(archive: Archive, url: str, when: datetime, body: bytes | None, status: int = 200) -> None:
    archive.captures.put(Capture("example", url, url, when, status), body)


def seen(archive: Archive, when: datetime, publication: Publication = RELEASE, page: bytes = b"page", **files: bytes):
    """Let a crawl find a publication, with its own page and its letter as they are."""
    crawl(archive, when)
    moment = when + timedelta(seconds=1)
    archive.publications.put(publication, moment)
    answer(archive, publication.documents[0].url, moment, page)
    if publication.state is not State.GONE:
        answer(archive, LETTER.url, moment + timedelta(seconds=1), files.get("letter", b"letter"))


def versions(archive: Archive) -> list[Version]:
    held = archive.publications.find("example", "1")
    assert held
    return archive.history.of(held)


def said(archive: Archive) -> list[list[tuple[str, tuple[str, ...]]]]:
    return [[(change.kind.value, change.fields) for change in version.changes] for version in versions(archive)]


def test_what_one_crawl_found_is_one_version(archive: Archive) -> None:
    seen(archive, NOW)
    seen(archive, NOW + DAY, replace(RELEASE, title="Costs of training"), page=b"page two", letter=b"corrected")
    assert said(archive) == [[("new", ())], [("edited", ("title",)), ("replaced", ())]]
    first, second = versions(archive)
    assert (first.number, second.number) == (1, 2)
    assert first.digests[LETTER.url] != second.digests[LETTER.url]


def test_a_crawl_that_finds_nothing_new_is_no_version(archive: Archive) -> None:
    for days in range(3):
        seen(archive, NOW + days * DAY)
    assert said(archive) == [[("new", ())]]


def test_a_file_replaced_at_its_address_keeps_both_captures_and_both_digests(archive: Archive) -> None:
    seen(archive, NOW)
    seen(archive, NOW + DAY, letter=b"corrected")
    (change,) = versions(archive)[1].changes
    assert change.link == LETTER
    assert change.before
    assert change.after
    assert archive.blobs.read(change.before) == b"letter"
    assert archive.blobs.read(change.after) == b"corrected"
    assert [one.digest for one in archive.captures.of_url(LETTER.url)] == [change.before, change.after]


def test_an_own_page_with_other_bytes_is_a_version_even_if_the_record_is_the_same(archive: Archive) -> None:
    seen(archive, NOW)
    seen(archive, NOW + DAY, page=b"page two")
    assert said(archive)[1] == [("edited", ())]
    (change,) = versions(archive)[1].changes
    assert change.before != change.after
    assert change.link is None


@pytest.mark.parametrize(
    ("state", "kind"),
    [(State.WITHDRAWN, "withdrawn"), (State.GONE, "gone"), (State.HIDDEN, "hidden"), (State.REDIRECTED, "moved")],
)
def test_every_state_has_its_word_and_a_return_is_told(archive: Archive, state: State, kind: str) -> None:
    seen(archive, NOW)
    seen(archive, NOW + DAY, replace(RELEASE, state=state, note="A notice."))
    seen(archive, NOW + 2 * DAY)
    assert said(archive)[1:] == [[(kind, ("note",))], [("back", ("note",))]]


def test_a_move_seen_as_leaving_and_arriving_in_one_crawl_is_one_change(archive: Archive) -> None:
    seen(archive, NOW)
    later = NOW + DAY
    crawl(archive, later)
    archive.publications.put(replace(RELEASE, state=State.REDIRECTED, note="https://example.org/2"), later)
    moved = replace(RELEASE, url="https://example.org/2", documents=(replace(PAGE, url=PAGE.url + "2"), LETTER))
    archive.publications.put(moved, later + timedelta(seconds=1))
    answer(archive, PAGE.url + "2", later + timedelta(seconds=1), b"page")
    assert said(archive)[1] == [("moved", ("url",))]


def test_a_file_is_gone_after_410_or_twice_404_and_may_come_back(archive: Archive) -> None:
    seen(archive, NOW)
    for days, status in ((1, 404), (2, 404), (3, 200), (4, 410)):
        crawl(archive, NOW + days * DAY)
        answer(archive, LETTER.url, NOW + days * DAY, b"letter" if status == 200 else None, status)
    assert said(archive)[1:] == [[("file-gone", ())], [("file-back", ())], [("file-gone", ())]]
    assert [version.time.day for version in versions(archive)[1:]] == [3, 4, 5]


def test_a_file_that_could_be_got_only_later_is_told_apart_from_one_that_is_new(archive: Archive) -> None:
    crawl(archive, NOW)
    archive.publications.put(RELEASE, NOW)
    seen(archive, NOW + DAY)
    assert [kind for kind, _ in said(archive)[1]] == ["arrived"]


def test_without_runs_a_record_and_its_files_belong_together(archive: Archive) -> None:
    archive.publications.put(RELEASE, NOW)
    answer(archive, LETTER.url, NOW + timedelta(seconds=9), b"letter")
    answer(archive, LETTER.url, NOW + timedelta(minutes=9), b"corrected")
    assert [[kind for kind, _ in changes] for changes in said(archive)] == [["new"], ["replaced"]]


def test_only_what_was_learnt_since_the_mark_is_touched(archive: Archive) -> None:
    seen(archive, NOW)
    mark = archive.history.mark()
    assert archive.history.touched(Mark()) == [1]
    assert archive.history.touched(mark) == []
    seen(archive, NOW + DAY)
    assert archive.history.touched(mark) == []
    seen(archive, NOW + 2 * DAY, letter=b"corrected")
    assert archive.history.touched(mark) == [1]
    assert archive.history.touched(NOW + 2 * DAY) == [1]
    assert archive.history.touched(NOW + 3 * DAY) == []


def test_an_archive_from_before_there_was_a_history_has_one(tmp_path: Path) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    connection = sqlite3.connect(folder / "catalogue.sqlite")
    connection.executescript(f"{STEPS[0]} PRAGMA user_version = 1;")
    records = [json.dumps(of_publication(replace(RELEASE, title=title))) for title in ("Training costs", "Costs")]
    times = [(NOW + days * DAY).isoformat() for days in range(2)]
    entry = (1, "example", "1", RELEASE.url, records[1], *times)
    connection.execute("INSERT INTO publications VALUES (?, ?, ?, ?, ?, ?, ?)", entry)
    for number, (when, record) in enumerate(zip(times, records, strict=True), 1):
        connection.execute("INSERT INTO versions VALUES (1, ?, ?, ?)", (number, when, record))
    connection.commit()
    connection.close()
    with Archive.open(folder) as archive:
        assert said(archive) == [[("new", ())], [("edited", ("title",))]]
        assert len(archive.history.identity()) == 32
        assert archive.history.mark() == Mark(2, 0)


def test_changes_of_one_version_say_when_the_catalogue_learnt_of_each(archive: Archive) -> None:
    seen(archive, NOW)
    before = archive.history.mark()
    seen(archive, NOW + DAY, replace(RELEASE, title="Costs"), letter=b"corrected")
    changes: list[Change] = [change for version in versions(archive)[1:] for change in version.changes]
    assert all(change.mark.entry > before.entry or change.mark.capture > before.capture for change in changes)
