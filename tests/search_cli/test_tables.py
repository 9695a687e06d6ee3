"""`foi tables` by the real command: what is printed, how, and what is said where there is nothing to print."""

import csv
import json
import os
import subprocess
import sys
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from PIL import Image

from indexer.tables.records import Table
from search_cli.formats.aligned import fitted
from search_cli.formats.tables import Numbered, csv_lines, jsonl_lines, safe, text_lines
from tests.indexer.extract.office import cells, xlsx, zipped
from tests.indexer.tables.test_pdf import Pdf, bursting_stream, pages_of, table_stream
from tests.search_cli.conftest import Ran, run

HEAD = ("Supplier", "Paid on", "Net")


def payments(*pages: tuple[int, ...], repeated: bool = True) -> bytes:
    """A PDF with a table of payments of these numbers on each page."""
    pdf = Pdf()
    for number, page in enumerate(pages):
        if number:
            pdf.add_page()
        heading = (HEAD,) if repeated or not number else ()
        pdf.grid((*heading, *((f"Capstan {n} Ltd", "2019-04-01", f"-{n}.50") for n in page)))
        pdf.text(60, 800, f"Page {number + 1} of {len(pages)}")
    return pdf.bytes()


def picture() -> bytes:
    file = BytesIO()
    Image.new("L", (400, 400), 128).save(file, "PNG")
    return file.getvalue()


def scanned() -> bytes:
    pdf = Pdf()
    pdf.image(Image.new("L", (40, 40), 128), 0, 0, 595, 842)
    return pdf.bytes()


