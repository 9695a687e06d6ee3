"""Tables of workbooks, delimited text, web pages, content items, Word and OpenDocument files."""

import json
from typing import Protocol

import pytest

from indexer.errors import EncryptedDocument, ExtractionError
from indexer.extract.base import Page
from indexer.extract.delimited import DelimitedExtractor
from indexer.extract.sheet import SheetExtractor
from indexer.tables import html
from indexer.tables.html import ContentItemTables, HtmlTables, pieces
from indexer.tables.joining import joined
from indexer.tables.office import DocxTables, OdtTables
from indexer.tables.records import Cells, Piece, Table, unpack
from indexer.tables.sheet import DelimitedTables, SheetTables
from tests.indexer.extract.office import ODT, cells, docx, odf, paragraph, row, xlsx, zipped


class Reader(Protocol):
    def pages(self, body: bytes) -> object: ...


def tables(reader: Reader, body: bytes) -> list[Table]:
    head, *pages = reader.pages(body)  # type: ignore[misc,attr-defined]
    assert head == Page(1, "0")
    return list(joined(unpack(page.text, number) for number, page in enumerate(pages, 1)))


def web(text: str) -> list[Piece]:
    return list(pieces(f"<html><body>{text}</body></html>"))


def rows(text: str) -> tuple[Cells, ...]:
    (piece,) = web(text)
    return piece.rows


def test_each_sheet_is_a_table_named_as_the_sheet_with_the_pages_its_text_has() -> None:
    many = "".join(cells(n, f"rope {n}", n / 2) for n in range(2, 231))
    head = cells(1, "item", "cost")
    body = xlsx({"Ropes": head + many, "Empty": "", "Tar": head}, hidden=("Tar",))
    ropes, tar = tables(SheetTables("1 0"), body)
    assert (ropes.title, ropes.header, len(ropes.rows)) == ("Ropes", ("item", "cost"), 229)
    assert ropes.rows[120] == ("rope 122", "61")
    assert (ropes.pages[0], ropes.pages[98], ropes.pages[99], ropes.pages[-1]) == (1, 1, 2, 3)
    assert (tar.title, tar.header, tar.rows) == ("Tar (hidden)", (), (("item", "cost"),))
    assert [page.label for page in SheetExtractor().pages(body)][3] == "Tar (hidden), rows 1-1"


def test_a_delimited_text_is_one_table_with_the_pages_its_text_has() -> None:
    body = b"item;cost\n" + b'"rope; tarred";3\n' * 150
    (table,) = tables(DelimitedTables("1 0"), body)
    assert (table.header, len(table.rows)) == (("item", "cost"), 150)
    assert table.rows[0] == ("rope; tarred", "3")
    assert (table.pages[98], table.pages[99]) == (1, 2)
    assert len(list(DelimitedExtractor().pages(body))) == 2
    assert tables(DelimitedTables("1 0"), b"") == []


def test_a_web_page_s_table_has_its_caption_and_its_heading() -> None:
    (piece,) = web(
        "<table><caption>Uses, <i>2019</i></caption><thead><tr><th>1<th>2</thead>"
        "<tr><th>Dorset<td>121</tr><tr><th>Kent<td>1<b>0</b>3<br>so far<p>and more</table>"
    )
    assert piece == Piece((("1", "2"), ("Dorset", "121"), ("Kent", "103 so far and more")), "Uses, 2019", headed=True)


def test_cells_over_several_places_stand_in_their_first() -> None:
    text = "<tr><td rowspan=2>a<td colspan=2>b</tr><tr><td>c<td>d</tr><tr><td>e<td rowspan=99>f<td>g</tr><tr><td>h<td>i"
    assert rows(f"<table>{text}</table>") == (("a", "b", ""), ("", "c", "d"), ("e", "f", "g"), ("h", "", "i"))


def test_tables_that_arrange_a_page_are_none() -> None:
    inner = "<table><tr><td>a<td>b</tr><tr><td>c<td>d</tr></table>"
    assert [piece.rows for piece in web(f"<table><tr><td>Menu<td>{inner}</tr><tr><td>x<td>y</table>")] == [
        (("a", "b"), ("c", "d"))
    ]
    assert web(inner.replace("<table>", "<table role=presentation>")) == []
    assert web("<table><tr><td>Menu<td>Text</table>") == []


def test_what_is_not_seen_on_a_web_page_is_not_in_its_tables() -> None:
    assert rows("<table><tr><td>a<script>1</script><td>b</tr><tr><td>c<!-- 2 --><td>d<style>3</style></table>") == (
        ("a", "b"), ("c", "d"),
    )  # fmt: skip


