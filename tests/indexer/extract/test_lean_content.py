"""The lean reader under pdfplumber's rules gives what pdfplumber gives: content written here, or made up at random."""

from collections.abc import Callable
from io import BytesIO

import pdfplumber
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.extract.lean.reader import stock_page, tuned_page

PagePdf = Callable[..., bytes]


def both(body: bytes) -> tuple[str, str]:
    """The lean reader's text and pdfplumber's."""
    with pdfplumber.open(BytesIO(body)) as pdf:
        return stock_page(pdf.pages[0]).text, pdf.pages[0].extract_text()


CONTENTS = {
    "strings with escapes": rb"BT /F 12 Tf 50 700 Td (a\(b\)\\ \101\60 c\
d) Tj ET",
    "brackets within a string": b"BT /F 12 Tf 50 700 Td (a (b (c) d) e) Tj ET",
    "a string that never ends": b"BT /F 12 Tf 50 700 Td (good) Tj (bad Tj ET",
    "hexadecimal strings, one cut short": b"BT /F 12 Tf 50 700 Td <48 65 6C6C6F> Tj 0 -20 Td <48656> Tj ET",
    "an array with kerning": b"BT /F 12 Tf 50 700 Td [(K)80(ern)-20(ing)-400(and )(gaps)] TJ ET",
    "two numbers in one": b"BT /F 12 Tf 50 700 Td 1-2 Td [(a)1-900(b)] TJ ET",
    "an operator within an array": b"BT /F 12 Tf 50 700 Td [(lost) Tj (kept)] TJ ET",
    "an array within an array": b"BT /F 12 Tf 50 700 Td [(a) [(b)] (c)] TJ ET",
    "a comment": b"BT /F 12 Tf % (no) Tj\n50 700 Td (yes) Tj ET",
    "saved and restored": b"BT /F 12 Tf q 20 TL 50 700 Td (a) Tj Q 60 600 Td (b) Tj T* (c) Tj ET",
    "leading": b"BT /F 12 Tf 14 TL 50 700 Td (a) Tj T* (b) Tj (c) ' 0 -30 TD (d) Tj T* (e) Tj ET",
    "spacing": b"BT /F 12 Tf 2 Tc 9 Tw 80 Tz 3 Ts 50 700 Td (a b) Tj 50 0 Td [(c d) -10 (e)] TJ ET",
    "matrices": b"q 2 0 0 .5 10 20 cm BT /F 12 Tf 1 0 .3 1 50 700 Tm (leaning) Tj ET Q BT /F 9 Tf 9 9 Td (x) Tj ET",
    "turned text": b"BT /F 12 Tf 0 1 -1 0 300 300 Tm (upwards) Tj 0 -1 1 0 400 300 Tm (down) Tj ET",
    "an inline image": b"BI /W 2 /H 1 /IM true /BPC 8 ID \x00(Tj EI BT /F 12 Tf 50 700 Td (after) Tj ET",
    "an image in base 85": b"BI /W 1 /H 1 /F /A85 ID <~EI (x) Tj ~> EI BT /F 12 Tf 50 700 Td (after) Tj ET",
    "marked content": b"/P <</MCID 0>> BDC /Span <</ActualText(x)>> BDC BT /F 12 Tf 50 700 Td (a) Tj ET EMC EMC",
    "drawing": b"1 0 0 RG .5 w [3 2] 0 d 9 9 m 99 9 l S /G0 gs 0 0 5 5 re f* BT /F 12 Tf 50 700 Td (a) Tj ET 1 j W* n",
    "a font that is not there": b"BT /F 12 Tf 50 700 Td (a) Tj /Nobody 12 Tf (b) Tj ET",
    "text without a font": b"BT 50 700 Td (a) Tj ET",
    "too few operands": b"BT /F 12 Tf Td 50 700 Td 1 0 Tm Tj TJ cm Tf (a) Tj ET",
}


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS.keys())
def test_content_is_read_as_pdfplumber_reads_it(content: bytes, page_pdf: PagePdf) -> None:
    lean, stock = both(page_pdf(content))
    assert lean == stock


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_pdfplumber_reads_it(turn: int, page_pdf: PagePdf) -> None:
    content = b"BT /F 12 Tf 50 700 Td (one two) Tj 0 -20 Td (three) Tj ET"
    lean, stock = both(page_pdf(content, page=b"/Rotate %d" % turn))
    assert lean == stock != ""


