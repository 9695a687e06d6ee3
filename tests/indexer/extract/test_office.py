"""Documents and presentations of office programs: all that a reader sees, table rows as lines, nothing hostile."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import EncryptedDocument, ExtractionError
from indexer.extract.base import Enclosed, Page
from indexer.extract.docx import DocxExtractor
from indexer.extract.flow import LONGEST, NO_TEXT, parts
from indexer.extract.odf import OdfExtractor
from indexer.extract.pptx import PptxExtractor
from tests.indexer.extract.office import ODP, ODT, A, P, R, docx, odf, paragraph, row, zipped


def text(body: bytes) -> str:
    (page,) = DocxExtractor().pages(body)
    assert isinstance(page, Page)
    return page.text


def test_a_word_document_is_its_paragraphs_and_its_tables_row_by_row() -> None:
    table = f"<w:tbl>{row('item', 'cost', '')}{row('life', '£1,204', 'each')}</w:tbl>"
    assert text(docx(paragraph("Dear ", "Sir,") + table + paragraph("Yours"))).splitlines() == [
        "Dear Sir,", "item | cost", "life | £1,204 | each", "Yours"
    ]  # fmt: skip


def test_headers_notes_and_comments_are_read_too() -> None:
    body = docx(
        paragraph("Body"),
        header1=paragraph("Head"), footer1=paragraph("Foot"), footnotes=paragraph("Note"),
        comments=f'<w:comment w:author="A clerk">{paragraph("Is this right?")}</w:comment>',
    )  # fmt: skip
    assert text(body).splitlines() == ["Head", "Body", "Note", "Comment by A clerk: Is this right?", "Foot"]


def test_what_is_not_shown_is_not_text_and_nothing_is_read_twice() -> None:
    deleted = (
        "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>kept</w:t></w:r></w:ins></w:p>"
    )
    field = "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>7</w:t></w:r></w:p>"
    box = "<w:r><w:Choice><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></w:Choice>"
    box += "<w:Fallback><w:t>boxed</w:t></w:Fallback></w:r>"
    around = f"<w:p><w:r><w:t>One </w:t></w:r>{box}<w:r><w:t>sentence</w:t></w:r></w:p>"
    assert text(docx(deleted + field + around)).splitlines() == ["kept", "7", "boxed", "One sentence"]


def test_tabs_and_breaks_part_words_but_tab_stops_are_no_tabs() -> None:
    stops = '<w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>'
    runs = "<w:r><w:t>Ref:</w:t><w:tab/><w:t>F-17</w:t><w:br/><w:t>next</w:t></w:r>"
    assert text(docx(f"<w:p>{stops}{runs}</w:p>")) == "Ref:\tF-17\nnext"


def test_a_table_within_a_cell_stays_in_its_row() -> None:
    inner = f"<w:tbl>{row('a', 'b')}</w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{inner}</w:tc><w:tc>{paragraph('c')}</w:tc></w:tr></w:tbl>"
    assert text(docx(outer)) == "a | b | c"


def test_embedded_files_are_enclosed_with_their_size() -> None:
    found = DocxExtractor().pages(docx(paragraph("See below"), **{"Annex.xlsx": b"PK rows"}))
    next(found)
    file = next(found)
    assert isinstance(file, Enclosed)
    assert (file.path, file.size, file.unpack()) == ("word/embeddings/Annex.xlsx", 7, b"PK rows")


def test_a_document_without_text_says_so() -> None:
    (page,) = DocxExtractor().pages(docx("<w:p/>"))
    assert isinstance(page, Page)
    assert (page.text, page.warning) == ("", NO_TEXT)


LINES = st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=3 * LONGEST // 2), max_size=6)


@given(LINES)
def test_long_documents_come_in_parts_that_lose_nothing(lines: list[str]) -> None:
    pages = list(parts(lines))
    assert "".join(page.text for page in pages).replace("\n", "") == "".join(lines)
    assert all(len(page.text) <= LONGEST + 1 for page in pages)
    assert [page.label for page in pages] == (
        [f"part {n}" for n in range(1, len(pages) + 1)] if len(pages) > 1 else [""]
    )


ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><w:document><w:p><w:t>&b;</w:t></w:p></w:document>'
BROKEN = [
    (b"", "not a readable zip"),
    (docx(paragraph("cut"))[:-40], "not a readable zip"),
    (zipped({"xl/workbook.xml": "<x/>"}), "no text part"),
    (zipped({"word/document.xml": "<w:p>"}), "its XML is damaged"),
    (zipped({"word/document.xml": ENTITIES}), "DOCTYPE"),
    (zipped({"word/document.xml": ENTITIES.encode("utf-16")}), "DOCTYPE"),
    (zipped({"word/document.xml": b"<w>" + b" " * (20 << 20) + b"</w>"}), "500 times its size"),
]


@pytest.mark.parametrize(("body", "said"), BROKEN)
def test_what_is_no_word_document_is_an_extraction_error(body: bytes, said: str) -> None:
    with pytest.raises(ExtractionError, match=said):
        list(DocxExtractor().pages(body))


def test_elements_in_elements_without_end_are_no_trouble() -> None:
    assert text(docx("<w:sdt>" * 50_000 + paragraph("deep") + "</w:sdt>" * 50_000)) == "deep"


@given(st.lists(st.sampled_from(["p", "tr", "tc", "tbl", "txbxContent", "Fallback", "comment", "t"]), max_size=12))
def test_no_order_of_elements_makes_it_fail(tags: list[str]) -> None:
    body = "".join(f"<w:{tag}>" for tag in tags) + "x" + "".join(f"</w:{tag}>" for tag in reversed(tags))
    list(DocxExtractor().pages(docx(body)))


def slide(*texts: str, show: str = "") -> str:
    shapes = "".join(f"<p:sp><p:txBody><a:p><a:r><a:t>{t}</a:t></a:r></a:p></p:txBody></p:sp>" for t in texts)
    return f"<p:sld {A} {P}{show}><p:spTree>{shapes}</p:spTree></p:sld>"


def pptx(**others: str) -> bytes:
    ids = '<p:sldId id="256" r:id="b"/><p:sldId id="257" r:id="a"/>'
    order = f"<p:presentation {P} {R}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>"
    related = """<Relationships><Relationship Id="a" Target="slides/slide1.xml"/>
      <Relationship Id="b" Target="/ppt/slides/slide2.xml"/></Relationships>"""
    notes = '<Relationships><Relationship Id="n" Target="../notesSlides/notesSlide1.xml"/></Relationships>'
    return zipped(
        {
            "ppt/presentation.xml": order,
            "ppt/_rels/presentation.xml.rels": related,
            "ppt/slides/slide1.xml": slide("Second", show=' show="0"'),
            "ppt/slides/slide2.xml": slide("First", "of two"),
            "ppt/slides/_rels/slide2.xml.rels": notes,
            "ppt/notesSlides/notesSlide1.xml": slide("Say this"),
            **others,
        }
    )


def test_a_presentation_has_a_page_a_slide_in_the_order_of_showing_with_notes() -> None:
    first, second = PptxExtractor().pages(pptx())
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert (first.number, first.text, first.label) == (1, "First\nof two\nSay this", "")
    assert (second.number, second.text, second.label) == (2, "Second", "slide 2 (hidden)")


def test_a_presentation_without_slides_is_an_extraction_error() -> None:
    with pytest.raises(ExtractionError, match="no slide"):
        list(PptxExtractor().pages(zipped({"ppt/presentation.xml": "<p/>"})))


def odf_pages(body: bytes) -> list[Page]:
    return list(OdfExtractor().pages(body))


def test_an_opendocument_text_is_read_like_a_word_document() -> None:
    body = """<office:text><text:tracked-changes><text:p>gone</text:p></text:tracked-changes>
      <text:h>Reply</text:h><text:p>Two<text:s text:c="2"/>spaces<text:note><text:note-citation>1</text:note-citation>
      <text:note-body><text:p>A note</text:p></text:note-body></text:note>, a note</text:p>
      <table:table><table:table-row><table:table-cell><text:p>item</text:p></table:table-cell>
      <table:table-cell><text:p>£5</text:p></table:table-cell></table:table-row></table:table></office:text>"""
    styles = '<x xmlns:s="s"><s:header><s:p>Head</s:p></s:header><s:footer><s:p>Foot</s:p></s:footer></x>'
    (page,) = odf_pages(odf(ODT, body, styles=styles))
    lines = ["Head", "Reply", "1 A note", "Two  spaces, a note", "item | £5", "Foot"]
    assert page.text.splitlines() == lines


def test_an_opendocument_presentation_has_a_page_a_slide() -> None:
    slides = "".join(
        f"<draw:page><draw:frame><draw:text-box><text:p>{t}</text:p></draw:text-box></draw:frame></draw:page>"
        for t in ("One", "", "Three")
    )
    got = odf_pages(odf(ODP, f"<office:presentation>{slides}</office:presentation>"))
    assert [(page.number, page.text, page.warning) for page in got] == [
        (1, "One", ""),
        (2, "", NO_TEXT),
        (3, "Three", ""),
    ]


def test_a_locked_opendocument_file_is_an_encrypted_document() -> None:
    manifest = "<m><file-entry><encryption-data/></file-entry></m>"
    with pytest.raises(EncryptedDocument):
        odf_pages(zipped({"content.xml": b"\x93\x02", "META-INF/manifest.xml": manifest}, first=ODT))


def test_an_opendocument_file_without_content_is_an_extraction_error() -> None:
    with pytest.raises(ExtractionError, match="no content"):
        odf_pages(zipped({"styles.xml": "<x/>"}, first=ODT))
    with pytest.raises(ExtractionError, match="DOCTYPE"):
        odf_pages(zipped({"content.xml": ENTITIES}, first=ODT))
