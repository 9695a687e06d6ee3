"""Grids made even, and rows parted that stand in one cell."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.tables.grid import even, is_table, tidy, without_slivers
from indexer.tables.stacks import Cell, split


def cell(*texts: str, first: float = 10.0, step: float = 12.0) -> Cell:
    """A cell with these lines, one under another."""
    return [(first + step * number, text) for number, text in enumerate(texts) if text]


def test_figures_in_one_cell_are_rows_and_labels_stand_beside_theirs() -> None:
    rows = split(
        [cell("All ages", "Under 65", "", "65 and over"), cell("291", "255", "", "36"), cell("(X)", "–", "", "1.2")]
    )
    assert rows == [["All ages", "291", "(X)"], ["Under 65", "255", "–"], ["65 and over", "36", "1.2"]]


def test_a_label_of_two_lines_leaves_a_row_without_figures() -> None:
    rows = split([cell("Rope,", "tarred", "Oakum", "Pitch"), cell("", "12", "3", "4")])
    assert rows == [["Rope,", ""], ["tarred", "12"], ["Oakum", "3"], ["Pitch", "4"]]


def test_prose_in_two_cells_side_by_side_is_one_row() -> None:
    texts = ["We hold this", "information but", "it is exempt"]
    assert split([cell(*texts), cell(*texts)]) == [[" ".join(texts)] * 2]


def test_a_stack_of_figures_alone_is_one_cell() -> None:
    assert split([cell("020 7946 0000", "020 7946 0001", "020 7946 0002"), cell("Call")]) == [
        ["020 7946 0000 020 7946 0001 020 7946 0002", "Call"]
    ]


@given(
    st.lists(
        st.lists(st.tuples(st.floats(0, 200), st.sampled_from(["a", "1", "2.5", "(X)", "–"])), max_size=6), max_size=4
    )
)
def test_parting_rows_keeps_every_text_in_its_column(cells: list[Cell]) -> None:
    cells = [sorted(each, key=lambda line: line[0]) for each in cells]
    for column, texts in enumerate(zip(*split(cells), strict=True)):
        assert " ".join(" ".join(texts).split()).split() == [text for _, text in cells[column]]


def test_empty_rows_and_columns_go_from_a_tidy_grid_and_inner_columns_stay_in_an_even_one() -> None:
    rows = [["", "a", "", "b"], ["", "", "", ""], ["", "c", ""]]
    assert tidy(rows) == (("a", "b"), ("c", ""))
    assert even(rows) == (("", "a", "", "b"), ("", "c", "", ""))


def test_narrow_columns_are_joined_unless_a_row_fills_both() -> None:
    assert without_slivers([["", "to air"], ["100", ""]], [50.0, 54.0]) == [["to air"], ["100"]]
    assert without_slivers([["", "to air"], ["100", ""]], [50.0, 90.0]) == [["", "to air"], ["100", ""]]
    assert without_slivers([["1", "2"]], [50.0, 54.0]) == [["1", "2"]]


def test_a_box_around_text_is_no_table() -> None:
    assert not is_table(())
    assert not is_table((("Dear Sir", "Ref 12"),))
    assert not is_table((("Note",), ("Please reply by 1 May",)))
    assert not is_table((("Note", ""), ("", "Please reply")))
    assert is_table((("Item", "Cost"), ("Rope", "3")))


def test_a_single_row_of_three_cells_is_what_is_left_of_a_table() -> None:
    assert is_table((("Rope", "2019-04-01", "3"),))
    assert not is_table((("Rope", "", "3"),))