def test_forms_are_drawn_where_they_are_put_and_one_within_itself_is_not(page_pdf: PagePdf) -> None:
    inner, outer = b"BT /F 12 Tf 50 700 Td (inner) Tj ET /X1 Do", b"/X0 Do BT /F 9 Tf 50 500 Td (outer) Tj ET"
    lean, stock = both(page_pdf(b"q 1 0 0 1 0 -50 cm /X1 Do Q /Nobody Do /X0 Do", inner, outer))
    assert lean == stock
    assert sorted(lean.split()) == ["inner", "inner", "outer", "outer"]


def test_a_double_quote_begins_a_line_as_the_standard_says(page_pdf: PagePdf) -> None:
    with pdfplumber.open(BytesIO(page_pdf(b'BT /F 12 Tf 20 TL 50 700 Td (a) Tj 0 0 (b) " ET'))) as pdf:
        assert stock_page(pdf.pages[0]).text == tuned_page(pdf.pages[0]).text == "a\nb"


def _number(low: int, high: int) -> st.SearchStrategy[bytes]:
    return st.integers(low * 10, high * 10).map(lambda n: b"%d.%d" % (n // 10, n % 10))


_LETTERS = st.text("ab i.W-", min_size=1, max_size=6).map(lambda text: b"(%s)" % text.encode())
_HEX = st.binary(min_size=1, max_size=4).map(lambda raw: b"<%s>" % bytes(65 + b % 26 for b in raw).hex().encode())
_ARRAY = st.lists(_LETTERS | _HEX | _number(-900, 300), max_size=6).map(lambda items: b"[%s]" % b" ".join(items))
_STATEMENT = st.one_of(
    st.tuples(_number(-90, 90), _number(-40, 10), st.sampled_from([b"Td", b"TD"])),
    st.tuples(_LETTERS | _HEX, st.sampled_from([b"Tj", b"'"])),
    st.tuples(_ARRAY, st.just(b"TJ")),
    st.tuples(_number(0, 3), st.sampled_from([b"Tc", b"Tw", b"Ts", b"TL", b"w", b"Tr"])),
    st.tuples(_number(60, 140), st.just(b"Tz")),
    st.tuples(st.just(b"/F"), _number(4, 20), st.just(b"Tf")),
    st.tuples(*[_number(-1, 2)] * 4, _number(50, 500), _number(50, 700), st.sampled_from([b"Tm", b"cm"])),
    st.tuples(_number(0, 9), _number(0, 9), st.sampled_from([b"m", b"l"])),
    st.sampled_from([b"q", b"Q", b"T*", b"BT 50 600 Td", b"ET", b"/P BMC", b"EMC", b"S"]).map(lambda word: (word,)),
)
_CONTENT = st.lists(_STATEMENT.map(b" ".join), max_size=25).map(lambda lines: b"\n".join([b"/F 12 Tf", *lines]))


@given(_CONTENT)
@example(b"/F 12 Tf\n[(a)-0.5(b)] TJ")
def test_made_up_content_is_read_as_pdfplumber_reads_it(page_pdf: PagePdf, content: bytes) -> None:
    lean, stock = both(page_pdf(content))
    assert lean == stock


@given(_CONTENT)
def test_made_up_content_has_the_same_letters_by_either_rules(page_pdf: PagePdf, content: bytes) -> None:
    with pdfplumber.open(BytesIO(page_pdf(content))) as pdf:
        by_stock, by_tuned = stock_page(pdf.pages[0]), tuned_page(pdf.pages[0])
    assert by_tuned.letters == by_stock.letters
    assert set(by_tuned.text) <= set(by_stock.text) | set(" \n")
