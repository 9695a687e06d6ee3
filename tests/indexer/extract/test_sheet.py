"""Workbooks: a hundred rows a page, a sheet and its rows on the label, and no sheet too large for memory."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import ExtractionError
from indexer.extract.base import Page
from indexer.extract.limits import Limits
from indexer.extract.sandbox import ExtractionPool
from indexer.extract.sheet import NO_TEXT, SheetExtractor
from tests.indexer.extract.office import ODS, cells, odf, xlsx

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def pages(body: bytes) -> list[Page]:
    return list(SheetExtractor().pages(body))


def test_rows_are_lines_and_a_page_says_its_sheet_and_rows() -> None:
    rows = "".join(cells(n, f"rope {n}", n / 2) for n in range(1, 231))
    got = pages(xlsx({"Costs": cells(1, "item", "cost"), "Ropes": rows}))
    labels = ["Costs, rows 1-1", "Ropes, rows 1-100", "Ropes, rows 101-200", "Ropes, rows 201-230"]
    assert [(page.number, page.label) for page in got] == list(enumerate(labels, 1))
    assert got[0].text.splitlines() == ["Costs", "item | cost"]
    assert got[1].text.splitlines()[:3] == ["Ropes", "rope 1 | 0.5", "rope 2 | 1"]
    assert got[2].text.splitlines()[0] == "rope 101 | 50.5"


def test_rows_are_numbered_as_a_spreadsheet_numbers_them() -> None:
    (page,) = pages(xlsx({"S": cells(3, "", "third") + cells(7, "seventh")}))
    assert (page.label, page.text.splitlines()) == ("S, rows 1-7", ["S", " | third", "seventh"])


def test_hundreds_of_rows_with_nothing_in_them_are_no_pages() -> None:
    got = pages(xlsx({"S": cells(1, "top") + cells(100_000, "bottom")}))
    assert [page.label for page in got] == ["S, rows 1-100", "S, rows 99901-100000"]


def test_hidden_sheets_are_read_and_labelled_and_empty_ones_are_not_shown() -> None:
    got = pages(xlsx({"Empty": "", "Names": cells(1, "A person")}, hidden=("Names",)))
    assert [(page.label, page.text) for page in got] == [("Names (hidden), rows 1-1", "Names (hidden)\nA person")]


def test_a_workbook_without_anything_is_a_page_that_says_so() -> None:
    assert pages(xlsx({"Sheet1": ""})) == [Page(1, "", warning=NO_TEXT)]


def test_an_opendocument_sheet_is_read_with_its_dates() -> None:
    row = """
<table:table-cell office:value-type="date" office:date-value="2019-12-19"><text:p>x</text:p></table:table-cell>
<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>x</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>two</text:p><text:p>lines</text:p></table:table-cell>"""
    rows = f"<table:table-row>{row}</table:table-row>".replace("\n", "")
    body = f'<office:spreadsheet><table:table table:name="Log">{rows}</table:table></office:spreadsheet>'
    (page,) = pages(odf(ODS, body))
    assert page.text.splitlines() == ["Log", "2019-12-19 | TRUE | two lines"]


@pytest.mark.parametrize(("number", "shown"), [(1204.0, "1204"), (0.1, "0.1"), (-3.50, "-3.5"), (1e20, "1e+20")])
def test_numbers_are_written_as_people_write_them(number: float, shown: str) -> None:
    (page,) = pages(xlsx({"S": cells(1, "x", number)}))
    assert page.text.splitlines()[1] == f"x | {shown}"


def test_a_sheet_that_spans_more_than_memory_holds_is_refused_at_once() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    with pytest.raises(ExtractionError, match="spans 17,179,869,184 cells"):
        pages(xlsx({"S": far}))


def test_cells_without_references_that_burst_memory_end_in_the_sandbox(pool: ExtractionPool, tmp_path: Path) -> None:
    rows = '<row r="1"><c><v>1</v></c></row><row r="1048576">' + "<c/>" * 16_000 + "<c><v>2</v></c></row>"
    (tmp_path / "wide.xlsx").write_bytes(xlsx({"S": rows}))
    with pytest.raises(ExtractionError):
        pool.extract(tmp_path / "wide.xlsx", SHEET, Limits(memory=600 << 20))


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04", b"\0" * 5000, xlsx({"S": cells(1, "x")})[:-30]])
def test_what_is_no_workbook_is_an_extraction_error(body: bytes) -> None:
    with pytest.raises(ExtractionError):
        pages(body)


@given(st.lists(st.lists(st.integers(0, 10**14), min_size=1, max_size=9), min_size=1, max_size=250))
def test_every_cell_stands_in_the_line_of_its_row(rows: list[list[int]]) -> None:
    got = pages(xlsx({"S": "".join(cells(n, *row) for n, row in enumerate(rows, 1))}))
    lines = "\n".join(page.text for page in got).splitlines()
    assert lines == ["S", *(" | ".join(map(str, row)) for row in rows)]
