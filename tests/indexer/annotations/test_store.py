"""Tags and notes are kept by document, durably, and merged without anything coming twice."""

import sqlite3
import unicodedata
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest

from indexer.annotations import MOST_TEXT, Annotations, Note
from indexer.annotations.file import STEPS
from indexer.errors import AnnotationsError
from indexer.places import Places
from indexer.record import changed

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
A, B, C = "a" * 64, "b" * 64, "c" * 64


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data")


def test_tags_are_put_on_and_taken_off_and_counted(places: Places) -> None:
    with Annotations.open(places) as mine:
        assert mine.tag([A, B, B], ["leads", "Budget/2014"]) == (4, 0)
        assert mine.tag([A, C], ["leads"], ["budget/2014"]) == (1, 1)
        assert mine.tags_of([C, A, B, "d" * 64]) == {A: ("leads",), B: ("budget/2014", "leads"), C: ("leads",)}
    with Annotations.open(places) as mine:
        assert mine.counts() == [("budget/2014", 1), ("leads", 3)]
        assert sorted(mine.tagged("leads")) == [A, B, C]
        assert mine.tagged("b", beginning=True) == [B]
        assert sorted(mine.tagged("", beginning=True)) == [A, B, C]
        assert mine.tagged("lead") == []


def test_a_tag_keeps_the_time_it_was_put_on_and_one_that_is_put_on_and_off_is_put_on(places: Places) -> None:
    with Annotations.open(places) as mine:
        mine.tag([A], ["leads"], time=NOW)
        assert mine.tag([A], ["leads"], ["leads"], time=NOW + timedelta(days=1)) == (0, 0)
        assert list(mine.taggings()) == [(A, "leads", "2026-08-01T12:00:00+00:00")]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Leads", "leads"),
        (" to-do ", "to-do"),
        ("STRASSE", "strasse"),
        ("stra\u00dfe", "strasse"),
        ("cafe\u0301", "caf\u00e9"),
        ("\u043c\u0438\u0440", "\u043c\u0438\u0440"),
        ("\uff4c\uff45\uff41\uff44", "lead"),
        ("\u0939\u093f\u0928\u094d\u0926\u0940", "\u0939\u093f\u0928\u094d\u0926\u0940"),
        ("a" * 60, "a" * 60),
    ],
)
def test_a_tag_is_one_however_it_is_typed(typed: str, kept: str, places: Places) -> None:
    with Annotations.open(places) as mine:
        mine.tag([A], [typed])
        mine.tag([A], [unicodedata.normalize("NFD", typed.upper())])
        assert mine.counts() == [(kept, 1)]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "a b",
        "-a",
        "+a",
        "*",
        "lead*",
        '"a"',
        "a(b)",
        "a,b",
        "\x1b[1m",
        "a\x00",
        "a\u202eb",
        "\ud800",
        "a" * 61,
    ],
)
def test_what_can_be_no_tag_is_refused_in_one_printable_line_and_nothing_is_done(typed: str, places: Places) -> None:
    with Annotations.open(places) as mine:
        with pytest.raises(AnnotationsError) as caught:
            mine.tag([A], ["good", typed])
        assert str(caught.value).isprintable()
        assert mine.counts() == []


def test_notes_are_of_a_document_or_a_page_and_are_edited_and_removed(places: Places) -> None:
    with Annotations.open(places) as mine:
        page = mine.note(A, 3, "ask for the annex\r\nby June\x1b[2J", NOW)
        whole = mine.note(A, None, "  the whole letter ", NOW)
        mine.note(B, 1, "another")
        assert mine.notes_of(A) == [whole, page]
        assert (whole.text, whole.page, page.text, page.page) == (
            "the whole letter",
            None,
            "ask for the annex\nby June\ufffd[2J",
            3,
        )
        assert mine.note_counts([A, B, C]) == {A: 2, B: 1}
        again = mine.edit_note(page.key, "done", NOW + timedelta(hours=1))
        assert again == changed(page, text="done", time="2026-08-01T13:00:00+00:00")
        assert mine.remove_note(whole.key) == whole
        assert mine.notes_of(A) == [again]
        assert mine.note(A, None, "later").key > 3, "no note gets the number of one that is gone"


@pytest.mark.parametrize(("page", "text"), [(None, ""), (None, " \n"), (0, "x"), (-1, "x"), (10**20, "x")])
def test_what_can_be_no_note_is_refused(page: int | None, text: str, places: Places) -> None:
    with Annotations.open(places) as mine:
        with pytest.raises(AnnotationsError):
            mine.note(A, page, text)
        with pytest.raises(AnnotationsError, match="characters"):
            mine.note(A, None, "x" * (MOST_TEXT + 1))
        assert mine.notes() == []


