"""The real scans of the corpus with the real command: what they say is found at its page."""

import csv
import json
from pathlib import Path

import pytest

from tests.scans import needs_tesseract
from tests.search_cli.conftest import run

pytestmark = [pytest.mark.corpus, needs_tesseract]

TURNED = "hard/ocrmypdf/cardinal.pdf"
"""One page four times: upright, on either side, and on its head."""


def scanned(shared: Path) -> list[dict[str, str]]:
    with (shared / "corpus-truth.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["doc_kind"] == "scanned"]


@pytest.fixture(scope="module")
def scans(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the scans whose words are known, added and indexed."""
    data = tmp_path_factory.mktemp("scans")
    names = [TURNED, *(row["path"] for row in scanned(shared))]
    assert run(data, "add", *(shared / "corpus" / name for name in names)).status == 0
    ran = run(data, "index")
    assert (ran.status, "12 pages read by OCR" in ran.stderr) == (0, True), ran.stderr
    return data


def found(data: Path, phrase: str) -> dict[str, list[int]]:
    lines = run(data, "search", "--format", "jsonl", "--pages", "9", f'"{phrase}"').stdout.splitlines()
    hits = [json.loads(line) for line in lines]
    return {hit["file"].rpartition("/")[2]: sorted(page["page"] for page in hit["pages"]) for hit in hits}


def test_every_scanned_phrase_is_found_at_its_page(scans: Path, shared: Path) -> None:
    rows = scanned(shared)
    assert len(rows) == 5
    missed = []
    for row in rows:
        pages = found(scans, row["phrase"])
        if int(row["page_no"]) not in pages.get(row["path"].rpartition("/")[2], []):
            missed.append((row, pages))
    assert missed == []


def test_a_page_is_read_whichever_way_it_lies(scans: Path) -> None:
    assert found(scans, "32 Track MIDI Sequence Recorder") == {"cardinal.pdf": [1, 2, 3, 4]}
