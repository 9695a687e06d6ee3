"""What the tests of extraction share: PDFs made on the spot, good and hostile, and a pool of readers."""

import zlib
from collections.abc import Callable, Iterator, Sequence

import pytest
from fpdf import FPDF

from indexer.extract.sandbox import ExtractionPool

MakePdf = Callable[..., bytes]


@pytest.fixture(scope="session")
def make_pdf() -> MakePdf:
    """Return a function that makes a PDF of the pages given; "" makes an empty page."""

    def make(*pages: str, password: str = "") -> bytes:
        pdf = FPDF()
        pdf.set_font("Helvetica", size=12)
        if password:
            pdf.set_encryption(owner_password=password, user_password=password)
        for page in pages:
            pdf.add_page()
            if page:
                pdf.multi_cell(0, text=page)
        return bytes(pdf.output())

    return make


def raw_pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects as they are, the first of them the catalogue."""
    body, offsets = b"%PDF-1.5\n", list[int]()
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return body + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        size, table, size, len(body)
    )  # fmt: skip


def _stream(content: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (entries, len(packed), packed)


def _page(contents: int, resources: bytes = b"") -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<<%s/Font<</F 3 0 R>>>>/Contents %d 0 R>>" % (
        resources, contents
    )  # fmt: skip


_CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_WORDS = b"BT /F 12 Tf 50 700 Td (Words that can be read) Tj ET"


@pytest.fixture(scope="session")
def endless_pdf() -> bytes:
    """Return a PDF whose first page is sound and whose second draws forms within forms, 10 to the power of 14 times."""
    depth, first = 14, 8
    forms = [
        _stream(b"/X Do " * 10, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % below)
        for below in range(first + 1, first + depth)
    ]
    last = _stream(b"0 0 m", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    pages = b"<</Type/Pages/Kids[4 0 R 6 0 R]/Count 2>>"
    hostile = _page(7, b"/XObject<</X %d 0 R>>" % first)
    return raw_pdf([_CATALOGUE, pages, _FONT, _page(5), _stream(_WORDS), hostile, _stream(b"/X Do "), *forms, last])


@pytest.fixture(scope="session")
def slow_pdf() -> Callable[..., bytes]:
    """Return a function that makes a PDF of three pages, the given of which draw 240 MB of nothing: that takes minutes."""

    def make(*slow: int) -> bytes:
        packed = zlib.compress(b"q Q " * (12 << 20), 9)
        endless = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
        pages = [_page(8 if number in slow else 7, b"/XObject<</X 9 0 R>>") for number in (1, 2, 3)]
        kids = b"<</Type/Pages/Kids[4 0 R 5 0 R 6 0 R]/Count 3>>"
        drawn = [_stream(_WORDS), _stream(b"/X Do " * 5), endless % (len(packed), packed)]
        return raw_pdf([_CATALOGUE, kids, _FONT, *pages, *drawn])

    return make


@pytest.fixture(scope="session")
def bursting_pdf() -> bytes:
    """Return a small PDF whose one page unpacks to a gigabyte."""
    packer = zlib.compressobj(9)
    mebibyte = b" " * (1 << 20)
    packed = b"".join(packer.compress(mebibyte) for _ in range(1024)) + packer.flush()
    content = b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)
    return raw_pdf([_CATALOGUE, b"<</Type/Pages/Kids[4 0 R]/Count 1>>", _FONT, _page(5), content])


@pytest.fixture(scope="session")
def page_pdf() -> Callable[..., bytes]:
    """Return a function that makes a PDF of one page: its content, Helvetica as /F, and forms as /X0, /X1 ..."""

    def make(content: bytes, *forms: bytes, page: bytes = b"") -> bytes:
        names = b"".join(b"/X%d %d 0 R" % (at, 6 + at) for at in range(len(forms)))
        resources = b"/XObject<<%s>>" % names
        own = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<<%s/Font<</F 3 0 R>>>>" % resources
        drawn = [_stream(form, own) for form in forms]
        first = _page(5, resources)[:-2] + page + b">>"
        return raw_pdf([_CATALOGUE, b"<</Type/Pages/Kids[4 0 R]/Count 1>>", _FONT, first, _stream(content), *drawn])

    return make


@pytest.fixture(scope="session")
def pool() -> Iterator[ExtractionPool]:
    """Return a pool of readers with all extractors imported."""
    with ExtractionPool() as opened:
        yield opened
