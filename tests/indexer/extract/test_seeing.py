"""Text that nobody sees who looks at the page: it is no text of the page, however it is hidden."""

import pytest

from indexer.extract.base import Page
from indexer.extract.lean.budget import Unsure
from indexer.extract.lean.reader import Lean
from indexer.extract.pdf import PdfExtractor
from indexer.extract.pdf_page import TUNED, Rules
from tests.unseen import BOX, COVERED, HIDDEN, ONE_PIXEL, SECRET, SEEN, SHOWN, made


def read(body: bytes) -> Page:
    (page,) = PdfExtractor().pages(body)
    assert isinstance(page, Page)
    return page


@pytest.mark.parametrize("way", HIDDEN)
def test_text_that_is_hidden_is_kept_beside_the_text_with_how_it_is(way: str) -> None:
    body, how = HIDDEN[way]
    page = read(body)
    assert page.text == "The answer is below"
    assert [(one.text, one.how) for one in page.hidden] == [("secret figures", how)]
    assert page.warning == ""


@pytest.mark.parametrize("way", COVERED)
def test_of_text_under_something_only_the_number_of_words_is_kept(way: str) -> None:
    page = read(COVERED[way])
    assert page.text == "The answer is below"
    assert (page.hidden, page.gaps) == ((), ())
    assert page.warning == "2 words under boxes withheld: a redaction that failed"


@pytest.mark.parametrize("way", SHOWN)
def test_text_that_is_seen_stays(way: str) -> None:
    page = read(SHOWN[way])
    assert page.text == "The answer is below\nsecret figures"
    assert (page.hidden, page.warning) == ((), "")


def test_text_scaled_to_no_width_is_hidden_and_its_letters_are_in_no_order() -> None:
    page = read(made(SEEN + b"0 Tz " + SECRET))
    assert page.text == "The answer is below"
    assert [one.how for one in page.hidden] == ["too small to see"]


def test_what_is_said_to_be_read_in_place_of_other_text_is_hidden_and_the_text_is_what_is_shown() -> None:
    page = read(made(SEEN + b"/Span<</ActualText(a million pounds)>>BDC " + SECRET + b" EMC"))
    assert page.text == "The answer is below\nsecret figures"
    assert [(one.text, one.how) for one in page.hidden] == [("a million pounds", "read in place of what is shown")]


def test_of_a_line_only_the_words_under_the_box_are_withheld() -> None:
    line = b"BT /F 12 Tf 50 600 Td (The fee of Rope Ltd was 95.00) Tj ET 110 595 50 20 re f"
    page = read(made(SEEN + line))
    assert page.text == "The answer is below\nThe fee of was 95.00"
    assert page.warning == "2 words under boxes withheld: a redaction that failed"


def test_of_black_text_the_words_on_a_black_box_are_withheld_and_those_beside_stay() -> None:
    line = b"110 595 50 20 re f BT /F 12 Tf 50 600 Td (The fee of Rope Ltd was 95.00) Tj ET"
    page = read(made(SEEN + line))
    assert page.text == "The answer is below\nThe fee of was 95.00"
    assert page.warning == "2 words under boxes withheld: a redaction that failed"


def test_what_is_hidden_in_several_ways_comes_by_each() -> None:
    page = read(made(SEEN + b"q 1 g " + SECRET + b" Q q 3 Tr " + SECRET.replace(b"600", b"500") + b" Q"))
    assert {one.how for one in page.hidden} == {"in the colour of its ground", "drawn invisibly"}


SCAN = b"q 600 0 0 800 0 0 cm /X Do Q "


@pytest.mark.parametrize("content", [SCAN + b"3 Tr " + SEEN + SECRET, SEEN + SECRET + b" " + SCAN])
def test_the_only_text_of_a_scan_is_its_ocr_layer(content: bytes) -> None:
    page = read(made(content, resources=b"/XObject<</X 6 0 R>>", more=(ONE_PIXEL,)))
    assert page.text == "The answer is below\nsecret figures"
    assert (page.hidden, page.warning) == ((), "")


