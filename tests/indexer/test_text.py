"""The text store: what was read is given back, page by page, by digest and extractor version."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import IndexerError
from indexer.extract.base import Extraction, Hidden, Member, Page
from indexer.members import Inside
from indexer.record import changed
from indexer.text import Made, TextStore

DIGEST = "ab" * 32


@pytest.fixture
def store(tmp_path: Path) -> Iterator[TextStore]:
    with TextStore(tmp_path / "text" / "text.sqlite") as opened:
        yield opened


any_text = st.text(st.characters())  # lone surrogates as well: damaged PDFs hold them
pages = st.lists(
    st.builds(
        Page,
        number=st.just(0),
        text=any_text,
        label=st.text(),
        how=st.text(),
        confidence=st.none() | st.floats(0, 1),
        warning=st.text(),
        gaps=st.sets(st.integers(0, 2**40)).map(lambda places: tuple(sorted(places))),
        hidden=st.lists(st.builds(Hidden, any_text, st.text())).map(tuple),
    )
).map(lambda made: tuple(changed(page, number=number) for number, page in enumerate(made, 1)))


@given(pages=pages)
def test_pages_come_back_as_they_were_put(tmp_path_factory: pytest.TempPathFactory, pages: tuple[Page, ...]) -> None:
    with TextStore(tmp_path_factory.mktemp("text") / "text.sqlite") as store:
        store.put(DIGEST, Extraction("pdf/1", pages))
        assert tuple(store.pages(DIGEST, "pdf/1")) == pages
        assert list(store.made()) == [Made(DIGEST, "pdf/1", len(pages), "")]


def test_a_newer_extractor_s_text_stands_beside_the_older_until_it_is_forgotten(store: TextStore) -> None:
    store.put(DIGEST, Extraction("pdf/1", (Page(1, "old"),)))
    store.put(DIGEST, Extraction("pdf/2", (Page(1, "new"),)))
    old, new = store.made(DIGEST)
    assert store.page(DIGEST, "pdf/1", 1) == Page(1, "old")
    store.forget(old)
    assert store.page(DIGEST, "pdf/1", 1) is None
    assert list(store.made()) == [new]


def test_a_failure_is_kept_with_its_reason(store: TextStore) -> None:
    store.fail(DIGEST, "pdf/1", "it needs a password")
    assert list(store.made()) == [Made(DIGEST, "pdf/1", 0, "it needs a password")]


def test_reading_again_replaces_what_the_same_version_read(store: TextStore) -> None:
    store.put(DIGEST, Extraction("pdf/1", (Page(1, "a"), Page(2, "b")), incomplete="stopped at page 3"))
    store.put(DIGEST, Extraction("pdf/1", (Page(1, "c"),)))
    assert [page.text for page in store.pages(DIGEST, "pdf/1")] == ["c"]
    assert list(store.made()) == [Made(DIGEST, "pdf/1", 1, "")]


INNER = "cd" * 32


def member(path: str, text: str, *, digest: str = INNER, reason: str = "") -> Member:
    return Member(path, digest, "text/plain", len(text), "plain/1", (Page(1, text),) if text else (), reason)


def test_files_within_a_document_are_kept_as_documents_with_their_places(store: TextStore) -> None:
    inside = (member("a.txt", "inner"), member("locked.txt", "", digest="", reason="needs a password"))
    store.put(DIGEST, Extraction("zip/1", (Page(1, "a.txt"),), members=inside))
    assert store.page(INNER, "plain/1", 1) == Page(1, "inner")
    assert store.members.of(DIGEST) == [
        Inside(DIGEST, 0, "a.txt", INNER, "text/plain", 5),
        Inside(DIGEST, 1, "locked.txt", "", "text/plain", 0, "needs a password"),
    ]
    assert {made.digest for made in store.made()} == {DIGEST, INNER}


def test_a_document_read_again_replaces_what_was_in_it(store: TextStore) -> None:
    store.put(
        DIGEST, Extraction("zip/1", (Page(1, "x"),), members=(member("a.txt", "inner"), member("b.txt", "inner")))
    )
    store.put(DIGEST, Extraction("zip/2", (Page(1, "x"),), members=(member("c.txt", "inner"),)))
    assert [inside.path for inside in store.members.with_digest(INNER)] == ["c.txt"]
    store.fail(DIGEST, "zip/2", "torn")
    assert list(store.members.all()) == []


def test_a_file_that_was_read_whole_is_not_replaced_by_less_of_it(store: TextStore) -> None:
    store.put(INNER, Extraction("plain/1", (Page(1, "whole"),)))
    store.put(DIGEST, Extraction("zip/1", (), members=(member("a.txt", "wh", reason="stopped at page 2: too long"),)))
    assert store.page(INNER, "plain/1", 1) == Page(1, "whole")


def test_a_document_within_itself_is_not_kept_twice(store: TextStore) -> None:
    store.put(
        DIGEST, Extraction("zip/1", (Page(1, "x"),), members=(member("me.zip", "", digest=DIGEST, reason="again"),))
    )
    assert list(store.made()) == [Made(DIGEST, "zip/1", 1, "")]
    assert list(store.members.all()) == []


def test_a_store_of_the_first_layout_is_brought_up_to_this_one(tmp_path: Path) -> None:
    path = tmp_path / "text.sqlite"
    with TextStore(path) as store:
        store.put(DIGEST, Extraction("pdf/1", (Page(1, "kept"),)))
    connection = sqlite3.connect(path)
    connection.executescript(
        "DROP TABLE members; DROP TABLE ocr; DROP INDEX scans; DROP INDEX ocr_layers; DROP INDEX pages_hidden;"
        "DROP INDEX pages_withheld; ALTER TABLE pages DROP COLUMN gaps; ALTER TABLE pages DROP COLUMN hidden;"
        "PRAGMA user_version = 1"
    )
    connection.close()
    with TextStore(path) as store:
        assert store.page(DIGEST, "pdf/1", 1) == Page(1, "kept")
        assert list(store.members.all()) == []


def test_a_file_that_is_no_store_is_named_with_the_cure(tmp_path: Path) -> None:
    path = tmp_path / "text.sqlite"
    path.write_bytes(b"this is no database" * 100)
    with pytest.raises(IndexerError, match="delete it"):
        TextStore(path)


def test_a_store_of_another_layout_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "text.sqlite"
    TextStore(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(IndexerError, match="another version"):
        TextStore(path)


def test_a_write_that_finds_no_room_leaves_what_was_there(store: TextStore, tmp_path: Path) -> None:
    store.put(DIGEST, Extraction("pdf/1", (Page(1, "kept"),)))
    store._connection.execute("PRAGMA max_page_count = 1")
    noise = "".join(chr(0x4E00 + n % 20000) for n in range(0, 400_000, 7))
    with pytest.raises(IndexerError, match="make room"):
        store.put(DIGEST, Extraction("pdf/1", (Page(1, noise),)))
    assert store.page(DIGEST, "pdf/1", 1) == Page(1, "kept")
