"""The tuned rules: what pdfplumber's own get wrong on public records, and they do not."""

from collections.abc import Callable
from io import BytesIO

import pdfplumber
import pytest

from indexer.extract.lean.bidi import as_it_stands, in_reading_order
from indexer.extract.lean.reader import Lean, tuned_page
from indexer.extract.pdf import PdfExtractor, StockPdfExtractor
from tests import hostile

PagePdf = Callable[..., bytes]


def lean(body: bytes) -> Lean:
    with pdfplumber.open(BytesIO(body)) as pdf:
        return tuned_page(pdf.pages[0])


def text(body: bytes) -> str:
    return lean(body).text


def at(x: float, y: float, string: str, size: float = 12) -> bytes:
    return f"BT /F {size} Tf {x} {y} Td ({string}) Tj ET\n".encode()


def test_a_space_goes_by_the_size_of_letters(page_pdf: PagePdf) -> None:
    assert text(page_pdf(b"BT /F 4 Tf 50 700 Td [(small)-300(print)] TJ ET")) == "small print"
    assert text(page_pdf(b"BT /F 60 Tf 50 700 Td [(BI)-60(G)] TJ ET")) == "BIG"


@pytest.mark.parametrize(
    "drawn",
    [
        at(50, 700, "Rope and tar") + at(200, 700, "95.00"),
        at(50, 700, "Rope and tar") + b"BT /F 12 Tf 140 700 Td (95.00) Tj ET",
        b"BT /F 12 Tf 50 700 Td [(Rope and tar)-4000(95.00)] TJ ET",
        b"BT /F 12 Tf 50 700 Td (Rope and tar        95.00) Tj ET",
        at(200, 700, "Rope and tar") + at(600 - 200, 700, "95.00") + at(20, 600, "x"),
    ],
)
def test_a_blank_that_is_a_wide_gap_is_noted_and_one_between_words_is_not(drawn: bytes, page_pdf: PagePdf) -> None:
    read = lean(page_pdf(drawn))
    assert read.text.startswith("Rope and tar 95.00")
    assert read.gaps == (12,)


def test_columns_of_which_the_right_is_drawn_first_have_a_gap_between_them(page_pdf: PagePdf) -> None:
    read = lean(page_pdf(at(50, 700, "Item, price") + at(300, 650, "95.00") + at(50, 650, "A rope for the bell")))
    assert (read.text, read.gaps) == ("Item, price\n95.00 A rope for the bell", (17,))


def test_a_letter_that_says_it_is_the_mark_of_gaps_is_a_blank_like_others() -> None:
    font = hostile.FONT[:-2] + b"/ToUnicode 6 0 R>>"
    meaning = hostile.stream(b"1 beginbfchar <41> <0061001F0062> endbfchar")
    pages = b"<</Type/Pages/Kids[4 0 R]/Count 1>>"
    for drawn in (at(50, 700, "A"), b"BT /F 12 Tf 0 1 -1 0 300 300 Tm (A) Tj ET"):
        read = lean(hostile.raw_pdf([hostile.CATALOGUE, pages, font, hostile.page(5), hostile.stream(drawn), meaning]))
        assert (read.text, read.gaps) == ("a b", ())


def test_a_line_goes_by_the_size_of_letters(page_pdf: PagePdf) -> None:
    assert text(page_pdf(at(50, 700, "above", 2) + at(50, 697.8, "below", 2))) == "above\nbelow"


def test_a_letter_drawn_twice_to_make_it_bold_is_one_letter(page_pdf: PagePdf) -> None:
    assert text(page_pdf(at(50, 700, "CHICAGO") + at(50.4, 700, "CHICAGO"))) == "CHICAGO"
    assert text(page_pdf(b"BT /F 12 Tf 50 700 Td (C) Tj .3 0 Td (C) Tj 9 0 Td (H) Tj .3 0 Td (H) Tj ET")) == "CH"
    assert text(page_pdf(at(50, 700, "Ill"))) == "Ill"


def test_padding_under_the_next_column_makes_no_space_within_it(page_pdf: PagePdf) -> None:
    body = page_pdf(at(50, 700, "Oslo          ") + at(80, 700, "2015"))
    with pdfplumber.open(BytesIO(body)) as pdf:
        assert pdf.pages[0].extract_text() != "Oslo 2015"
    assert text(body) == "Oslo 2015"


