"""Tables of PDFs made in sight: with lines all around, open sides, turned, beside hidden letters; and what is none."""

import zlib
from functools import cache
from pathlib import Path

import pytest
from fpdf import FPDF
from PIL import Image

from indexer.errors import EncryptedDocument, ExtractionError
from indexer.extract.base import SCAN
from indexer.extract.limits import Limits
from indexer.tables.finding import Found, find_tables
from indexer.tables.pdf import PdfTables
from indexer.tables.records import Cells, PageTables, unpack
from tests.hostile import raw_pdf

ROWS = (("Force", "Uses", "Cost"), ("Dorset", "121", "£4,510.20"), ("Kent", "103", "£3,900.00"))


class Pdf(FPDF):
    """A PDF with one font, and tables drawn by hand: what is tested is where the lines are."""

    def __init__(self) -> None:
        super().__init__(unit="pt")
        self.set_font("Helvetica", size=10)
        self.add_page()

    def grid(self, rows: tuple[Cells, ...], *, left: float = 60, top: float = 100, sides: bool = True) -> None:
        """Draw a table of columns 100 points wide, of which the outer sides may be open."""
        wide, high = 100, 20
        across, down = len(rows[0]), len(rows)
        for row in range(down + 1):
            self.line(left, top + row * high, left + across * wide, top + row * high)
        for column in range(across + 1) if sides else range(1, across):
            self.line(left + column * wide, top, left + column * wide, top + down * high)
        for y, row in enumerate(rows):
            for x, text in enumerate(row):
                self.text(left + x * wide + 5, top + y * high + 14, text)

    def bytes(self) -> bytes:
        return bytes(self.output())


def looked_at(body: bytes, options: str = "1 0") -> list[PageTables]:
    total, *pages = PdfTables(options).pages(body)
    assert [page.number for page in pages] == list(range(2, len(pages) + 2))
    assert not any(page.warning for page in pages)
    assert int(total.text) >= len(pages)
    return [unpack(page.text, number) for number, page in enumerate(pages, 1)]


def grids(pdf: Pdf) -> list[tuple[Cells, ...]]:
    (page,) = looked_at(pdf.bytes())
    return [piece.rows for piece in page.pieces]


def test_a_table_with_lines_around_its_cells_is_found_with_the_text_over_and_under_it() -> None:
    pdf = Pdf()
    pdf.text(60, 80, "Table 1: uses in 2019")
    pdf.grid(ROWS)
    pdf.text(60, 800, "Page 1 of 9")
    (page,) = looked_at(pdf.bytes())
    assert [piece.rows for piece in page.pieces] == [ROWS]
    assert (page.above, page.below) == (("Table 1: uses in 2019",), ("Page 1 of 9",))


def test_tables_come_from_top_to_bottom() -> None:
    pdf = Pdf()
    pdf.grid(ROWS[1:], top=400)
    pdf.grid(ROWS[:2], top=100)
    assert grids(pdf) == [ROWS[:2], ROWS[1:]]


def test_the_first_and_last_column_are_there_where_the_sides_are_open() -> None:
    pdf = Pdf()
    pdf.grid(ROWS, sides=False)
    assert grids(pdf) == [ROWS]


@pytest.mark.parametrize("turn", [90, -90])
def test_a_table_that_lies_on_its_side_is_read_as_if_the_page_were_turned(turn: int) -> None:
    pdf = Pdf()
    with pdf.rotation(turn, x=300, y=300):
        pdf.grid(ROWS, left=150, top=250)
    assert grids(pdf) == [ROWS]


def test_rows_without_lines_between_them_are_rows_where_figures_stand_in_them() -> None:
    pdf = Pdf()
    for x in (60, 160, 260):
        pdf.line(x, 100, x, 200)
    for y in (100, 120, 200):
        pdf.line(60, y, 260, y)
    for y, (label, figure) in enumerate([("Force", "Uses"), ("Dorset", "121"), ("Kent", "103"), ("Gwent", "1,204")]):
        pdf.text(65, 114 + 20 * y, label)
        pdf.text(165, 114 + 20 * y, figure)
    assert grids(pdf) == [(("Force", "Uses"), ("Dorset", "121"), ("Kent", "103"), ("Gwent", "1,204"))]


def test_letters_that_are_white_on_white_are_no_part_of_a_table() -> None:
    pdf = Pdf()
    pdf.set_fill_color(0, 0, 90)
    pdf.rect(60, 100, 300, 20, style="F")
    pdf.grid((("", "", ""), *ROWS[1:]))
    pdf.set_text_color(255)
    for x, text in enumerate(ROWS[0]):
        pdf.text(65 + 100 * x, 114, text)
    pdf.text(330, 134, "9")
    assert grids(pdf) == [ROWS]


def test_grounds_filled_with_white_under_each_line_of_text_make_no_rows() -> None:
    pdf = Pdf()
    pdf.set_fill_color(255)
    for y in (144, 154, 164):
        pdf.rect(61, y, 98, 10, style="F")
    for y in (100, 120, 180):
        pdf.line(60, y, 260, y)
    for x in (60, 160, 260):
        pdf.line(x, 100, x, 180)
    placed = [(65, 114, "Item"), (165, 114, "Note"), (65, 152, "Rope,"), (65, 162, "tarred"), (165, 152, "Late")]
    for x, y, text in placed:
        pdf.text(x, y, text)
    assert grids(pdf) == [(("Item", "Note"), ("Rope, tarred", "Late"))]


