"""Small office files, made with the standard library: what the tests of their readers are given."""

import io
import struct
import zipfile
from collections.abc import Mapping

from scraper.archive.containers import OLE_MARK

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
O = (  # noqa: E741 - named like the others
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
ODT = "application/vnd.oasis.opendocument.text"
ODP = "application/vnd.oasis.opendocument.presentation"
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def zipped(members: Mapping[str, bytes | str], first: str = "") -> bytes:
    """A zip of these; `first` goes before them, unpacked, as "mimetype"."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        if first:
            archive.writestr("mimetype", first, zipfile.ZIP_STORED)
        for name, body in members.items():
            archive.writestr(name, body)
    return file.getvalue()


def docx(body: str, **parts: str | bytes) -> bytes:
    """A Word document; `parts` are further ones by name ("header1"), or embedded files by theirs."""
    others = {
        f"word/{name}.xml": f"<w:x {W}>{xml}</w:x>" if isinstance(xml, str) else xml
        for name, xml in parts.items()
        if isinstance(xml, str)
    }
    embedded = {f"word/embeddings/{name}": data for name, data in parts.items() if isinstance(data, bytes)}
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **others, **embedded})


def paragraph(*texts: str) -> str:
    """A paragraph of Word, each text a run."""
    return "<w:p>" + "".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in texts) + "</w:p>"


def row(*cells: str) -> str:
    """A row of a table of Word."""
    return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"


def odf(kind: str, body: str, **others: str) -> bytes:
    """An OpenDocument file."""
    content = f"<office:document-content {O}><office:body>{body}</office:body></office:document-content>"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return zipped(
        {
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
            **{f"{name}.xml": xml for name, xml in others.items()},
        },
        first=kind,
    )


def xlsx(sheets: Mapping[str, str], hidden: tuple[str, ...] = ()) -> bytes:
    """A workbook; each sheet is its rows as XML."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    listed, related, parts = "", "", {}
    for number, (name, rows) in enumerate(sheets.items(), 1):
        state = ' state="hidden"' if name in hidden else ""
        listed += f'<sheet name="{name}" sheetId="{number}"{state} r:id="rId{number}"/>'
        related += f'<Relationship Id="rId{number}" Type="{office}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
        )
    relationships = "http://schemas.openxmlformats.org/package/2006/relationships"
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{relationships}"><Relationship Id="r" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{listed}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relationships}">{related}</Relationships>',
            **parts,
        }
    )


def cells(number: int, *values: str | float) -> str:
    """A row of a sheet, its cells from A on."""
    found = ""
    for column, value in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", values, strict=False):
        reference = f'r="{column}{number}"'
        if isinstance(value, str):
            found += f'<c {reference} t="inlineStr"><is><t>{value}</t></is></c>' if value else ""
        else:
            found += f"<c {reference}><v>{value}</v></c>"
    return f'<row r="{number}">{found}</row>'


def ole(streams: Mapping[str, bytes]) -> bytes:
    """An OLE file of these streams at its top, each filled up with NULs to a size that has sectors of its own."""
    none, end = 0xFFFFFFFF, 0xFFFFFFFE

    def entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
        text = name.encode("utf-16-le")
        links = struct.pack("<HBBIII", len(text) + 2, kind, 1, none, right, child)
        return (text.ljust(64, b"\0") + links).ljust(116, b"\0") + struct.pack("<III", start, size, 0)

    bodies = {name: body.ljust(max(4096, -(-len(body) // 512) * 512), b"\0") for name, body in streams.items()}
    entries, chain, data = [entry("Root Entry", 5, none, 1, end, 0)], [], b""
    directory = -(-(len(bodies) + 1) // 4)
    for number, (name, body) in enumerate(bodies.items(), 1):
        first = directory + len(data) // 512
        entries.append(entry(name, 2, number + 1 if number < len(bodies) else none, none, first, len(body)))
        chain += [*range(first + 1, first + len(body) // 512), end]
        data += body
    table = [*range(1, directory), end, *chain]
    fats = -(-(len(table) + len(table) // 100 + 2) // 128)
    place = len(table)
    table += [0xFFFFFFFD] * fats
    header = bytearray(512)
    header[:8] = OLE_MARK
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 44, fats, 0, 0, 4096, end, 0, end, 0, place)
    struct.pack_into(f"<{108}I", header, 80, *range(place + 1, place + fats), *[none] * (109 - fats))
    packed = struct.pack(f"<{len(table)}I", *table).ljust(512 * fats, b"\xff")
    return bytes(header) + b"".join(entries).ljust(512 * directory, b"\0") + data + packed