def test_a_blank_between_two_words_is_a_space_however_narrow(page_pdf: PagePdf) -> None:
    assert text(page_pdf(b"BT /F 12 Tf -3 Tw 50 700 Td (two words) Tj ET")) == "two words"
    assert text(page_pdf(b"BT /F 12 Tf 50 700 Td (two) Tj ( ) Tj (words) Tj ET")) == "two words"


@pytest.mark.parametrize("matrix", [b"0 1 -1 0 300 300", b"0 -1 1 0 300 300"])
def test_turned_text_is_read_in_the_direction_it_is_drawn(matrix: bytes, page_pdf: PagePdf) -> None:
    content = b"BT /F 12 Tf %s Tm (All rights reserved.) Tj ET" % matrix
    assert text(page_pdf(at(50, 700, "Upright") + content)) == "Upright\nAll rights reserved."


def test_what_is_off_the_page_is_not_read_but_counted(page_pdf: PagePdf) -> None:
    read = lean(page_pdf(at(50, 700, "seen") + at(50, 900, "unseen") + at(560, 600, "half seen, half not")))
    assert "unseen" not in read.text
    assert read.text.startswith("seen\nhalf see")
    assert "not" not in read.text
    assert read.letters == len("seenunseenhalfseen,halfnot")


def test_columns_are_read_one_after_the_other(page_pdf: PagePdf) -> None:
    left = b"".join(at(50, 700 - 14 * n, f"left column line {n}") for n in range(9))
    right = b"".join(at(300, 700 - 14 * n, f"right column line {n}") for n in range(9))
    lines = text(page_pdf(left + right)).split("\n")
    assert lines == [f"left column line {n}" for n in range(9)] + [f"right column line {n}" for n in range(9)]


def test_a_stream_that_jumps_about_is_read_from_the_top_down(page_pdf: PagePdf) -> None:
    scattered = [at(50 + 30 * (n % 5), 700 - 20 * (n // 5), f"w{n}") for n in range(50)]
    got = text(page_pdf(b"".join(scattered[n * 7 % 50] for n in range(50))))
    assert got.split() == [f"w{n}" for n in range(50)]


def test_ligatures_are_taken_apart_and_letters_without_unicode_left_out_and_counted(page_pdf: PagePdf) -> None:
    read = lean(page_pdf(b"BT /F 12 Tf 50 700 Td (of\256ce \200 item) Tj ET"))
    assert (read.text, read.letters, read.unknown) == ("office item", 11, 1)


def test_two_texts_printed_in_one_place_are_each_kept_together(page_pdf: PagePdf) -> None:
    body = page_pdf(at(16, 700, "W7201_31", 9.4) + at(47, 700.9, "31", 7.4) + at(574, 700.9, "0", 7.4))
    assert text(body) == "W7201_31 31 0"


READ = {
    "ةيمسرلا ةديرجلا": "الجريدة الرسمية",
    "2022 ةنس سرام 6 ىف": "فى 6 مارس سنة 2022",
    "12.500,75 نم غلبم DVLA ىلإ": "إلى DVLA مبلغ من 12.500,75",
    "please see the book ملعلا راد (1999)": "please see the book دار العلم (1999)",
    "םולש": "שלום",
    "no such letters – é": "no such letters – é",
}


@pytest.mark.parametrize(("seen", "read"), READ.items())
def test_words_written_from_right_to_left_are_in_reading_order(seen: str, read: str) -> None:
    assert in_reading_order(seen) == read


def test_a_glyph_of_several_arabic_letters_keeps_their_order() -> None:
    assert in_reading_order("ر" + as_it_stands("لج")) == "لجر"
    assert as_it_stands("ffi") == "ffi"


def test_stock_text_is_to_be_had(page_pdf: PagePdf) -> None:
    body = page_pdf(at(50, 700, "CHICAGO") + at(50.4, 700, "CHICAGO"))
    with pdfplumber.open(BytesIO(body)) as pdf:
        stock = pdf.pages[0].extract_text()
    assert [page.text for page in StockPdfExtractor().pages(body)] == [stock]
    assert [page.text for page in PdfExtractor().pages(body)] == ["CHICAGO"] != [stock]
    assert StockPdfExtractor.name != PdfExtractor.name
