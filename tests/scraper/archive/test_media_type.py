"""A type is what the bytes say. The files here are made by the test, but for the corpus's."""

import csv
import io
import json
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.archive.containers import OLE_MARK
from scraper.archive.media_type import media_type

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MACRO_SHEET = "application/vnd.ms-excel.sheet.macroEnabled.12"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ITEM = "application/vnd.govuk.content-item+json"
MAIL = b"Received: from a by b\r\nFrom: a@example.org\r\nSubject: Lifebelts\r\n\r\nSee above.\r\n"


def zipped(*names: str, first: str = "") -> bytes:
    """A zip with these members; `first` is stored unpacked as the member "mimetype"."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        if first:
            archive.writestr("mimetype", first, zipfile.ZIP_STORED)
        for name in names:
            archive.writestr(name, "<x/>")
    return file.getvalue()


def ole(*names: str, inside: tuple[str, ...] = ()) -> bytes:
    """An OLE file of one directory sector: entries at the top, and some in a storage below."""

    def entry(name: str, left: int, right: int, child: int) -> bytes:
        text = name.encode("utf-16-le")
        links = struct.pack("<HBBIII", len(text) + 2, 1, 1, left, right, child)
        return (text.ljust(64, b"\0") + links).ljust(128, b"\0")

    none = 0xFFFFFFFF
    below = len(names) + 1 if inside else none
    entries = [entry("Root Entry", none, none, 1)]
    for i, name in enumerate(names, 1):
        entries.append(entry(name, none, i + 1 if i < len(names) else none, below if i == 1 else none))
    entries += [entry(name, none, none, none) for name in inside]
    header = bytearray(512)
    header[:8] = OLE_MARK
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<109I", header, 76, 0, *[none] * 108)
    directory = b"".join(entries)
    sectors = -(-len(directory) // 512)
    chain = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    return bytes(header) + table + directory.ljust(512 * sectors, b"\0")


BY_CONTENT = [
    (b"", "application/x-empty"),
    (b"%PDF-1.4\n1 0 obj", "application/pdf"),
    (b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n1 0 obj\n<<>>", "application/pdf"),
    (b"We write %PDF-1.4 at the start of our files.\n", "text/plain"),
    (b"\x89PNG\r\n\x1a\n\0\0", "image/png"),
    (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
    (b"II*\0\x08\0\0\0", "image/tiff"),
    (b"{\\rtf1 Lifebelts}", "application/rtf"),
    (zipped("[Content_Types].xml", "word/document.xml"), WORD),
    (zipped("[Content_Types].xml", "xl/workbook.xml"), SHEET),
    (zipped("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), MACRO_SHEET),
    (zipped("content.xml", first="application/vnd.oasis.opendocument.text"), "application/vnd.oasis.opendocument.text"),
    (zipped("letters/word/document.xml.txt"), "application/zip"),
    (zipped("[Content_Types].xml", "word/document.xml")[:60], "application/zip"),
    (zipped(), "application/zip"),
    (ole("WordDocument"), "application/msword"),
    (ole("Workbook", "WordDocument2"), "application/vnd.ms-excel"),
    (ole("__attach_1", "__properties_version1.0", inside=("WordDocument",)), "application/vnd.ms-outlook"),
    (ole("Pool", "Workbook", inside=("WordDocument",)), "application/vnd.ms-excel"),
    (ole("EncryptionInfo", "EncryptedPackage"), "application/encrypted"),
    (ole("Something"), "application/x-ole-storage"),
    (OLE_MARK, "application/x-ole-storage"),
    (b"<!DOCTYPE html>\n<title>x</title>", "text/html"),
    (b"\xef\xbb\xbf  <!-- saved --><HTML><body>x</body></HTML>", "text/html"),
    (b'<?xml version="1.0"?>\n<html xmlns="x"><p>x</p></html>', "text/html"),
    (b'<?xml version="1.0"?><feed/>', "application/xml"),
    (b"<p>One paragraph</p>", "text/html"),
    (b"<name withheld> wrote to us.", "text/plain"),
    (json.dumps({"schema_name": "gone", "base_path": "/x", "details": {}}).encode(), ITEM),
    (b'{"schema_name": "x"}', "application/json"),
    (b"[1, 2]", "application/json"),
    (b"[1] See the annex.", "text/plain"),
    (b"[" * 100_000, "text/plain"),
    (MAIL, "message/rfc822"),
    (b"From a@example.org Mon Jul 20 01:01:07 2015\n" + MAIL, "message/rfc822"),
    ((b"From a@example.org Mon Jul 20 01:01:07 2015\n" + MAIL.replace(b"\r", b"") + b"\n") * 2, "application/mbox"),
    (b"To: All staff\nFrom: The clerk\nDate: 1 May\nSubject: Lifebelts\n\nBuy some.\n", "text/plain"),
    (b"Note: this is a letter\nPS: it is\n\nDear Sir", "text/plain"),
    (b"item,cost,year\nbelts,1204,2019\nropes,88,2019\n", "text/csv"),
    (b"item;cost;year\rbelts;1.204,00;2019\rropes;88,00;2019\r", "text/csv"),
    (b"item\tcost\nbelts\t1204\nropes\t88\n", "text/tab-separated-values"),
    ("item,cost,year\nbelts,£1204,2019\nropes,£88,2019\n".encode("utf-16"), "text/csv"),
    (b"item,cost,year\nbelts,1\x00204,2019\n" + b"ropes,88,2019\n" * 20, "text/csv"),
    (b"Dear Sir, thank you, and goodbye.\nWe have none, sadly.\nYours, in haste, the clerk, A\n", "text/plain"),
    ("Kr\u00e4he \u2013 £5".encode("cp1252"), "text/plain"),
    (b"\0\1\2\3" * 50, "application/octet-stream"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), BY_CONTENT, ids=lambda value: value if isinstance(value, str) else "")
def test_content_says_what_it_is(body: bytes, expected: str) -> None:
    assert media_type(body) == expected


def test_a_picture_named_pdf_is_a_picture() -> None:
    assert media_type(b"\x89PNG\r\n\x1a\n\0\0", "answer.pdf") == "image/png"


def test_a_letter_named_csv_is_a_letter() -> None:
    assert media_type(b"Dear Sir\n\nNo.\n", "answer.csv") == "text/plain"


@pytest.mark.parametrize(
    ("body", "name", "expected"),
    [
        (b"item,cost\nbelts,1204\n", "spending.csv", "text/csv"),
        (b"item,cost\nbelts,1204\n", "", "text/plain"),
        (b"From: a\nTo: b\nSubject: c\n\nd\n", "letter.EML", "message/rfc822"),
        (b"From a Mon Jul 20 01:01:07 2015\n" + MAIL, "box.mbox", "application/mbox"),
        (b"<p>open", "page.htm", "text/html"),
    ],
)
def test_a_name_decides_between_plain_texts(body: bytes, name: str, expected: str) -> None:
    assert media_type(body, name) == expected


MARKS = (b"", OLE_MARK, b"PK\x03\x04", b"PK\x05\x06", b"%PDF-", b"{", b"[", b"<", b"From ", b"a,b\n")


@given(st.sampled_from(MARKS), st.binary(max_size=3000), st.text(max_size=10))
def test_no_bytes_make_it_fail(mark: bytes, rest: bytes, name: str) -> None:
    assert "/" in media_type(mark + rest, name)


@given(
    st.sampled_from([zipped("word/document.xml", "a"), ole("Workbook", "a")]),
    st.integers(0, 3000),
    st.binary(max_size=8),
)
def test_no_damage_makes_it_fail(body: bytes, at: int, damage: bytes) -> None:
    assert "/" in media_type(body[:at] + damage + body[at + len(damage) :])
    assert "/" in media_type(body[:at])


DISAGREEMENTS = {  # the manifest's types are another program's: here we know better, and why
    "humberside-police-odd-mime-type.eml": "message/rfc822",  # a mail; the manifest names the type of its text
    "many-attachments-date-header.eml": "message/rfc822",
    "lotus-notes-quoting.eml": "message/rfc822",
    "utf-7-conversion.eml": "message/rfc822",
    "no-part-charset-bad-utf8.eml": "message/rfc822",
    "riskassessment.csv": "text/csv",  # a table; its cells hold prose
    "broken-mime.pdf": "application/pdf",  # two line ends before %PDF-
    "empty.pdf": "application/x-empty",  # another name for the same
    "mueller-report-summaries.html": "text/html",  # XHTML
    "example-10k-1p.html": "text/html",
    "testMBOX_complex.mbox": "application/mbox",
}


@pytest.mark.corpus
def test_the_corpus_is_what_its_manifest_says(shared: Path) -> None:
    with (shared / "corpus-manifest.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wrong = {}
    for row in rows:
        name = row["path"].rpartition("/")[2]
        said = row["type"].partition("(")[2].rstrip(")")
        got = media_type((shared / "corpus" / row["path"]).read_bytes(), name)
        if got != DISAGREEMENTS.get(name, said):
            wrong[name] = (said, got)
    assert len(rows) == 117
    assert wrong == {}
