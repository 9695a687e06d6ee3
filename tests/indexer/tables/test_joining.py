"""Tables over page breaks: joined where the heading is repeated and nothing stands between, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.tables.joining import joined, reads_as_header
from indexer.tables.records import Cells, PageTables, Piece, Table

HEAD = ("Supplier", "Paid on", "Net amount")
FOOT = "Annex C, page {} of 3"


def page(number: int, *rows: Cells, above: tuple[str, ...] = (), below: tuple[str, ...] = ()) -> PageTables:
    return PageTables(number, (Piece(rows),), above, below)


def payment(number: int) -> Cells:
    return (f"Capstan {number} Ltd", "2019-04-01", f"{number}.50")


def all_of(*pages: PageTables) -> list[Table]:
    return list(joined(pages))


def test_a_table_whose_heading_is_repeated_is_one_and_each_row_has_its_page() -> None:
    (table,) = all_of(page(4, HEAD, payment(1), payment(2)), page(5, HEAD, payment(3)), page(6, HEAD, payment(4)))
    assert table.header == HEAD
    assert table.rows == (payment(1), payment(2), payment(3), payment(4))
    assert table.pages == (4, 4, 5, 6)


def test_what_goes_on_without_its_heading_is_a_table_of_its_own() -> None:
    first, second = all_of(page(1, HEAD, payment(1)), page(2, payment(2), payment(3)))
    assert (first.header, len(first.rows)) == (HEAD, 1)
    assert (second.header, len(second.rows)) == ((), 2)


def test_pages_between_which_one_is_missing_are_not_joined() -> None:
    assert len(all_of(page(1, HEAD, payment(1)), page(3, HEAD, payment(2)))) == 2
    assert len(all_of(page(1, HEAD, payment(1)), PageTables(2), page(3, HEAD, payment(2)))) == 2


def test_other_columns_are_another_table() -> None:
    assert len(all_of(page(1, HEAD, payment(1)), page(2, HEAD[:2], payment(2)[:2]))) == 2
    assert len(all_of(page(1, HEAD, payment(1)), page(2, ("Payee", *HEAD[1:]), payment(2)))) == 2


def test_text_between_parts_two_tables_with_the_same_heading() -> None:
    title = ("Table 2: payments in 2020",)
    assert len(all_of(page(1, HEAD, payment(1)), page(2, HEAD, payment(2), above=title))) == 2
    assert len(all_of(page(1, HEAD, payment(1), below=("All sums are net.",)), page(2, HEAD, payment(2)))) == 2


def test_titles_that_differ_in_a_number_only_part_two_tables() -> None:
    pages = [page(n, HEAD, payment(n), above=(f"Table {n}", f"Payments in {2018 + n}")) for n in (1, 2, 3)]
    assert len(all_of(*pages)) == 3
    feet = [page(n, HEAD, payment(n), below=(f"Table {n}",)) for n in (1, 2, 3)]
    assert len(all_of(*feet)) == 3


@pytest.mark.parametrize("foot", [FOOT, "{}", "- {} -", "Page {}", "138 (H)  1-3{}", "Annual returns {}"])
def test_running_heads_and_feet_part_nothing(foot: str) -> None:
    pages = [
        page(n, HEAD, payment(n), above=("Returns",), below=("Example Council", foot.format(n))) for n in (1, 2, 3)
    ]
    (table,) = all_of(*pages)
    assert len(table.rows) == 3


def test_only_the_last_table_of_a_page_goes_on_in_the_first_of_the_next() -> None:
    two = PageTables(1, (Piece((HEAD, payment(1))), Piece((("Force", "Uses", "Year"), ("Dorset", "121", "2010")))))
    assert len(all_of(two, page(2, HEAD, payment(2)))) == 3


def test_a_title_row_over_the_heading_stands_on_the_first_page_only() -> None:
    title = ("Payments over £500", "", "")
    (table,) = all_of(page(1, title, HEAD, payment(1)), page(2, HEAD, payment(2)))
    assert (table.header, table.rows) == ((), (title, HEAD, payment(1), payment(2)))


def test_a_heading_of_two_rows_is_dropped_whole_and_an_equal_payment_is_not() -> None:
    over, under = ("Supplier", "2019", ""), ("", "Paid on", "Net")
    (table,) = all_of(page(1, over, under, payment(1)), page(2, over, under, payment(2)))
    assert table.rows == (under, payment(1), payment(2))
    (same,) = all_of(page(1, HEAD, payment(1)), page(2, HEAD, payment(1)))
    assert same.rows == (payment(1), payment(1))


def test_a_payment_that_comes_again_on_the_next_page_is_no_repeated_heading() -> None:
    assert len(all_of(page(1, HEAD, payment(1)), page(2, payment(1), payment(2)))) == 2
    assert len(all_of(page(1, payment(1), payment(2)), page(2, payment(1), payment(3)))) == 2
    words = ("Capstan Ltd", "Rope", "late")
    assert len(all_of(page(1, HEAD, words), page(2, words, payment(1)))) == 2


def test_rows_that_are_no_heading_join_nothing_however_alike() -> None:
    figures = ("1", "2", "3")
    assert len(all_of(page(1, figures, payment(1)), page(2, figures, payment(2)))) == 2


def test_the_next_rows_of_a_sheet_are_joined_and_made_as_wide_as_the_widest() -> None:
    rows = PageTables(1, (Piece((("Item", "Cost"), ("Rope", "3")), "Costs"),))
    more = PageTables(2, (Piece((("Oakum", "4", "late"),), "Costs", follows=True),))
    again = PageTables(3, (Piece((("Item", "Cost"), ("Tar", "5")), "Costs", follows=True),))
    other = PageTables(4, (Piece((("Item", "Cost"), ("Tar", "5")), "Costs 2020"),))
    first, second = all_of(rows, more, again, other)
    assert first.header == ("Item", "Cost", "")
    assert first.rows == (("Rope", "3", ""), ("Oakum", "4", "late"), ("Item", "Cost", ""), ("Tar", "5", ""))
    assert (first.title, second.title) == ("Costs", "Costs 2020")


def test_the_rows_of_one_page_are_given_under_the_heading_of_the_whole() -> None:
    (table,) = all_of(page(4, HEAD, payment(1)), page(5, HEAD, payment(2)))
    assert table.on(5) == Table(HEAD, (payment(2),), (5,))


@pytest.mark.parametrize(
    ("row", "is_header"),
    [
        (("Force", "2009", "2010/11", "Total"), True),
        (("Nr.", "Item 1", ""), True),
        (("Dorset", "121", "4"), False),
        (("2009", "2010"), False),
        (("Payments over £500", "", "", ""), False),
        (("01/04/2019", "Capstan Ltd", "Rope"), False),
        ((), False),
    ],
)
def test_a_heading_is_told_by_its_words(row: Cells, *, is_header: bool) -> None:
    assert reads_as_header(row) is is_header


CELL = st.sampled_from(["", "Rope", "Paid", "12.50", "2019", "Tar & oakum"])
ROWS = st.lists(st.tuples(CELL, CELL), min_size=1, max_size=5)
LINES = st.lists(st.sampled_from(["Annex", "Page 2", "Table 1", "3"]), max_size=2).map(tuple)


@given(st.lists(st.tuples(st.lists(ROWS, max_size=3), LINES, LINES), max_size=6))
def test_no_row_is_lost_but_repeated_headings(pages: list[tuple[list[list[Cells]], Cells, Cells]]) -> None:
    read = [
        PageTables(n, tuple(Piece(tuple(rows)) for rows in tables), above, below)
        for n, (tables, above, below) in enumerate(pages, 1)
    ]
    before = [row for each in read for piece in each.pieces for row in piece.rows]
    tables = all_of(*read)
    after = [row for table in tables for row in ([table.header] if table.header else []) + list(table.rows)]
    left = iter(before)
    assert all(any(row == other for other in left) for row in after)  # in order, none invented
    assert len(tables) <= sum(len(each.pieces) for each in read)
    assert all(list(table.pages) == sorted(table.pages) for table in tables)
    for table in tables:
        assert all(len(row) == len(table.rows[0]) for row in table.rows)
    for row in {row for row in before if not all(row) or not any(c.isalpha() for cell in row for c in cell)}:
        assert before.count(row) == after.count(row)