def locked() -> bytes:
    pdf = Pdf()
    pdf.set_encryption(owner_password="a", user_password="b")  # noqa: S106 - made here
    return pdf.bytes()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with a file of each kind. Tests leave it as it is."""
    folder = tmp_path_factory.mktemp("tables")
    costs = xlsx(
        {"Costs": cells(1, "item", "cost") + cells(2, "=cmd|' /C calc'!A0", -3), "Ships": cells(1, "Dee", "Don")}
    )
    files = {
        "payments.pdf": payments((1, 2), (3,), (4, 5)),
        "unheaded.pdf": payments((1, 2), (3,), repeated=False),
        "prose.pdf": pages_of(b"<</Length 40>>stream\nBT /F 10 Tf 50 700 Td (We hold it.) Tj ET\nendstream"),
        "hostile.pdf": pages_of(table_stream(("Item", "Cost", "Rope", "3")), bursting_stream()),
        "scanned.pdf": scanned(),
        "locked.pdf": locked(),
        "cut.pdf": b"%PDF-1.7 cut short",
        "scan.png": picture(),
        "letter.txt": b"Dear Sir,\n\nNo.",
        "page.html": b"<table><tr><th>Item<th>\x1b]0;owned\x07Cost</tr><tr><td>Rope<td>3</tr><tr><td>Tar<td>5</table>",
        "annex.zip": zipped({"in/costs.xlsx": costs}),
    }
    for name, body in files.items():
        (folder / name).write_bytes(body)
    held = folder / "data"
    assert run(held, "add", *(folder / name for name in files)).status == 0
    assert run(held, "index", "--no-ocr", "--memory", "400").status == 3
    return held


@pytest.fixture(scope="module")
def ids(data: Path) -> dict[str, str]:
    """Return the ID of each file by its name, those within files too."""
    hits = run(data, "search", "source:local", "--format", "jsonl", "--limit", "50").stdout.splitlines()
    return {str(hit["file"]).rpartition("/")[2]: str(hit["id"]) for hit in map(json.loads, hits)}


def tables(data: Path, wanted: str, *options: str) -> Ran:
    return run(data, "tables", wanted, *options)


def rows(ran: Ran) -> list[list[str]]:
    return list(csv.reader(StringIO(ran.stdout)))


def test_a_table_over_three_pages_is_one_csv_with_one_heading(data: Path, ids: dict[str, str]) -> None:
    ran = tables(data, ids["payments.pdf"])
    assert (ran.status, ran.stderr) == (0, "")
    assert rows(ran) == [list(HEAD), *([f"Capstan {n} Ltd", "2019-04-01", f"-{n}.50"] for n in range(1, 6))]


def test_json_lines_have_a_table_a_line_with_the_page_of_each_row(data: Path, ids: dict[str, str]) -> None:
    (line,) = tables(data, ids["payments.pdf"], "--format", "jsonl").stdout.splitlines()
    table = json.loads(line)
    assert list(table) == ["id", "digest", "table", "pages", "title", "header", "rows", "row_pages", "schema"]
    assert (table["id"], table["table"], table["pages"], table["schema"]) == (ids["payments.pdf"], 1, [1, 2, 3], 1)
    assert (table["header"], table["row_pages"]) == (list(HEAD), [1, 1, 2, 3, 3])
    assert table["rows"][2] == ["Capstan 3 Ltd", "2019-04-01", "-3.50"]


def test_one_page_gives_what_stands_on_that_page(data: Path, ids: dict[str, str]) -> None:
    ran = tables(data, f"{ids['payments.pdf']}:2")
    assert rows(ran) == [list(HEAD), ["Capstan 3 Ltd", "2019-04-01", "-3.50"]]


def test_several_tables_stand_one_after_another_and_one_can_be_had_alone(data: Path, ids: dict[str, str]) -> None:
    ran = tables(data, ids["unheaded.pdf"])
    assert ran.stdout.split("\n\n")[1] == "Capstan 3 Ltd,2019-04-01,-3.50\n"
    assert ran.stderr == "foi: 2 tables, an empty line between; --table 1 prints the first alone\n"
    alone = tables(data, ids["unheaded.pdf"], "--table", "2")
    assert (alone.stdout, alone.stderr) == ("Capstan 3 Ltd,2019-04-01,-3.50\n", "")
    missing = tables(data, ids["unheaded.pdf"], "--table", "3")
    assert (missing.stdout, missing.stderr, missing.status) == ("", "foi: there is no table 3: the document has 2\n", 1)


def test_a_workbook_in_a_zip_has_its_tables_and_no_formula_reaches_a_spreadsheet(
    data: Path, ids: dict[str, str]
) -> None:
    ran = tables(data, ids["costs.xlsx"])
    assert ran.status == 0
    assert rows(ran) == [["item", "cost"], ["'=cmd|' /C calc'!A0", "-3"], [], ["Dee", "Don"]]
    second = tables(data, f"{ids['costs.xlsx']}:2", "--format", "text")
    assert second.stdout.splitlines()[0].startswith("table 1 of 1, page 2, Ships, ")


def test_on_a_terminal_tables_come_in_columns_cut_to_its_width(data: Path, ids: dict[str, str]) -> None:
    ours, theirs = os.openpty()
    words = [sys.executable, "-m", "search_cli", "--data", str(data), "tables", ids["payments.pdf"]]
    subprocess.run(words, stdout=theirs, env={**os.environ, "COLUMNS": "40"}, check=True)
    shown = os.read(ours, 4096).decode().splitlines()
    os.close(theirs)
    os.close(ours)
    assert shown[:3] == ["table 1 of 1, pages 1-3, 5 rows", "", "Supplier       Paid on       Net"]
    assert max(map(len, shown)) <= 40


def test_a_web_page_cannot_drive_a_terminal(data: Path, ids: dict[str, str]) -> None:
    for form in ("csv", "text", "jsonl"):
        ran = tables(data, ids["page.html"], "--format", form)
        assert ran.status == 0
        assert "\x1b" not in ran.stdout


def test_a_page_that_ends_its_reader_is_named_and_the_rest_is_printed(data: Path, ids: dict[str, str]) -> None:
    ran = tables(data, ids["hostile.pdf"], "--memory", "400")
    assert rows(ran) == [["Item", "Cost"], ["Rope", "3"]]
    assert (ran.stderr, ran.status) == ("foi: page 2: needed more than 400 MB of memory\n", 3)


@pytest.mark.parametrize(
    ("wanted", "said", "status"),
    [
        ("payments.pdf:9", "there is no page 9: it has 3", 1),
        ("costs.xlsx:9", "there is no page 9: it has 2", 1),
        ("prose.pdf", "no table was found in it", 1),
        ("prose.pdf:1", "no table was found on page 1", 1),
        ("scanned.pdf", "1 of its 1 pages are pictures: OCR reads words there, not the lines of a table", 1),
        ("scanned.pdf:1", "page 1 is a picture: OCR reads words there", 1),
        ("page.html:2", "tables of files of this type (text/html) have no pages", 2),
        ("locked.pdf", "needs a password; save a copy without one and add that", 2),
        ("cut.pdf", "not a readable PDF", 2),
        ("scan.png", "it is a picture, and tables are not looked for in those", 2),
        ("letter.txt", "tables are not looked for in files of this type (text/plain)", 2),
        ("annex.zip", "tables are not looked for in files of this type (application/zip)", 2),
    ],
)
def test_where_there_is_nothing_to_print_it_is_said_why(
    data: Path, ids: dict[str, str], wanted: str, said: str, status: int
) -> None:
    name, _, page = wanted.partition(":")
    ran = tables(data, ":".join(filter(None, (ids[name], page))))
    assert (ran.stdout, ran.status) == ("", status)
    assert ran.stderr.startswith("foi: ")
    assert said in ran.stderr
    assert ran.stderr.count("\n") == 1


DIGEST = "0e85149bedff" + "0" * 52


def numbered(*grids: tuple[tuple[str, ...], ...]) -> list[Numbered]:
    return [
        Numbered(DIGEST, number, Table(grid[0], grid[1:], (number,) * (len(grid) - 1)))
        for number, grid in enumerate(grids, 1)
    ]


@pytest.mark.parametrize("value", ["-3", "-1,204.50", "+4%", "-£3,000", "- 12", "-0.5"])
def test_numbers_below_zero_stay_numbers_in_csv(value: str) -> None:
    assert safe(value) == value


@pytest.mark.parametrize(
    "value", ["=1+1", "+A1", "-A1", "@SUM(A1)", "-1+cmd|' /C calc'!A0", "-3\t=1", "+44 20 7946 0000 x2"]
)
def test_what_a_spreadsheet_would_run_gets_a_quote_in_front(value: str) -> None:
    assert safe(value) == f"'{value}"


def test_text_is_in_columns_with_figures_to_the_right() -> None:
    grid = (("Supplier", "Net"), ("Capstan Ltd", "1,204.50"), ("Rope", "-3"))
    assert "".join(text_lines(numbered(grid), 4)) == (
        "table 1 of 4, page 1, 2 rows\n\nSupplier          Net\nCapstan Ltd  1,204.50\nRope               -3\n"
    )


def test_columns_are_made_narrower_only_as_far_as_is_needed() -> None:
    assert fitted([5, 60, 40], 80) == [5, 37, 37]
    assert fitted([5, 20], 80) == [5, 20]
    assert fitted([90] * 50, 80) == [6] * 50


def test_a_cell_with_half_a_character_is_escaped_in_json_lines() -> None:
    (line,) = jsonl_lines(numbered((("a", "b"), ("\ud800", "\x1b"))), 1)
    assert line.encode().isascii()
    assert json.loads(line)["rows"] == [["\ud800", "\x1b"]]


def test_a_table_without_a_header_is_its_rows() -> None:
    table = Numbered(DIGEST, 1, Table((), (("1", "2"), ("3", "4")), (1, 1)))
    assert "".join(csv_lines([table], 1)) == "1,2\n3,4\n"