@pytest.mark.parametrize("number", ["-1", "0", "x", "", "\u0663", "9" * 400])
def test_spans_that_are_none_are_one_or_bounded(number: str) -> None:
    first, *_ = rows(f"<table><tr><td>a<td>b</tr><tr><td>c<td>d<td rowspan={number} colspan={number}>e</table>")
    assert [cell for cell in first if cell] == ["a", "b"]


def test_a_page_of_cells_that_say_they_are_wide_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MOST_CELLS", 5000)
    with pytest.raises(ExtractionError, match="more than 5,000 cells"):
        web("<table>" + "<tr><td colspan=1000>a<td>b</tr>" * 10 + "</table>")


@pytest.mark.parametrize("text", ["", "   ", "<!-- -->", "<table>", "<table><tr></table>", "<td>a<td>b", "\0"])
def test_a_page_without_tables_has_none(text: str) -> None:
    assert list(pieces(text)) == []
    assert tables(HtmlTables("1 0"), text.encode()) == []


def test_elements_nested_too_deeply_are_an_extraction_error() -> None:
    with pytest.raises(ExtractionError, match="nested too deeply"):
        list(pieces("<div>" * 100_000 + "<table><tr><td>a<td>b</tr><tr><td>c<td>d"))


def test_the_body_of_a_content_item_has_its_tables() -> None:
    body = "<p>Costs</p><table><tr><th>Item<th>Cost</tr><tr><td>Rope<td>3</tr><tr><td>Tar<td>5</table>"
    (table,) = tables(ContentItemTables("1 0"), json.dumps({"details": {"body": body}}).encode())
    assert (table.header, table.rows) == (("Item", "Cost"), (("Rope", "3"), ("Tar", "5")))
    with pytest.raises(ExtractionError):
        tables(ContentItemTables("1 0"), b"[]")


def test_the_tables_of_a_word_document_and_those_in_their_cells() -> None:
    inner = f"<w:tc>{paragraph('see')}<w:tbl>{row('a', 'b')}{row('c', 'd')}</w:tbl></w:tc>"
    wide = f"<w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{paragraph('Costs')}</w:tc>{inner}</w:tr>"
    outer = f"<w:tbl>{row('Item', 'Cost', 'Note')}{wide}{row('Rope', '3', 'late')}</w:tbl>"
    found = tables(DocxTables("1 0"), docx(paragraph("Dear Sir") + outer + paragraph("Yours")))
    assert [(table.header, table.rows) for table in found] == [
        (("a", "b"), (("c", "d"),)),
        (("Item", "Cost", "Note"), (("Costs", "", "see"), ("Rope", "3", "late"))),
    ]


def test_deleted_text_and_breaks_in_cells_of_word() -> None:
    cell = "<w:tc><w:p><w:r><w:t>Rope,</w:t><w:br/><w:t>tarred</w:t><w:delText>cheap</w:delText></w:r></w:p></w:tc>"
    (table,) = tables(
        DocxTables("1 0"), docx(f"<w:tbl>{row('Item', 'Cost')}<w:tr>{cell}{cell}</w:tr>{row('a', 'b')}</w:tbl>")
    )
    assert table.rows[0] == ("Rope, tarred", "Rope, tarred")


def test_the_tables_of_an_opendocument_text() -> None:
    def line(*texts: str) -> str:
        inside = "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in texts)
        return f"<table:table-row>{inside}</table:table-row>"

    repeated = (
        "<table:table-row><table:table-cell table:number-columns-repeated='2'/><table:table-cell><text:p>5</text:p>"
        "</table:table-cell></table:table-row>"
    )
    lines = line("Item", "Cost", "Net") + line("Rope", "3", "4") + repeated
    body = f"<office:text><table:table>{lines}</table:table></office:text>"
    (table,) = tables(OdtTables("1 0"), odf(ODT, body))
    assert (table.header, table.rows) == (("Item", "Cost", "Net"), (("Rope", "3", "4"), ("", "", "5")))
    locked = zipped({"META-INF/manifest.xml": "<m><encryption-data/></m>", "content.xml": b"\x01"}, first=ODT)
    with pytest.raises(EncryptedDocument):
        tables(OdtTables("1 0"), locked)


@pytest.mark.parametrize("reader", [SheetTables("1 0"), DocxTables("1 0"), OdtTables("1 0")])
@pytest.mark.parametrize("body", [b"", b"PK\x03\x04", b"\0" * 5000, docx(paragraph("x"))[:-30]])
def test_what_is_no_such_file_is_an_extraction_error(reader: Reader, body: bytes) -> None:
    with pytest.raises(ExtractionError):
        tables(reader, body)
