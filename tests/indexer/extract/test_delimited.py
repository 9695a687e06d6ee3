"""Tables as text: a row is a line, a hundred rows a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.base import Page
from indexer.extract.delimited import NO_TEXT, DelimitedExtractor


def pages(body: bytes) -> list[Page]:
    return list(DelimitedExtractor().pages(body))


def test_rows_are_lines_and_pages_say_which_rows_they_hold() -> None:
    got = pages(b"item,cost\n" + b"".join(b"rope %d,%d\n" % (n, n) for n in range(2, 252)))
    assert [(page.number, page.label) for page in got] == [(1, "rows 1-100"), (2, "rows 101-200"), (3, "rows 201-251")]
    assert got[0].text.splitlines()[:2] == ["item | cost", "rope 2 | 2"]
    assert got[2].text.splitlines()[0] == "rope 201 | 201"


@pytest.mark.parametrize(
    "body",
    [
        b"item;cost;year\nbelts;1,5;2019\n",
        b"item\tcost\tyear\nbelts\t1,5\t2019\n",
        b"item|cost|year\nbelts|1,5|2019\n",
        b'item,cost,year\rbelts,"1,5",2019\r', 'item,cost,year\nbelts,"1,5",2019\n'.encode("utf-16"),
        b"\xef\xbb\xbfitem,cost,year\r\nbelts,\"1,5\",2019\r\n", b"item,cost,year\nbe\0lts,\"1,5\",2019\n",
    ],
)  # fmt: skip
def test_the_dialect_and_encoding_are_found(body: bytes) -> None:
    (page,) = pages(body)
    assert page.text.splitlines() == ["item | cost | year", "belts | 1,5 | 2019"]


def test_empty_rows_count_but_are_not_shown() -> None:
    (page,) = pages(b"item,cost\n\n\nropes,88\n")
    assert (page.label, page.text) == ("rows 1-4", "item | cost\nropes | 88")


def test_line_ends_in_a_cell_do_not_end_the_line() -> None:
    (page,) = pages(b'item,note,\n"life\nbelts","a\r\n\r\nb",\n')
    assert page.text.splitlines() == ["item | note", "life belts | a b"]


def test_a_quote_that_is_never_closed_loses_no_text() -> None:
    (page,) = pages(b'item,note\nbelts,"' + b"rope,88\n" * 100_000)
    assert page.text.count("rope") == 100_000


def test_a_file_without_rows_is_a_page_that_says_so() -> None:
    assert pages(b"") == [Page(1, "", warning=NO_TEXT)]


CELLS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=4, max_size=250), st.sampled_from(",;\t|"))
def test_every_cell_stands_in_the_line_of_its_row(rows: list[list[str]], delimiter: str) -> None:
    body = "\n".join(delimiter.join(row) for row in rows).encode()
    got = "\n".join(page.text for page in pages(body)).splitlines()
    assert got == [" | ".join(row) for row in rows]


@given(st.binary(max_size=500))
def test_no_bytes_make_it_fail(body: bytes) -> None:
    pages(body)
