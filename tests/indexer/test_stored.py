"""Pages for who only reads: the same as the text store's own, whatever state its file is in."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from indexer.errors import IndexerError
from indexer.extract.base import Extraction, Hidden, Page
from indexer.extract.pages import OCR_LAYER, SCAN
from indexer.ocr.results import Result
from indexer.stored import StoredPages
from indexer.text import TextStore

DIGEST = "ab" * 32
PAGES = (Page(1, "One \ud800"), Page(2, "", "sheet", SCAN), Page(3, "poor", how=OCR_LAYER), Page(4, "", how=SCAN))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with TextStore(tmp_path / "text.sqlite") as store:
        store.put(DIGEST, Extraction("pdf/1", PAGES))
        store.ocr.put(Result(DIGEST, 2, "us", "read by OCR", 0.9))
        store.ocr.put(Result(DIGEST, 3, "us", "worse", 0.2, used=False))
        store.ocr.put(Result(DIGEST, 4, "us", used=False, reason="too large"))
    return tmp_path / "text.sqlite"


def test_every_page_is_as_the_text_store_has_it(file: Path) -> None:
    with StoredPages(file) as stored, TextStore(file) as store:
        found = [stored.page(DIGEST, "pdf/1", number) for number in range(1, 6)]
        assert found == [store.page(DIGEST, "pdf/1", number) for number in range(1, 6)]
    assert [page and page.text for page in found] == ["One \ud800", "read by OCR", "poor", "", None]


def test_gaps_and_hidden_text_stay_in_the_text_store_and_those_of_a_picture_s_own_text_are_no_ones(
    tmp_path: Path,
) -> None:
    beside: dict[str, Any] = {"gaps": (1, 4), "hidden": (Hidden("unseen", "off the page"),)}
    typed, scanned = Page(1, "a b, c d", **beside), Page(2, "o c, r s", how=OCR_LAYER, **beside)
    with TextStore(tmp_path / "text.sqlite") as store:
        store.put(DIGEST, Extraction("pdf/1", (typed, scanned)))
        store.ocr.put(Result(DIGEST, 2, "us", "read by OCR", 0.9))
        assert store.page(DIGEST, "pdf/1", 1) == typed
        assert [page.gaps for page in store.pages(DIGEST, "pdf/1")] == [(1, 4), ()]
        with StoredPages(store.folder / "text.sqlite") as stored:
            assert stored.page(DIGEST, "pdf/1", 1) == Page(1, "a b, c d")


def test_where_there_is_no_file_there_is_no_page(tmp_path: Path) -> None:
    with StoredPages(tmp_path / "new" / "text.sqlite") as stored:
        assert stored.page(DIGEST, "pdf/1", 1) is None


def test_a_file_of_an_older_layout_is_brought_to_todays(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.executescript(
            "DROP TABLE ocr; DROP INDEX scans; DROP INDEX ocr_layers; DROP INDEX pages_hidden;"
            "DROP INDEX pages_withheld; ALTER TABLE pages DROP COLUMN gaps;"
            "ALTER TABLE pages DROP COLUMN hidden; PRAGMA user_version = 2"
        )
    connection.close()
    with StoredPages(file) as stored:
        page = stored.page(DIGEST, "pdf/1", 1)
    assert page == PAGES[0]


def test_a_file_that_is_none_of_ours_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "text.sqlite").write_bytes(b"not a database at all, and longer than its header" * 9)
    with pytest.raises(IndexerError, match="delete it and run `foi index`"):
        StoredPages(tmp_path / "text.sqlite")
