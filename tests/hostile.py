"""Hostile PDFs made in sight of the tests: the seven kinds that hung, aborted or filled the memory of other readers."""

import zlib
from collections.abc import Sequence

CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
WORDS = b"BT /F 12 Tf 50 700 Td (Words that can be read) Tj ET"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
_ONE = b"<</Type/Pages/Kids[4 0 R]/Count 1>>"


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


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream that unpacks to this."""
    return packed_stream(zlib.compress(content, 9), entries)


def packed_stream(packed: bytes, entries: bytes = b"", filters: bytes = b"/FlateDecode") -> bytes:
    """A stream of bytes that are packed already."""
    return b"<<%s/Filter%s/Length %d>>stream\n%s\nendstream" % (entries, filters, len(packed), packed)


def page(contents: int, resources: bytes = b"") -> bytes:
    """A page with the font of object 3 as /F."""
    return b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<<%s/Font<</F 3 0 R>>>>/Contents %d 0 R>>" % (
        resources, contents
    )  # fmt: skip


def forms_within_forms() -> bytes:
    """A sound page, and one that draws forms within forms, 10 to the power of 14 times."""
    depth, first = 14, 8
    forms = [
        stream(b"/X Do " * 10, FORM + b"/Resources<</XObject<</X %d 0 R>>>>" % below)
        for below in range(first + 1, first + depth)
    ]
    pages = b"<</Type/Pages/Kids[4 0 R 6 0 R]/Count 2>>"
    hostile = page(7, b"/XObject<</X %d 0 R>>" % first)
    return raw_pdf([
        CATALOGUE, pages, FONT, page(5), stream(WORDS), hostile, stream(b"/X Do "), *forms, stream(b"0 0 m", FORM)
    ])  # fmt: skip


def burst(mebibytes: int = 1024) -> bytes:
    """A small PDF whose one page unpacks to so many mebibytes of spaces."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(mebibytes)) + packer.flush()
    return raw_pdf([CATALOGUE, _ONE, FONT, page(5), packed_stream(packed)])


def packed_twice() -> bytes:
    """A kilobyte that unpacks, twice, to 256 MB."""
    packed = zlib.compress(zlib.compress(b" " * (1 << 28), 9), 9)
    return raw_pdf([CATALOGUE, _ONE, FONT, page(5), packed_stream(packed, filters=b"[/FlateDecode/FlateDecode]")])


def letters_without_end() -> bytes:
    """20 million letters on one page."""
    return raw_pdf([CATALOGUE, _ONE, FONT, page(5), stream(b"BT /F 9 Tf 9 9 Td %sET" % (b"(A)Tj " * 20_000_000))])


def brackets() -> bytes:
    """5 million arrays, each in the one before."""
    return raw_pdf([CATALOGUE, _ONE, FONT, page(5), stream(b"[" * 5_000_000)])


def pages_without_end() -> bytes:
    """300,000 pages, all of them the same."""
    kids = b"<</Type/Pages/Kids[%s]/Count 300000>>" % (b"4 0 R " * 300_000)
    return raw_pdf([CATALOGUE, kids, FONT, page(5), stream(b"BT /F 9 Tf 9 9 Td (x) Tj ET")])


def loop_of_pages() -> bytes:
    """A list of pages that lists itself."""
    return raw_pdf([CATALOGUE, b"<</Type/Pages/Kids[2 0 R 4 0 R]/Count 99>>", FONT, page(5), stream(WORDS)])


SEVEN = {
    "forms within forms": forms_within_forms,
    "20 million letters": letters_without_end,
    "2 GB of spaces": lambda: burst(2048),
    "5 million brackets": brackets,
    "256 MB, packed twice": packed_twice,
    "300,000 pages": pages_without_end,
    "a loop of pages": loop_of_pages,
}
