"""Pages of Alaveteli sites, message by message. The pages are ours."""

from datetime import UTC, datetime

import pytest

from indexer.errors import ExtractionError
from indexer.extract.base import Page
from indexer.extract.request_page import RequestPageExtractor
from tests.scraper.sites.alaveteli import Asked, File, Letter, page

WHEN = datetime(2025, 3, 1, 10, tzinfo=UTC)
QUESTION = Letter("Dear Department, what did it cost?", author="Pat Quill")


def read(*letters: Letter) -> list[Page]:
    return list(RequestPageExtractor().pages(page(Asked("lanterns", 7, WHEN, (QUESTION, *letters), "Lanterns"))))


def test_each_message_is_a_page_with_its_own_words_and_none_from_around_it() -> None:
    pages = read(Letter("It was £92,574."), Letter("Sorry, £92,575."))
    assert [page.number for page in pages] == [1, 2, 3]
    assert [page.text for page in pages] == ["Dear Department, what did it cost?", "It was £92,574.", "Sorry, £92,575."]


@pytest.mark.parametrize(
    ("author", "shown"),
    [
        ("FOI Team, Department of Lanterns", "FOI Team, Department of Lanterns"),
        ("Jo Bloggs, Department of Lanterns", "Department of Lanterns"),
        ("Department for Ropes, Energy and Candles", "Department for Ropes, Energy and Candles"),
    ],
)
def test_a_message_says_which_body_wrote_it_and_when_and_names_no_person(author: str, shown: str) -> None:
    question, answer = read(Letter("It was £92,574.", author=author))
    assert question.label == "request, 2025-03-01"
    assert answer.label == f"answer, 2025-03-01, {shown}"


def test_files_are_named_and_what_is_not_given_out_says_why() -> None:
    files = (File("letter.pdf"), File("staff.xlsx", how="erased"), File("x", how="hidden"))
    (_, answer) = read(Letter("See attached.", files))
    assert answer.text.splitlines()[2:] == [
        "Attached: letter.pdf",
        "",
        "Attached: staff.xlsx (This file has been erased.)",
        "",
        "Attached: (This attachment has been hidden. It names a child.)",
    ]


def test_a_hidden_message_is_the_reason_it_is_hidden_for() -> None:
    (_, hidden) = read(Letter("", hidden="This message has been hidden. Libel."))
    assert hidden.text == "This message has been hidden. Libel."


def test_a_page_without_messages_is_read_whole_and_says_so() -> None:
    (only,) = RequestPageExtractor().pages(b"<html><body><p>Something else</p></body></html>")
    assert (only.text, only.warning) == ("Something else", "no message was recognised: this is the whole page")


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"\x00", b"<div id='incoming-1' class='correspondence'"])
def test_what_has_no_text_is_an_extraction_error(body: bytes) -> None:
    with pytest.raises(ExtractionError):
        list(RequestPageExtractor().pages(body))


def test_a_page_nested_deeper_than_any_reader_goes_is_still_read() -> None:
    deep = b"<div>" * 100_000 + b"deep words" + b"</div>" * 100_000
    (only,) = RequestPageExtractor().pages(b"<html><body>" + deep)
    assert "deep words" in only.text
