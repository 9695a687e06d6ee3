"""What OCR made of a page stands in the text store in place of the page's own text, and outlives new extractors."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.extract.base import OCR, OCR_LAYER, SCAN, Extraction, Page
from indexer.ocr.results import Result
from indexer.ocr.waiting import Sheet, covers, sheets, untried
from indexer.originals import Original
from indexer.text import TextStore
from scraper.archive.records import Digest, Document

MAKER = "ocr-tesseract/1 eng"
POOR = "Approved f0r_Re|_ease£: 2Ol9/O7/3O l6mm (r I i L1 qe EE xz rnrn tbc"
SOUND = "No further information is held by this authority."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[TextStore]:
    with TextStore(tmp_path / "text.sqlite") as opened:
        yield opened


def held(digest: str, extractor: str = "pdf/2") -> dict[str, Original]:
    """Return a file that is in the archive, as the stage is given it."""
    return {
        digest: Original(digest, "application/pdf", extractor, Document(Digest(digest), "application/pdf", 9, True))
    }


def put(store: TextStore, digest: str, *pages: Page, extractor: str = "pdf/2") -> None:
    store.put(digest, Extraction(extractor, pages))


def test_a_scan_comes_back_with_the_text_that_ocr_read(store: TextStore) -> None:
    put(store, "d", Page(1, "typed"), Page(2, "", how=SCAN, warning="a scan"))
    store.ocr.put(Result("d", 2, MAKER, "read", 0.87))
    assert list(store.pages("d", "pdf/2")) == [Page(1, "typed"), Page(2, "read", how=OCR, confidence=0.87)]
    assert store.page("d", "pdf/2", 2) == Page(2, "read", how=OCR, confidence=0.87)


def test_a_page_with_a_text_layer_keeps_it_whatever_ocr_read_before(store: TextStore) -> None:
    store.ocr.put(Result("d", 1, MAKER, "read", 0.87))
    put(store, "d", Page(1, "a newer extractor found the text"))
    assert store.page("d", "pdf/2", 1) == Page(1, "a newer extractor found the text")


def test_a_page_ocr_could_not_read_stays_a_scan_and_says_why(store: TextStore) -> None:
    put(store, "d", Page(1, "", how=SCAN, warning="a scan"))
    store.ocr.put(Result("d", 1, MAKER, used=False, reason="tesseract died"))
    assert store.page("d", "pdf/2", 1) == Page(1, "", how=SCAN, warning="tesseract died")
    assert list(store.ocr.failures()) == [("d", 1, "tesseract died")]


def test_a_page_without_words_says_so(store: TextStore) -> None:
    put(store, "d", Page(1, "", how=SCAN))
    store.ocr.put(Result("d", 1, MAKER))
    assert store.page("d", "pdf/2", 1) == Page(1, "", how=OCR, confidence=0.0, warning="OCR found no words")


def test_a_layer_that_read_better_stays(store: TextStore) -> None:
    put(store, "d", Page(1, SOUND, how=OCR_LAYER))
    store.ocr.put(Result("d", 1, MAKER, POOR, 0.4, used=False))
    assert store.page("d", "pdf/2", 1) == Page(1, SOUND, how=OCR_LAYER)


def test_a_newer_extractor_does_not_cost_the_ocr_again(store: TextStore) -> None:
    for extractor in ("pdf/2", "pdf/3"):
        put(store, "d", Page(1, "", how=SCAN), extractor=extractor)
    store.ocr.put(Result("d", 1, MAKER, "read", 0.9))
    assert sheets(store, held("d", "pdf/3"), MAKER) == []
    assert untried(store, held("d", "pdf/3")) == 0
    assert store.page("d", "pdf/3", 1) == Page(1, "read", how=OCR, confidence=0.9)


def test_what_waits_is_what_nobody_tried_or_on_request_what_failed(store: TextStore) -> None:
    put(store, "d", *(Page(n, "", how=SCAN) for n in (1, 2, 3)), Page(4, "typed"))
    store.ocr.put(Result("d", 1, MAKER, "read", 0.9))
    store.ocr.put(Result("d", 2, MAKER, used=False, reason="died"))
    files = held("d")
    assert [sheet.number for sheet in sheets(store, files, MAKER)] == [3]
    assert [sheet.number for sheet in sheets(store, files, MAKER, retry=True)] == [2, 3]
    assert untried(store, files) == 1
    assert sheets(store, held("d", "pdf/1"), MAKER) == []


@pytest.mark.parametrize(
    ("maker", "wanted", "covered"),
    [
        (MAKER, MAKER, True),
        ("ocr-tesserocr/1 eng", MAKER, True),
        (MAKER, "ocr-tesseract/2 eng", False),
        (MAKER, "ocr-tesseract/1 eng+cym", False),
        ("ocr-tesseract/1 eng+cym", MAKER, True),  # a plain `foi index` afterwards undoes nothing
        ("somebody's", MAKER, False),
    ],
)
def test_a_page_is_read_again_by_a_newer_version_or_in_more_languages(maker: str, wanted: str, covered: bool) -> None:
    assert covers(maker, wanted) is covered


def test_only_poor_layers_are_read_again_and_only_if_asked(store: TextStore) -> None:
    put(store, "d", Page(1, POOR, how=OCR_LAYER), Page(2, SOUND, how=OCR_LAYER), Page(3, POOR))
    files = held("d")
    assert sheets(store, files, MAKER) == []
    (sheet,) = sheets(store, files, MAKER, redo=True)
    assert sheet == Sheet(files["d"], 1, POOR, layer=True)


def test_a_stamp_on_a_scan_is_handed_on_and_a_layer_without_letters_is_not(store: TextStore) -> None:
    put(store, "d", Page(1, "Bates 000123", how=SCAN), Page(2, "\ue001\ue002 " * 20, how=SCAN))
    assert [sheet.own for sheet in sheets(store, held("d"), MAKER)] == ["Bates 000123", ""]


def test_text_that_came_without_its_file_is_not_waited_for(store: TextStore) -> None:
    put(store, "ab" * 32, Page(1, "", how=SCAN), extractor="pdf/2+import")
    assert sheets(store, {}, MAKER) == []
    assert untried(store, {}) == 0


def test_the_state_of_a_document_changes_whenever_one_of_its_pages_is_read_again(store: TextStore) -> None:
    seen = set()
    for text in ("a", "b", "a"):
        store.ocr.put(Result("d", 1, MAKER, text, 0.9))
        seen.add(store.ocr.states()["d"])
    assert len(seen) == 3


def test_a_store_of_the_first_layout_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "text.sqlite"
    with TextStore(path) as store:
        put(store, "d", Page(1, "kept"))
    connection = sqlite3.connect(path)
    connection.executescript(
        "DROP TABLE members; DROP TABLE ocr; DROP INDEX scans; DROP INDEX ocr_layers; DROP INDEX pages_hidden;"
        "DROP INDEX pages_withheld; ALTER TABLE pages DROP COLUMN gaps; ALTER TABLE pages DROP COLUMN hidden;"
        "PRAGMA user_version = 1;"
    )
    connection.close()
    with TextStore(path) as store:
        assert store.page("d", "pdf/2", 1) == Page(1, "kept")
        store.ocr.put(Result("d", 1, MAKER, "x", 0.5))
        assert store.ocr.makers() == {("d", 1): (MAKER, "")}
