"""Which pages wait for OCR: by rule, and on real PDFs made here."""

from contextlib import closing

import pytest
from fpdf import FPDF
from PIL import Image

from indexer.extract.bad_layer import bad_layer
from indexer.extract.base import OCR_LAYER, SCAN, TEXT_LAYER, Page
from indexer.extract.pdf import NO_TEXT, PdfExtractor
from indexer.extract.pdfium import Pdfium
from indexer.extract.scans import BAD_LAYER, WAITS, Look, judged, marked
from tests.scans import drawn, pdf

LONG = "The committee asked for an internal review of every purchase. " * 6


def how(text: str, **look: float) -> str:
    return judged(Page(1, text), Look(**look)).how  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "look", "expected"),
    [
        ("", {}, TEXT_LAYER),  # an empty sheet
        ("", {"cover": 0.31}, SCAN),
        ("", {"cover": 0.29}, TEXT_LAYER),
        ("page 3", {"cover": 1.0}, SCAN),
        ("", {"paths": 201}, SCAN),
        ("", {"paths": 200}, TEXT_LAYER),
        ("", {"cover": 0.5, "characters": 400}, TEXT_LAYER),  # pdfium sees text there
        (LONG, {"cover": 0.5}, TEXT_LAYER),
        (LONG, {"cover": 0.9}, OCR_LAYER),
        (LONG, {"cover": 0.9, "visible": True}, TEXT_LAYER),  # words on a coloured ground
        ("Case 1:10-cv-00123 Document 45 Filed 03/02/10", {"cover": 1.0, "visible": True}, SCAN),
        ("Case 1:10-cv-00123 Document 45 Filed 03/02/10", {"cover": 1.0}, OCR_LAYER),
    ],
)
def test_a_page_is_judged_by_its_characters_pictures_and_paths(
    text: str, look: dict[str, float], expected: str
) -> None:
    assert how(text, **look) == expected


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        ("(cid:3)(cid:17) " * 9 + "words between them", True),
        ("(cid:127) a bullet before each of many words, as in lists " * 3, False),
        ("\ue001\ue002\ue003 " * 8, True),
        (LONG, False),
        ("(cid:1)", False),  # too little to say
        ("", False),
    ],
)
def test_a_layer_without_letters_is_bad(text: str, bad: bool) -> None:
    assert bad_layer(text) is bad


def test_a_page_with_a_bad_layer_waits_and_keeps_what_text_there_is() -> None:
    text = "\ue001\ue002\ue003 " * 8
    assert judged(Page(1, text), Look()) == Page(1, text, how=SCAN, warning=BAD_LAYER)


def with_picture(*, words: str = "", invisible: bool = False, width: float = 210) -> bytes:
    """Return a PDF of one page: a picture so many millimetres wide from the corner, and words over it."""
    made = FPDF()
    made.set_font("Helvetica", size=10)
    made.set_auto_page_break(auto=False)
    made.add_page()
    made.image(Image.new("L", (1000, 1414), 200), 0, 0, width)
    if invisible:
        made.text_mode = 3
    made.multi_cell(0, text=words)
    return bytes(made.output())


def pages(body: bytes) -> list[tuple[str, str]]:
    return [(page.how, page.warning) for page in PdfExtractor().pages(body)]


def test_of_a_pdf_the_scanned_pages_wait_and_the_others_do_not() -> None:
    assert pages(pdf(drawn(), drawn())) == [(SCAN, WAITS)] * 2
    assert pages(with_picture()) == [(SCAN, WAITS)]
    assert pages(with_picture(words=LONG)) == [(TEXT_LAYER, "")]
    assert pages(with_picture(words=LONG, invisible=True)) == [(OCR_LAYER, "")]
    assert pages(with_picture(words="Bates 000123")) == [(SCAN, WAITS)]
    assert pages(with_picture(width=30)) == [(TEXT_LAYER, NO_TEXT)]  # a logo is no page


def test_a_pdf_that_pdfium_cannot_open_is_judged_by_its_text() -> None:
    with closing(Pdfium(b"%PDF-1.7 cut short")) as peer:
        assert marked(Page(1, "", warning=NO_TEXT), None, peer) == Page(1, "", warning=NO_TEXT)
