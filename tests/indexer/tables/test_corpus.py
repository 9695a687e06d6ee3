"""Tables of real documents: sums come out right, headings join pages, and prose has no tables."""

import re
from pathlib import Path

import pytest

from indexer.extract.limits import Limits
from indexer.tables.finding import Found, find_tables
from indexer.tables.records import Cells, Table

pytestmark = pytest.mark.corpus

PATIENT = Limits(wall_seconds=300, page_seconds=60)
"""So that a busy machine changes no result."""


def find(shared: Path, name: str, media_type: str = "application/pdf", page: int | None = None) -> Found:
    found = find_tables(shared / "corpus" / "foi" / name, media_type, PATIENT, page)
    assert found.failures == ()
    return found


def number(cell: str) -> int:
    return int(re.sub(r"[^0-9-]", "", cell) or 0)


def assert_sums(rows: tuple[Cells, ...], total: Cells, columns: range) -> None:
    for column in columns:
        assert sum(number(row[column]) for row in rows) == number(total[column]), column


def test_uses_of_tasers_by_force_add_up_to_their_totals(shared: Path) -> None:
    first, second, *_ = find(shared, "uk_police_statistics_ods/taser-figures-march-2010.pdf").tables
    by_force = [row for row in first.rows if row[0] not in ("", "Force")]
    assert len(by_force) == 44
    assert by_force[0] == ("Avon & Somerset Constabulary", "56", "32", "29", "145", "18", "54", "", "334")
    assert_sums(tuple(by_force[:-1]), by_force[-1], range(1, 9))
    assert by_force[-1] == ("Totals", "2185", "344", "275", "4434", "354", "1000", "7", "8599")
    assert second.pages[0] == 4


def test_residents_by_district_add_up(shared: Path) -> None:
    name = "us_chicago_police_foia/11063-FOIA-P050685-DistRacialDemogra_1_.pdf"
    (table,) = find(shared, name).tables
    rows = [row for row in table.rows if row[0].isdigit()]
    assert rows[0] == ("001", "62,781", "3,766", "32,952", "13,452", "95", "10,790", "1,726")
    assert [row[0] for row in rows] == [f"{n:03}" for n in range(1, 26) if n not in (13, 21, 23)]
    for row in rows:
        assert abs(sum(map(number, row[2:])) - number(row[1])) <= 3, row  # as printed: rounded


def test_a_statistic_with_open_sides_and_no_lines_between_its_rows_is_whole(shared: Path) -> None:
    (table,) = find(shared, "gov_tables_icdar2013/us-001.pdf", page=1).tables
    assert len(table.rows[-1]) == 11
    assert table.rows[-1][1:] == (
        "12,942", "273", "36.9", "0.8", "14,138", "276", "36.6", "0.7", "*1,196", "–0.3",
    )  # fmt: skip
    assert table.rows[-1][0].startswith("Severe disability")


def test_a_layout_of_eight_pages_is_one_table_and_the_next_is_another(shared: Path) -> None:
    tables = find(shared, "us_govdocs1_error_pdfs/040669.pdf").tables
    assert [(table.pages[0], table.pages[-1]) for table in tables[:4]] == [(1, 8), (9, 16), (17, 21), (22, 24)]
    fields = [number(row[0]) for row in tables[0].rows if row[0]]
    assert fields == list(range(1, len(fields) + 1))
    assert tables[0].header[:4] == ("Field #", "Start Position", "End Position", "Field Length")
    assert len(fields) == 35
    for row in tables[0].rows[:35]:
        assert number(row[2]) - number(row[1]) + 1 == number(row[3]), row


def test_pages_without_a_repeated_heading_stay_tables_of_their_own(shared: Path) -> None:
    tables = find(shared, "us_gov_pdfplumber/ca-warn-report.pdf").tables
    assert [len(table.rows) for table in tables[:14]] == [36, *[43] * 13]
    assert tables[0].rows[0][:4] == ("06/22/2015", "03/25/2016", "07/01/2015", "Maxim Integrated Product")
    assert all(re.fullmatch(r"\d\d/\d\d/\d{4}", row[1]) for table in tables[:14] for row in table.rows)


def test_a_table_on_its_side_is_read_as_it_stands(shared: Path) -> None:
    (table,) = find(shared, "us_gov_pdfplumber/nics-background-checks-2015-11-rotated.pdf").tables
    alabama = next(row for row in table.rows if row[0] == "Alabama")
    assert alabama[1:5] == ("18,870", "23,022", "22,650", "859")
    assert alabama[-1] == "71,137"


def test_prose_has_no_tables(shared: Path) -> None:
    assert find(shared, "us_doj_mueller_report/mueller-report-summaries.pdf").tables == ()


def test_a_sheet_and_the_delimited_text_it_was_made_from_are_the_same(shared: Path) -> None:
    folder = "uk_bbc_libraries_foi"
    (text,) = find(shared, f"{folder}/library_closures_BBC.csv", "text/csv").tables
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    book: Table = find(shared, f"{folder}/librariesdata_3sheets.xlsx", sheet).tables[0]
    assert len(text.rows) == 207
    assert (book.header, [row[0] for row in book.rows]) == (text.header, [row[0] for row in text.rows])


def test_the_tables_of_a_court_judgment_in_word(shared: Path) -> None:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    found = find(shared, "uk_court_judgments_docx/ukia_20250003_en.docx", word)
    assert len(found.tables) > 5
