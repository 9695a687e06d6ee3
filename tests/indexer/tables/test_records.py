"""What a child sends of tables: as it was packed, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import ExtractionError
from indexer.tables import records
from indexer.tables.records import PageTables, Piece, pack, unpack

TEXTS = st.lists(st.text(max_size=5), max_size=3).map(tuple)
PIECES = st.builds(
    Piece, st.lists(st.tuples(st.text(max_size=4), st.text(max_size=4)), max_size=3).map(tuple), st.text(max_size=4)
)


@given(st.lists(PIECES, max_size=3).map(tuple), TEXTS, TEXTS)
def test_a_page_comes_out_as_it_went_in(
    pieces: tuple[Piece, ...], above: tuple[str, ...], below: tuple[str, ...]
) -> None:
    page = PageTables(7, pieces, above, below)
    assert unpack(pack(page), 7) == page


@pytest.mark.parametrize(
    "text",
    [
        "", "{}", "[]", "[[], [], [], []]", "[1, [], []]", '[[["t", true, false]], [], []]', "[" * 50_000,
        '[[["t", true, false, [["a"], ["b", "c"]]]], [], []]', '[[["t", true, false, [[1]]]], [], []]',
        '[[[5, true, false, [["a"]]]], [], []]', '[[["t", true, false, "ab"]], [], []]', '[[], ["a", 4], []]',
    ],
)  # fmt: skip
def test_what_is_no_page_of_tables_is_an_error(text: str) -> None:
    with pytest.raises(ExtractionError, match="the reader sent tables that are none"):
        unpack(text, 1)


def test_a_page_with_too_much_is_refused_before_it_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    page = PageTables(1, (Piece((("abc", "def"), ("ghi", "jkl"))),))
    monkeypatch.setattr(records, "MOST_CELLS", 3)
    with pytest.raises(ExtractionError, match="more than 3 cells"):
        pack(page)
    monkeypatch.setattr(records, "MOST_CELLS", 4)
    monkeypatch.setattr(records, "MOST_CHARACTERS", 20)
    with pytest.raises(ExtractionError, match="more than 20 characters"):
        pack(page)
