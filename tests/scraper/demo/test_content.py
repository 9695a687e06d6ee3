"""The shipped content: every file is there, made by the generator, and as readable as it is meant to be."""

import csv
import importlib.util
import io
import zipfile
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pdfplumber
import pytest
from pdfplumber.utils.exceptions import PdfminerException

from scraper.demo.shipped import entry_of, shipped

ROOT = Path(__file__).resolve().parents[3]
FILES = ROOT / "scraper" / "demo" / "content" / "files"
UNREADABLE = {"FOI2026_00214_annex_A_locked.pdf", "FOI2026_00214_annex_B_cut_short.pdf"}


@pytest.fixture(scope="session")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_demo_content", ROOT / "tools" / "make_demo_content.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def texts(body: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(body)) as pdf:
        return [page.extract_text() for page in pdf.pages]


def test_two_runs_of_the_generator_give_the_same_bytes(generator: ModuleType, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        generator.main(tmp_path / folder)
    one = {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()}
    assert one == {path.name: path.read_bytes() for path in (tmp_path / "two").iterdir()}
    assert one.keys() == {path.name for path in FILES.iterdir()}


def test_the_shipped_files_say_what_the_generator_says(generator: ModuleType, tmp_path: Path) -> None:
    """Bytes are compared where no library makes them; PDFs by their text, for fpdf2's next version differs."""
    generator.main(tmp_path)
    for fresh in sorted(tmp_path.iterdir()):
        held = FILES / fresh.name
        if fresh.suffix != ".pdf":
            assert held.read_bytes() == fresh.read_bytes(), fresh.name
        elif fresh.name not in UNREADABLE:
            assert texts(held.read_bytes()) == texts(fresh.read_bytes()), fresh.name


def test_every_file_belongs_to_an_entry_and_all_are_small() -> None:
    assets = shipped().assets.values()
    assert {asset.name for asset in assets} == {path.name for path in FILES.iterdir()}
    assert sum(len(asset.body) for asset in assets) < 1_500_000


def test_the_stated_numbers_of_pages_are_right() -> None:
    contents = shipped()
    for one in (one for entry in contents.entries.values() for one in entry.attached):
        if one.name.endswith(".pdf") and one.name not in UNREADABLE:
            assert len(texts(contents.assets[one.url].body)) == one.pages, one.name


def test_the_sum_stands_on_page_two_of_the_letter_and_is_the_sum_of_the_table() -> None:
    pages = texts((FILES / "FOI_0417-23_letter.pdf").read_bytes())
    assert ["£48,215.60" in page for page in pages] == [False, True, False]
    table = (FILES / "FOI_0417-23_annex_A.csv").read_text(encoding="utf-8-sig")
    *rows, total = list(csv.reader(io.StringIO(table)))[1:]
    assert sum(Decimal(row[3]) for row in rows) == Decimal(total[3]) == Decimal("48215.60")
    assert "48,215.60" in texts((FILES / "FOI_0417-23_annex_A.pdf").read_bytes())[0]


def test_the_scan_has_a_picture_and_no_text() -> None:
    with pdfplumber.open(FILES / "FOI_0122-16_letter_scan.pdf") as pdf:
        assert [(page.extract_text(), len(page.images)) for page in pdf.pages] == [("", 1)]


@pytest.mark.parametrize("name", sorted(UNREADABLE))
def test_two_files_cannot_be_read(name: str) -> None:
    with pytest.raises(PdfminerException):
        texts((FILES / name).read_bytes())


def test_the_spreadsheet_is_whole() -> None:
    with zipfile.ZipFile(FILES / "FOI2022_16340_charging_points.xlsx") as book:
        assert book.testzip() is None
        assert b"East Kilbride" in book.read("xl/worksheets/sheet1.xml")


def test_a_misspelt_key_in_a_content_file_is_an_error() -> None:
    with pytest.raises(ValueError, match="titel"):
        entry_of({"base_path": "/x", "titel": "X"})