def test_a_word_that_crosses_a_line_is_whole() -> None:
    pdf = Pdf()
    pdf.grid((("Item", "Cost"), ("", "£5"), ("Rope", "£3")))
    pdf.text(110, 134, "Initial investment"[8:])
    assert grids(pdf) == [(("Item", "Cost"), ("investment", "£5"), ("Rope", "£3"))]


def test_prose_underlined_words_and_boxes_are_no_tables() -> None:
    pdf = Pdf()
    pdf.multi_cell(400, text="We hold the information you asked for, but it is exempt. " * 12, border=1)
    pdf.ln()
    for width in (120, 200, 90):
        pdf.cell(width, 20, "Ref 12/2019", border=1, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font(style="U")
    pdf.multi_cell(400, text="Section 40(2): personal data")
    assert grids(pdf) == []


def test_words_in_columns_without_lines_are_left_alone() -> None:
    pdf = Pdf()
    for y, row in enumerate(ROWS):
        for x, text in enumerate(row):
            pdf.text(60 + 100 * x, 100 + 20 * y, text)
    assert grids(pdf) == []


def test_only_the_pages_asked_for_are_looked_at() -> None:
    pdf = Pdf()
    pdf.grid(ROWS)
    pdf.add_page()
    pdf.grid(ROWS[:2])
    pages = list(PdfTables("2 2").pages(pdf.bytes()))
    assert (pages[0].text, len(pages)) == ("2", 2)
    assert unpack(pages[1].text, 2).pieces[0].rows == ROWS[:2]
    assert len(list(PdfTables("3 3").pages(pdf.bytes()))) == 1


@pytest.mark.parametrize("body", [b"", b"<html>404</html>", b"%PDF-1.7 cut short"])
def test_what_is_not_a_pdf_is_an_extraction_error(body: bytes) -> None:
    with pytest.raises(ExtractionError):
        list(PdfTables("1 0").pages(body))


# In children, as they come from outside.

PDF = "application/pdf"
LIMITS = Limits(memory=400 << 20, wall_seconds=120, page_seconds=60)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where a test's PDF is written."""
    return tmp_path / "file.pdf"


def find(file: Path, body: bytes, page: int | None = None) -> Found:
    file.write_bytes(body)
    return find_tables(file, PDF, LIMITS, page)


def table_stream(words: tuple[str, str, str, str]) -> bytes:
    """A page's content: two rows of two cells with lines around them."""
    lines = b"".join(b"50 %d m 250 %d l S " % (y, y) for y in (700, 680, 660))
    lines += b"".join(b"%d 660 m %d 700 l S " % (x, x) for x in (50, 150, 250))
    places = ((55, 685), (155, 685), (55, 665), (155, 665))
    texts = b"".join(
        b"BT /F 10 Tf %d %d Td (%s) Tj ET " % (*place, word.encode()) for place, word in zip(places, words, strict=True)
    )
    return b"<</Length %d>>stream\n%s\nendstream" % (len(lines + texts), lines + texts)


def pages_of(*streams: bytes) -> bytes:
    """A PDF of pages with these content streams."""
    first = 4
    kids = b" ".join(b"%d 0 R" % (first + 2 * n) for n in range(len(streams)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(streams)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, stream in enumerate(streams):
        resources = b"/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>"
        objects += [b"<</Type/Page/Parent 2 0 R%s/Contents %d 0 R>>" % (resources, first + 2 * number + 1), stream]
    return raw_pdf(objects)


@cache
def bursting_stream() -> bytes:
    """A stream that unpacks to half a gigabyte."""
    packer = zlib.compressobj(1)
    mebibyte = b" " * (1 << 20)
    packed = b"".join(packer.compress(mebibyte) for _ in range(512)) + packer.flush()
    return b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)


def test_a_page_that_ends_its_reader_is_named_and_the_others_are_given(file: Path) -> None:
    one, three = ("Item", "Cost", "Rope", "3"), ("Item", "Cost", "Tar", "5")
    found = find(file, pages_of(table_stream(one), bursting_stream(), table_stream(three)))
    assert [(table.rows, table.pages) for table in found.tables] == [((("Rope", "3"),), (1,)), ((("Tar", "5"),), (3,))]
    assert found.failures == ("page 2: needed more than 400 MB of memory",)
    assert found.pages == 3


def test_after_so_many_such_pages_the_rest_is_given_up_and_that_is_said(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.tables.finding._MOST_DEATHS", 1)
    sound = table_stream(("Item", "Cost", "Rope", "3"))
    found = find(file, pages_of(bursting_stream(), sound, sound))
    assert found.tables == ()
    assert found.failures[1] == "pages 2 to 3 were not looked at after that"


def test_a_page_of_its_own_is_found_without_the_others(file: Path) -> None:
    body = pages_of(bursting_stream(), table_stream(("Item", "Cost", "Rope", "3")))
    found = find(file, body, 2)
    assert ([table.pages for table in found.tables], found.failures) == ([(2,)], ())
    assert find(file, body, 3) == Found((), 2)


def test_a_locked_pdf_is_an_encrypted_document(file: Path) -> None:
    pdf = Pdf()
    pdf.set_encryption(owner_password="a", user_password="b")  # noqa: S106 - made here
    pdf.grid(ROWS)
    with pytest.raises(EncryptedDocument):
        find(file, pdf.bytes())


def test_a_page_that_is_a_picture_is_said_to_be_one() -> None:
    pdf = Pdf()
    pdf.image(Image.new("L", (40, 40), 128), 0, 0, 595, 842)
    _, page = PdfTables("1 0").pages(pdf.bytes())
    assert page.how == SCAN
