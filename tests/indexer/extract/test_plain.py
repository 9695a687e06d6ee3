"""Plain text: pages as printers part them, articles without their wrapping."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.plain import LONGEST, NO_TEXT, PlainExtractor


def texts(body: bytes) -> list[str]:
    pages = list(PlainExtractor().pages(body))
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    return [page.text for page in pages]


def test_a_file_is_a_page() -> None:
    assert texts(b"Lifebelts\r\ncost \xa35\r") == ["Lifebelts\ncost £5"]


def test_a_form_feed_ends_a_page_and_an_empty_page_counts() -> None:
    assert texts(b"one\n\f\ftwo\n\fthree\f\n") == ["one", "", "two", "three"]


def test_an_empty_file_is_a_page_that_says_so() -> None:
    (page,) = PlainExtractor().pages(b" \n")
    assert page.warning == NO_TEXT


def test_an_article_is_its_title_and_body() -> None:
    assert texts(b"Ropes bought\n\nThey cost 5.\n\nShare this article\n\nLatest News from\nQuay\n") == [
        "Ropes bought\n\nThey cost 5."
    ]


def test_a_very_long_text_is_parted_at_line_ends_with_line_numbers() -> None:
    lines = [f"line {i}" for i in range(1, 60_001)]
    pages = list(PlainExtractor().pages("\n".join(lines).encode()))
    assert "\n".join(page.text for page in pages).splitlines() == lines
    first, last = pages[-1].label.removeprefix("lines ").split("-")
    assert pages[-1].text.splitlines()[0] == f"line {first}"
    assert last == "60000"


@given(st.integers(0, 30), st.sampled_from(["x", "word ", "a\n"]))
def test_no_character_of_a_long_text_is_lost(extra: int, piece: str) -> None:
    text = piece * (LONGEST // len(piece) + extra)
    assert "".join("".join(texts(text.encode())).split()) == "".join(text.split())
