"""PDF to text. The PDFs are made by the test."""

import re
from collections.abc import Callable

import pytest
from fpdf import FPDF

from indexer.errors import EncryptedDocument, ExtractionError
from indexer.extract.pdf import NO_TEXT, PdfExtractor
from indexer.extract.pdfium import Pdfium

MakePdf = Callable[..., bytes]


def texts(body: bytes) -> list[tuple[int, str, str]]:
    return [(page.number, page.text, page.warning) for page in PdfExtractor().pages(body)]


def test_pages_count_from_one_and_an_empty_one_says_so(make_pdf: MakePdf) -> None:
    assert texts(make_pdf("Lifebelts", "", "Ropes cost £88")) == [
        (1, "Lifebelts", ""), (2, "", NO_TEXT), (3, "Ropes cost £88", ""),
    ]  # fmt: skip


def test_a_locked_pdf_is_an_encrypted_document(make_pdf: MakePdf) -> None:
    with pytest.raises(EncryptedDocument, match="password"):
        texts(make_pdf("Lifebelts", password="quay"))  # noqa: S106 - a password for this test alone


@pytest.mark.parametrize("body", [b"", b"<html>404</html>", b"%PDF-1.7 cut short", b"%PDF-1.4\n%%EOF", b"\0" * 5000])
def test_what_is_not_a_pdf_is_an_extraction_error(body: bytes) -> None:
    with pytest.raises(ExtractionError):
        texts(body)


def test_a_pdf_cut_short_is_read_as_far_as_it_goes_or_refused(make_pdf: MakePdf) -> None:
    whole = make_pdf("Lifebelts", "Ropes")
    for end in range(0, len(whole), 97):
        try:
            got = texts(whole[:end])
        except ExtractionError:
            continue
        assert [number for number, _, _ in got] == list(range(1, len(got) + 1))


def test_junk_before_the_header_is_no_hindrance(make_pdf: MakePdf) -> None:
    assert texts(b"\r\n\r\n" + make_pdf("Lifebelts")) == [(1, "Lifebelts", "")]


def test_a_pdf_whose_table_has_lost_its_pages_is_read_by_pdfium_and_says_so(make_pdf: MakePdf) -> None:
    whole = make_pdf("Lifebelts")
    cut = re.sub(rb"xref\n0 \d+\n((?:\d+ \d+ [nf] ?\r?\n){2})(?:\d+ \d+ [nf] ?\r?\n)+", rb"xref\n0 2\n\1", whole)
    assert cut != whole
    ((number, text, warning),) = texts(cut)
    assert (number, text.strip()) == (1, "Lifebelts")
    assert "pdfium" in warning


def test_pdfium_has_no_pages_of_what_is_no_pdf() -> None:
    assert len(Pdfium(b"no")) == 0


def test_small_print_keeps_its_spaces(make_pdf: MakePdf) -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=5)
    pdf.cell(text="Your privacy is important to us")
    assert texts(bytes(pdf.output()))[0][1] == "Your privacy is important to us"