@pytest.mark.parametrize("key", [0, 7, -1, 10**30])
def test_a_note_that_is_not_there_is_an_error(key: int, places: Places) -> None:
    with Annotations.open(places) as mine:
        for ask in (mine.remove_note, lambda key: mine.edit_note(key, "x")):
            with pytest.raises(AnnotationsError, match="there is no note"):
                ask(key)


def test_reading_makes_no_file(places: Places) -> None:
    with Annotations.open(places, create=False) as mine:
        assert (mine.counts(), mine.tags_of([A]), mine.notes_of(A), mine.documents()) == ([], {}, [], frozenset())
    assert not places.data.exists()


def test_what_was_merged_twice_is_there_once_and_the_later_text_of_a_note_holds(places: Places, tmp_path: Path) -> None:
    with Annotations.open(Places(tmp_path / "other")) as other:
        note = other.note(A, 2, "from elsewhere", NOW)
        other.tag([A, B], ["leads"], time=NOW)
        taggings = list(other.taggings())
    with Annotations.open(places) as mine:
        mine.tag([A], ["leads"])
        own = mine.note(A, None, "my own", NOW)
        assert mine.merge(taggings, [note]) == (1, 1, 0)
        assert mine.merge(taggings, [note]) == (0, 0, 0)
        assert [(each.text, each.uid) for each in mine.notes_of(A)] == [
            ("my own", own.uid),
            ("from elsewhere", note.uid),
        ]
        later = changed(note, text="later", time="2026-08-02T00:00:00+00:00")
        assert mine.merge([], [later, note]) == (0, 0, 1)
        assert [each.text for each in mine.notes_of(A)] == ["my own", "later"]


def test_what_is_forgotten_leaves_no_trace_in_the_file(places: Places) -> None:
    with Annotations.open(places) as mine:
        mine.tag([A, B], ["quillfeather"])
        mine.note(A, None, "about Quillfeatherstone")
        mine.tag([C], ["leads"])
        assert mine.forget([A, B, "d" * 64]) == 2
        assert (mine.counts(), mine.notes(), mine.documents()) == ([("leads", 1)], [], frozenset([C]))
    everything = b"".join(path.read_bytes() for path in places.own.iterdir())
    assert b"uill" not in everything
    assert A.encode() not in everything


def _put(places: Places, number: int) -> None:
    with Annotations.open(places) as mine:
        for count in range(20):
            mine.tag([f"{number:02}{count:062}"], ["many"])


def test_several_processes_write_one_after_another(places: Places) -> None:
    several = [get_context("fork").Process(target=_put, args=(places, number)) for number in range(3)]
    for process in several:
        process.start()
    for process in several:
        process.join()
    with Annotations.open(places) as mine:
        assert mine.counts() == [("many", 60)]


@pytest.mark.parametrize("written", [b"", b"no database", b"SQLite format 3\x00" + bytes(5000)])
def test_a_damaged_file_is_told_and_is_left_as_it_was(written: bytes, places: Places) -> None:
    places.own.mkdir(parents=True)
    places.annotations.write_bytes(written)
    if not written:
        assert Annotations.open(places).counts() == [], "an empty file is what SQLite begins with"
        return
    with pytest.raises(AnnotationsError, match="back-up"):
        Annotations.open(places)
    assert places.annotations.read_bytes() == written


def test_a_file_of_a_later_version_is_not_touched(places: Places) -> None:
    Annotations.open(places).close()
    with sqlite3.connect(places.annotations) as connection:
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    connection.close()
    with pytest.raises(AnnotationsError, match="later version"):
        Annotations.open(places)


def test_damage_within_the_file_is_found(places: Places) -> None:
    with Annotations.open(places) as mine:
        mine.tag([f"{number:064}" for number in range(300)], ["many"])
        assert mine.problems() == []
    body = bytearray(places.annotations.read_bytes())
    body[-9000:-8000] = bytes(1000)
    places.annotations.write_bytes(body)
    with Annotations.open(places) as mine:
        assert mine.problems()


def test_a_note_is_a_record_of_its_own(places: Places) -> None:
    with Annotations.open(places) as mine:
        note = mine.note(A, 1, "x", NOW)
    assert note == Note(1, note.uid, A, 1, "x", "2026-08-01T12:00:00+00:00")
