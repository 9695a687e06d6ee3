"""The words that differ, cut to what an alert has room for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.base import Page
from indexer.versions.differences import differences
from indexer.versions.matching import Effort
from indexer.watching.records import Differing, Marked
from indexer.watching.wording import ROWS, STRETCHES, WIDTH, _of, foremost

FILLER = " ".join(f"word{number}" for number in range(60))


def compared(before: str, after: str) -> list[Differing]:
    return [_of(hunk) for hunk in differences([Page(1, before)], [Page(1, after)], Effort())]


def marks(row: Marked) -> list[str]:
    return [row.text[start:end] for start, end in row.marks]


def test_of_a_long_line_all_words_that_differ_are_shown_with_some_around_them() -> None:
    line = f"It cost £4,120 {FILLER} and took 14 days {FILLER} in all."
    (one,) = compared(line, line.replace("4,120", "5,900").replace("14 days", "41 days"))
    ((before,), (after,)) = one.before, one.after
    assert (marks(before), marks(after)) == (["4,120", "14"], ["5,900", "41"])
    assert before.text.startswith("It cost £4,120 word0 word1")
    assert "…" in before.text
    assert "and took 14 days" in before.text
    assert len(before.text) < WIDTH


def test_a_line_that_was_put_in_has_no_line_before() -> None:
    (one,) = compared("a\nb", "a\nnew here\nb")
    assert (one.before, [row.text for row in one.after]) == ((), ["new here"])


def test_stretches_on_pages_that_match_come_first_and_there_are_only_so_many() -> None:
    several = [Differing(number, "", (), ()) for number in range(1, 20)]
    assert [one.number for one in foremost(several, {9, 7})] == [7, 9, 1, 2, 3][:STRETCHES]


@pytest.mark.parametrize("size", [1_000, 20_000])
def test_however_much_differs_an_alert_stays_small(size: int) -> None:
    for before, after in (("a " * size, "b " * size), ("x" * size, "y" * size), ("a\n" * size, "b\n" * size)):
        for one in compared(before, after):
            rows = (*one.before, *one.after)
            assert len(rows) <= 2 * ROWS
            assert all(len(row.text) <= 2 * WIDTH + 2 for row in rows)


@given(st.text(st.sampled_from("ab \n\t…£1"), max_size=900), st.text(st.sampled_from("ab \n\t…£1"), max_size=900))
def test_marks_are_in_order_within_the_line_and_never_blank(before: str, after: str) -> None:
    for one in compared(before, after):
        for row in (*one.before, *one.after):
            assert row.text == " ".join(row.text.split())
            last = 0
            for start, end in row.marks:
                assert last <= start < end <= len(row.text)
                assert row.text[start:end].strip()
                last = end
