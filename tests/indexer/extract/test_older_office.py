"""Formats of before 2007: Word's and PowerPoint's binary files, and RTF. The files are put together here."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import EncryptedDocument, ExtractionError
from indexer.extract.base import Page
from indexer.extract.doc import DocExtractor, lines
from indexer.extract.msg_rtf import rtf_of
from indexer.extract.ppt import PptExtractor, slides
from indexer.extract.rtf import RtfExtractor
from tests.indexer.extract.office import ole


def doc(*pieces: str | bytes, flags: int = 0x0200, repeat: int = 1) -> bytes:
    """A Word 97 file: str pieces are kept in UTF-16, bytes in Windows-1252."""
    main = bytearray(0x400)
    struct.pack_into("<H", main, 0, 0xA5EC)
    struct.pack_into("<H", main, 0x0A, flags)
    positions, places = [0], list[bytes]()
    for piece in pieces:
        at = len(main)
        main += piece.encode("utf-16-le") if isinstance(piece, str) else piece
        for _ in range(repeat):
            positions.append(positions[-1] + len(piece))
            place = at if isinstance(piece, str) else 0x40000000 | at * 2
            places.append(struct.pack("<HIH", 0, place, 0))
    plc = struct.pack(f"<{len(positions)}I", *positions) + b"".join(places)
    clx = b"\x01\x02\x00\x07\x07" + b"\x02" + struct.pack("<I", len(plc)) + plc
    struct.pack_into("<II", main, 0x01A2, 0, len(clx))
    return ole({"WordDocument": bytes(main), "1Table": clx})


def text(extractor: DocExtractor | PptExtractor | RtfExtractor, body: bytes) -> str:
    (page,) = extractor.pages(body)
    return page.text


def test_a_word_file_is_put_together_from_its_pieces() -> None:
    assert text(DocExtractor(), doc("Ärger ", b"\xa35 a week\r", "Zeile zwei\r")) == "Ärger £5 a week\nZeile zwei"


def test_marks_of_cells_rows_and_fields_are_turned_into_what_they_mean() -> None:
    field = "\x13 HYPERLINK \x13 PAGE \x147\x15 \x14see here\x15"
    marked = f"item\x07cost\x07\x07life\x07£5\x07\x07{field}\x0c\x01soft\x1ehyphen"
    assert list(lines(marked)) == ["item | cost", "life | £5", "see here", "soft-hyphen"]


def test_a_word_95_file_is_one_run_of_letters() -> None:
    main = bytearray(b"\0" * 0x300 + b"The quick brown fox\r")
    struct.pack_into("<H", main, 0, 0xA5DC)
    struct.pack_into("<II", main, 0x18, 0x300, len(main))
    assert text(DocExtractor(), ole({"WordDocument": bytes(main)})) == "The quick brown fox"


def test_a_locked_word_file_is_an_encrypted_document() -> None:
    with pytest.raises(EncryptedDocument):
        list(DocExtractor().pages(doc("x", flags=0x0300)))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "OLE"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE"),
        (ole({"Workbook": b"x"}), "Word document"),
        (ole({"WordDocument": b"x"}), "older than version 6"),
        (doc("x")[: 512 * 4], "OLE|damaged"),
        (doc("many pieces " * 100, repeat=5000), "more than the whole"),
    ],
)
def test_what_is_no_word_file_is_an_extraction_error(body: bytes, said: str) -> None:
    with pytest.raises(ExtractionError, match=said):
        list(DocExtractor().pages(body))


def record(kind: int, body: bytes, *, instance: int = 0, container: bool = False) -> bytes:
    return struct.pack("<HHI", instance << 4 | (0xF if container else 0), kind, len(body)) + body


def show() -> bytes:
    """Two slides: the first has its title in the outline and a box drawn on it; then notes."""
    first = record(
        0x03EE, record(0xF00D, record(0x0FA0, "Box: £5".encode("utf-16-le")), container=True), container=True
    )
    second = record(0x03EE, b"", container=True)
    notes = record(0x03F0, record(0x0FA8, b"Say this"), container=True)
    outline = (
        record(0x03F3, struct.pack("<I", 1))
        + record(0x0FA8, b"Title\rPoint\x0bmore")
        + record(0x03F3, struct.pack("<I", 2))
    )
    listing = record(0x03E8, record(0x0FF0, outline, container=True), container=True)
    places = [len(first) * 0, len(first), len(first) + len(second)]
    directory = record(0x1772, struct.pack("<I", 3 << 20 | 1) + struct.pack("<3I", *places))
    return first + second + notes + listing + directory


def test_an_old_presentation_has_a_page_a_slide_and_its_notes_after() -> None:
    assert list(slides(show())) == [
        Page(1, "Title\nPoint\nmore\nBox: £5"),
        Page(2, "", warning="no text"),
        Page(3, "Say this", label="notes"),
    ]
    assert [page.text for page in PptExtractor().pages(ole({"PowerPoint Document": show()}))][2] == "Say this"


def test_a_locked_presentation_is_an_encrypted_document() -> None:
    user = struct.pack("<HHIII", 0, 0x0FF6, 20, 20, 0xF3D1C4DF)
    with pytest.raises(EncryptedDocument):
        list(PptExtractor().pages(ole({"PowerPoint Document": show(), "Current User": user})))


@given(st.binary(max_size=400))
def test_no_bytes_make_the_readers_of_records_fail(body: bytes) -> None:
    list(slides(body + show()[: len(body)]))
    list(lines(body.decode("latin-1")))
    rtf_of(struct.pack("<IIII", len(body) + 12, 10_000, 0x75465A4C, 0) + body)


def test_rtf_is_its_text_with_rows_as_lines() -> None:
    body = rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 Price: \'a35\par Caf\u233?\par \trowd a\cell b\cell\row}"
    assert text(RtfExtractor(), body).splitlines() == ["Price: £5", "Café", "a | b"]


def test_what_is_no_rtf_is_an_extraction_error() -> None:
    with pytest.raises(ExtractionError, match="RTF"):
        list(RtfExtractor().pages(b"Price"))


def test_packed_rtf_is_unpacked() -> None:
    """The example of the format's description, [MS-OXRTFCP] 3.1.1."""
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert rtf_of(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert rtf_of(packed[:30]) == b"{\\rtf1\\ansi\\ansicpg1252\\pard"[: len(rtf_of(packed[:30]))]
