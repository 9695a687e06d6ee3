"""Who reads a page of a PDF, and what its record says of that."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from io import BytesIO

import pdfplumber
import pytest

from indexer.extract.base import Page
from indexer.extract.lean.budget import OverBudget, Unsure
from indexer.extract.lean.reader import Lean
from indexer.extract.pdf import PdfExtractor
from indexer.extract.pdf_page import NO_TEXT, Read, Rules, read_page
from indexer.extract.pdfium import Pdfium

MakePdf = Callable[..., bytes]
LETTER = "Lifebelts along the quay are inspected every spring"
NOTHING = Lean("", 0, 0)
FOUND = len(LETTER.replace(" ", ""))


@pytest.fixture
def read(make_pdf: MakePdf) -> Iterator[Callable[..., Read]]:
    """Return a function that has a page read whose lean reader returns or raises what it is told to."""
    body = make_pdf(LETTER)
    with pdfplumber.open(BytesIO(body)) as pdf, closing(Pdfium(body)) as peer:

        def read(
            lean: Lean | Exception, stock: Lean | Exception = NOTHING, *, doubtful: bool = False
        ) -> tuple[Page, bool]:
            def give(what: Lean | Exception) -> Callable[[object], Lean]:
                def rule(*_: object) -> Lean:
                    if isinstance(what, Exception):
                        raise what
                    return what

                return rule

            rules = Rules(give(lean), give(stock))
            return read_page(1, pdf.pages[0], rules, peer, doubtful=doubtful)

        yield read


Reading = Callable[..., Read]


def test_a_page_with_enough_letters_is_the_lean_readers(read: Reading) -> None:
    assert read(Lean("half of it", FOUND // 2 + 1, 0)) == (Page(1, "half of it"), False)


def test_a_page_with_too_few_letters_is_pdfiums(read: Reading) -> None:
    page, failed = read(Lean("Life", 4, 0))
    assert (page.text.strip(), failed) == (LETTER, False)
    assert page.warning == f"read by pdfium: pdfplumber found 4 of {FOUND} letters"


def test_where_much_was_read_pdfium_is_asked_only_if_something_is_amiss(read: Reading) -> None:
    much = Lean("much", 1000, 0)
    assert read(much)[0].text == "much"
    assert read(Lean("", 0, 0, amiss=True))[0].warning.startswith("read by pdfium")
    assert read(much, doubtful=True)[0].text == "much"


def test_letters_without_unicode_are_left_to_pdfium_if_it_knows_them(read: Reading) -> None:
    page, _ = read(Lean("L", 40, 30))
    assert page.text.strip() == LETTER
    assert page.warning == "read by pdfium: 30 of 40 letters have no Unicode to pdfplumber"
    page, _ = read(Lean("more than pdfium", 900, 271))
    assert (page.text, page.warning) == ("more than pdfium", "271 of 900 letters have no Unicode")


def test_a_page_the_lean_reader_is_unsure_of_is_pdfplumbers(read: Reading) -> None:
    page, _ = read(Unsure("odd operands"), Lean(LETTER, FOUND, 0, amiss=True))
    assert page == Page(1, LETTER, warning="read by pdfplumber itself: odd operands")


def test_a_page_pdfplumber_fails_on_is_pdfiums(read: Reading) -> None:
    page, failed = read(Unsure("odd operands"), KeyError("W"))
    assert (page.text.strip(), failed) == (LETTER, False)
    assert page.warning == "read by pdfium: pdfplumber failed on this page (KeyError: 'W')"


def test_a_page_that_costs_too_much_is_not_shown_to_pdfium(read: Reading) -> None:
    assert read(Unsure("odd operands"), OverBudget("too dear")) == (
        Page(1, "", warning="this page cannot be read: too dear"), True,
    )  # fmt: skip
    assert read(Lean("", 0, 0, "too dear")) == (Page(1, "", warning="this page cannot be read: too dear"), True)
    part = Page(1, "part", warning="not all of this page was read: too dear")
    assert read(Lean("part", 4, 0, "too dear")) == (part, False)


def test_running_out_of_memory_is_no_fault_of_the_page(read: Reading) -> None:
    with pytest.raises(MemoryError):
        read(Unsure("odd operands"), MemoryError())


def test_a_file_of_which_pdfplumber_finds_too_few_pages_is_pdfiums(make_pdf: MakePdf) -> None:
    whole = make_pdf("Lifebelts", "Ropes")
    body = re.sub(rb"/Type /Page\n", b"/Type /Pag_\n", whole, count=1)
    assert body != whole
    with pdfplumber.open(BytesIO(body)) as pdf, closing(Pdfium(body)) as peer:
        assert (len(pdf.pages), len(peer)) == (1, 2)
    pages = list(PdfExtractor().pages(body))
    assert [page.text.strip() for page in pages] == ["", "Ropes"]
    assert pages[1].warning == "read by pdfium: the file is damaged, pdfplumber found 1 of its 2 pages"


def test_pages_that_are_only_counted_are_not_believed_in(make_pdf: MakePdf) -> None:
    body = re.sub(rb"/Count 1\b", b"/Count 9", make_pdf("Lifebelts"))
    assert [page.text for page in PdfExtractor().pages(body)] == ["Lifebelts"]


def test_an_empty_page_has_no_text_layer(read: Reading, make_pdf: MakePdf) -> None:
    assert [page.warning for page in PdfExtractor().pages(make_pdf(""))] == [NO_TEXT]


def test_a_document_pdfium_cannot_open_has_no_pages_and_no_text() -> None:
    with closing(Pdfium(b"no")) as peer:
        assert (len(peer), peer.text(1), peer.characters(1)) == (0, "", 0)