@pytest.mark.parametrize("content", [SCAN + b"3 Tr " + SEEN + SECRET + BOX, SEEN + SECRET + b" " + SCAN + BOX])
def test_of_an_ocr_layer_what_is_under_a_box_on_the_scan_is_withheld(content: bytes) -> None:
    page = read(made(content, resources=b"/XObject<</X 6 0 R>>", more=(ONE_PIXEL,)))
    assert page.text == "The answer is below"
    assert page.warning == "2 words under boxes withheld: a redaction that failed"


def test_invisible_text_beside_a_page_of_text_is_hidden_though_there_is_a_picture() -> None:
    lines = b"".join(b"BT /F 12 Tf 50 %d Td (A line of thirty letters or so.) Tj ET\n" % y for y in range(200, 590, 30))
    page = read(made(SCAN + lines + b"3 Tr " + SECRET, resources=b"/XObject<</X 6 0 R>>", more=(ONE_PIXEL,)))
    assert "secret" not in page.text
    assert [one.text for one in page.hidden] == ["secret figures"]


def test_a_rectangle_with_a_number_that_is_none_is_passed_over_and_nothing_is_read_twice() -> None:
    page = read(made(SEEN + b"4-0 590 200 30 re f " + SECRET))
    assert page.text == "The answer is below\nsecret figures"


def unsure(*_: object) -> Lean:
    raise Unsure("it is written downwards")


FALLEN_BACK = Rules(unsure, TUNED.stock)
_BEYOND = ("a box to be redacted", "squeezed to nothing")
"""Where nothing is drawn yet, and where pdfium knows no place of it."""


@pytest.mark.parametrize("way", [*HIDDEN, *COVERED])
def test_on_a_page_that_pdfplumber_reads_the_picture_of_the_page_decides(
    way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PdfExtractor, "rules", FALLEN_BACK)
    body = HIDDEN[way][0] if way in HIDDEN else COVERED[way]
    page = read(body)
    if way in _BEYOND:
        assert "secret figures" in page.text
        return
    assert page.text.strip() == "The answer is below"
    assert page.warning.endswith("read by pdfplumber itself: it is written downwards")
    assert "withheld" in page.warning or [(one.text.strip(), one.how) for one in page.hidden]
    assert "secret" not in page.warning


@pytest.mark.parametrize("way", ["white on a black box", "black on a box", "grey", "underlined", "in a clip"])
def test_on_a_page_that_pdfplumber_reads_what_is_seen_stays(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PdfExtractor, "rules", FALLEN_BACK)
    assert read(SHOWN[way]).text == "The answer is below\nsecret figures"


def test_on_a_page_that_pdfplumber_reads_dark_text_alone_is_seen_without_drawing_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def drawn(*_: object) -> None:
        raise AssertionError("the page was drawn")

    monkeypatch.setattr(PdfExtractor, "rules", FALLEN_BACK)
    monkeypatch.setattr("indexer.extract.glimpse.picture", drawn)
    assert read(made(SEEN + SECRET)).text == "The answer is below\nsecret figures"
    with pytest.raises(AssertionError, match="was drawn"):
        read(made(SEEN + b"1 g " + SECRET))


@pytest.mark.parametrize(
    ("line", "expected"),
    [(b"", "The answer is below"), (b"30 w 40 604 m 240 604 l S ", "The answer is below\nsecret figures")],
)
def test_a_matrix_that_scales_an_image_makes_no_line_broad_and_a_broad_one_is_seen(line: bytes, expected: str) -> None:
    content = SEEN + b"q 300 0 0 200 40 200 cm /X Do Q " + line + b"1 g " + SECRET
    assert read(made(content, resources=b"/XObject<</X 6 0 R>>", more=(ONE_PIXEL,))).text == expected
