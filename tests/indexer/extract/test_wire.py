"""What a child says of a page: taken as it was sent, or refused."""

import json
from typing import Any

import pytest

from indexer.extract.base import Hidden, Page
from indexer.extract.wire import Garbage, Message, page_message, read_page

MOST = 100


def arrived(page: Page) -> Message:
    message: Message = json.loads(json.dumps(page_message(page, MOST)))
    return message


def test_a_page_arrives_with_its_gaps_and_hidden_text() -> None:
    page = Page(1, "Rope 95.00", gaps=(4,), hidden=(Hidden("two\nlines", "off the page"), Hidden("more", "tiny")))
    assert read_page(arrived(page), 1, MOST) == page


def test_a_page_that_is_too_long_keeps_the_gaps_of_what_is_left_and_no_hidden_text() -> None:
    page = read_page(arrived(Page(1, "a " * MOST, gaps=(1, 99, 101), hidden=(Hidden("b", "tiny"),))), 1, MOST)
    assert (len(page.text), page.gaps, page.hidden) == (MOST, (1, 99), ())


def test_hidden_text_is_cut_where_the_page_has_no_more_room() -> None:
    page = read_page(arrived(Page(1, "a" * 90, hidden=(Hidden("b" * 6, "tiny"), Hidden("c" * 6, "tiny")))), 1, MOST)
    assert page.hidden == (Hidden("b" * 6, "tiny"), Hidden("c" * 4, "tiny"))


def test_a_text_that_loses_letters_on_the_way_loses_its_gaps() -> None:
    page = read_page(arrived(Page(1, "a\0 b", gaps=(2,), hidden=(Hidden("c\0", "tiny"),))), 1, MOST)
    assert (page.text, page.gaps, page.hidden) == ("a b", (), (Hidden("c", "tiny"),))


@pytest.mark.parametrize(
    "values",
    [
        {"gaps": 1}, {"gaps": [0]}, {"gaps": [True]}, {"gaps": ["1"]}, {"gaps": [1, 1]}, {"gaps": [3, 1]},
        {"gaps": [5]}, {"gaps": [-2]}, {"gaps": {"1": 1}}, {"gaps": [1.0]}, {"gaps": [10**30]},
        {"hidden": "x"}, {"hidden": [["x"]]}, {"hidden": [["x", 1]]}, {"hidden": [[None, "x"]]}, {"hidden": ["ab"]},
        {"hidden": [["x" * 101, "tiny"]]}, {"hidden": [["x", "y" * 301]]}, {"hidden": [["x", "y"]] * 2001},
    ],
)  # fmt: skip
def test_gaps_and_hidden_text_that_are_none_are_refused(values: dict[str, Any]) -> None:
    with pytest.raises(Garbage):
        read_page({**arrived(Page(1, "a b c")), **values}, 1, MOST)
