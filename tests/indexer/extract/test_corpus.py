"""All real files of the shared corpus through the sandbox, once."""

from pathlib import Path

import pytest

from indexer.errors import EncryptedDocument, UnsupportedFormat
from indexer.extract.base import SCAN, Extraction
from tests.indexer.extract.conftest import Read, rows

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def results(corpus_read: Read) -> Read:
    """Return what became of each file, by its path in the corpus."""
    return corpus_read


def test_every_file_ends_as_pages_or_as_a_reason(results: Read) -> None:
    assert len(results) == 117
    for name, result in results.items():
        if isinstance(result, Extraction):
            assert result.incomplete == "", name
            assert [page.number for page in result.pages] == list(range(1, len(result.pages) + 1)), name
        else:
            assert str(result), name
    assert sum(isinstance(result, Extraction) for result in results.values()) >= 64


def test_pdfs_have_as_many_pages_as_the_manifest_says(shared: Path, results: Read) -> None:
    wrong = {}
    for row in rows(shared / "corpus-manifest.csv"):
        result = results[row["path"]]
        if row["pages"] and not (isinstance(result, Extraction) and len(result.pages) == int(row["pages"])):
            wrong[row["path"]] = result
    assert wrong == {}


def test_every_born_digital_phrase_is_on_its_page(shared: Path, results: Read) -> None:
    phrases = [row for row in rows(shared / "corpus-truth.csv") if row["doc_kind"] == "born-digital"]
    assert len(phrases) == 10
    for row in phrases:
        result = results[row["path"]]
        assert isinstance(result, Extraction), row["path"]
        words = " ".join(row["phrase"].split())
        on = [page.number for page in result.pages if words in " ".join(page.text.split())]
        assert on == [int(row["page_no"])], row["path"]


def test_scanned_pages_are_scans_that_wait(shared: Path, results: Read) -> None:
    for row in rows(shared / "corpus-truth.csv"):
        if row["doc_kind"] == "scanned":
            result = results[row["path"]]
            assert isinstance(result, Extraction)
            assert result.pages[int(row["page_no"]) - 1].how == SCAN


def test_locked_files_are_encrypted_documents(results: Read) -> None:
    locked = {name.rpartition("/")[2] for name, result in results.items() if isinstance(result, EncryptedDocument)}
    assert locked == {"password-example.pdf", "simple-open-password.pdf", "testEXCEL_protected_passtika.xlsx"}


def test_only_formats_without_an_extractor_are_unsupported(results: Read) -> None:
    unsupported = [name for name, result in results.items() if isinstance(result, UnsupportedFormat)]
    assert [name for name in unsupported if name.endswith((".csv", ".html", ".txt"))] == []


def test_as_many_pages_are_scans_as_the_manifest_says(shared: Path, results: Read) -> None:
    wrong = {}
    for row in rows(shared / "corpus-manifest.csv"):
        result = results[row["path"]]
        if row["pages"] and isinstance(result, Extraction) and row["type"].startswith("pdf"):
            scans = [page.number for page in result.pages if page.how == SCAN]
            if len(scans) != int(row["scanned_pages"] or 0):
                wrong[row["path"]] = (row["scanned_pages"], scans)
    # Looked at: page 5, too, is a scan of a typed page.
    assert wrong == {"foi/us_govdocs1_error_pdfs/247224.pdf": ("8", [2, 3, 4, 5, 34, 35, 36, 41, 42])}
