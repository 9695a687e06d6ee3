"""The text store: what was read is given back, page by page, by digest and extractor version."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import IndexerError
from indexer.extract.base import Extraction, Page
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
    )
).map(lambda made: tuple(Page(n, p.text, p.label, p.how, p.confidence, p.warning) for n, p in enumerate(made, 1)))


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
