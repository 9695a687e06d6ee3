"""What a page may cost, what is taken from inside pdfminer, and what happens when either fails."""

import zlib
from collections.abc import Callable
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import ExtractionError
from indexer.extract.base import Page
from indexer.extract.lean import inner
from indexer.extract.lean.budget import GLYPHS, STREAM_BYTES, OverBudget, Unsure
from indexer.extract.lean.inflate import BoundedZlib, inflate_damaged
from indexer.extract.lean.reader import tuned_page
from indexer.extract.pdf import PdfExtractor

PagePdf = Callable[..., bytes]


def page_of(body: bytes) -> Page:
    (page,) = PdfExtractor().pages(body)
    return page


def failure(body: bytes) -> str:
    with pytest.raises(ExtractionError) as caught:
        list(PdfExtractor().pages(body))
    return str(caught.value)


def test_a_page_of_too_many_letters_is_read_as_far_as_the_budget_goes(page_pdf: PagePdf) -> None:
    page = page_of(page_pdf(b"BT /F 12 Tf 50 700 Td %s ET" % (b"(aaaaaaaaaa) Tj T*\n" * (GLYPHS // 10 + 1))))
    assert page.warning == "not all of this page was read: it holds more than 500,000 letters"
    assert page.text.startswith("aaaa")


def test_forms_drawn_too_often_end(page_pdf: PagePdf) -> None:
    tens = [b"/X%d Do " % at * 10 for at in range(1, 9)]
    assert "it draws forms more than 5,000 times" in failure(page_pdf(b"/X0 Do", *tens, b"0 0 m"))


def test_forms_too_deep_within_each_other_end(page_pdf: PagePdf) -> None:
    nest = [b"/X%d Do " % at for at in range(1, 30)]
    assert "it draws forms within forms, more than 20 deep" in failure(page_pdf(b"/X0 Do", *nest, b"0 0 m"))


def test_content_that_unpacks_to_too_much_ends(page_pdf: PagePdf) -> None:
    blank = b" " * (STREAM_BYTES - 1000)
    assert "more than 256 MB of content" in failure(page_pdf(b"/X0 Do " * 5, blank))
    assert "a stream in it unpacks to more than 64 MB" in failure(page_pdf(blank + b" " * 2000))


@given(st.binary(max_size=30_000), st.integers(0, 3), st.integers(0, 30_000))
def test_a_damaged_stream_gives_what_is_sound_in_it(body: bytes, level: int, at: int) -> None:
    packed = zlib.compress(body, level)
    assert BoundedZlib.decompress(packed) == body
    assert inflate_damaged(packed + b"more") == body
    assert body.startswith(inflate_damaged(packed[:at]))
    broken = packed[:at] + b"\xff" * 9 + packed[at + 9 :]
    one_by_one, unpacker = b"", zlib.decompressobj()
    try:
        for byte in broken:
            one_by_one += unpacker.decompress(bytes((byte,)))
    except zlib.error:
        pass
    assert inflate_damaged(broken) == one_by_one


def test_a_damaged_stream_may_not_unpack_to_too_much_either() -> None:
    packed = zlib.compress(b" " * (STREAM_BYTES + 1))
    for unpack in (BoundedZlib.decompress, inflate_damaged):
        with pytest.raises(OverBudget):
            unpack(packed)
    assert len(inflate_damaged(zlib.compress(b" " * STREAM_BYTES))) == STREAM_BYTES


def test_pdfplumber_and_pdfminer_are_those_whose_inside_is_known() -> None:
    """On an upgrade: run the corpus tests, read the differences, and only then change the two numbers."""
    assert (version("pdfplumber"), version("pdfminer.six")) == ("0.11.10", "20260107")
    pinned = Path(__file__).parents[3] / "pyproject.toml"
    assert '"pdfplumber==0.11.10"' in pinned.read_text(encoding="utf-8")


def test_every_inner_name_is_there(page_pdf: PagePdf) -> None:
    assert inner.missing() == ()
    with pdfplumber.open(BytesIO(page_pdf(b"BT ET"))) as pdf:
        page = pdf.pages[0]
        assert {*vars(page.page_obj)} >= {"mediabox", "rotate", "resources", "contents"}
        assert {*dir(page)} >= {"bbox", "close", "height", "initial_doctop", "mediabox", "page_obj", "pdf"}
        assert {*vars(pdf)} >= {"doc", "rsrcmgr"}
        assert {*vars(pdf.doc)} >= {"xrefs"}
        assert {*vars(inner.stream_value(None))} >= {"objid"}


@pytest.mark.parametrize("name", inner.NAMES)
def test_a_missing_inner_name_sends_pages_the_stock_way(
    name: str, page_pdf: PagePdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inner, "_found", lambda asked, found=inner._found: None if asked == name else found(asked))
    page = page_of(page_pdf(b"BT /F 12 Tf 50 700 Td (Lifebelts) Tj ET"))
    assert (page.text, page.warning) == ("Lifebelts", f"read by pdfplumber itself: this pdfminer has no {name}")


def test_writing_downwards_is_left_to_those_who_know() -> None:
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-V/DescendantFonts[<</Type/Font/Subtype/CIDFontType0"
        b"/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)>>/FontDescriptor<</FontName/A>>>>]>>"
    )
    content = b"BT /F 12 Tf 50 700 Td <00410042> Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>>>", font,
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
    ]  # fmt: skip
    body = b"%PDF-1.5\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, o) for n, o in enumerate(objects, 1))
    body += b"trailer<</Root 1 0 R/Size 6>>\n%%EOF"
    page = page_of(body)
    assert page.text.strip() == "AB"
    assert page.warning == "read by pdfium: 2 of 2 letters have no Unicode to pdfplumber"
    with pdfplumber.open(BytesIO(body)) as pdf, pytest.raises(Unsure, match="written downwards"):
        tuned_page(pdf.pages[0])
