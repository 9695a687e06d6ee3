"""The media type of bytes, by what they are; a name only decides between kinds of plain text."""

import re

from scraper.archive import text_type
from scraper.archive.containers import OLE_MARK, ZIP_MARKS, ole_members, stored_mimetype, zip_members
from scraper.archive.decode import BOMS, decode, is_cut_utf8

EMPTY = "application/x-empty"
UNKNOWN = "application/octet-stream"
ENCRYPTED_OFFICE = "application/encrypted"
"""An Office document with a password: an OLE file around a package that cannot be read."""

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"{\\rtf", "application/rtf"),
    (b"\xffWPC", "application/vnd.wordperfect"),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x78\x9f\x3e\x22", "application/ms-tnef"),
    (b"%PDF-", "application/pdf"),
)
_ZIP_KINDS = (  # the first that holds: a macro sheet has xl/workbook.xml too
    ("xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.macroEnabled.12"),
    ("xl/vbaProject.bin", "application/vnd.ms-excel.sheet.macroEnabled.12"),
    ("word/vbaProject.bin", "application/vnd.ms-word.document.macroEnabled.12"),
    ("ppt/vbaProject.bin", "application/vnd.ms-powerpoint.presentation.macroEnabled.12"),
    ("xl/workbook.xml", _SHEET),
    ("word/document.xml", _WORD),
    ("ppt/presentation.xml", _SLIDES),
)
_OLE_KINDS = (
    ("__properties_version1.0", "application/vnd.ms-outlook"),
    ("EncryptedPackage", ENCRYPTED_OFFICE),
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("Book", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
)
_OOXML_FOLDERS = (("word/", _WORD), ("xl/", _SHEET), ("ppt/", _SLIDES))

_LATE_PDF = re.compile(rb"%PDF-\d\.\d")
_PDF_OBJECT = re.compile(rb"\b\d+ \d+ obj\b")
_CONTROLS = tuple(chr(code) for code in (*range(9), 11, *range(14, 27), *range(28, 32), 127))
_SAMPLE = 1 << 16
_FEW = 0.02


def media_type(body: bytes, name: str = "") -> str:
    """Return the media type of these bytes. Never raises; looks at bounded parts of large bodies."""
    if not body:
        return EMPTY
    for mark, kind in _SIGNATURES:
        if body.startswith(mark):
            return kind
    if body.startswith(OLE_MARK):
        return _kind_of(ole_members(body), _OLE_KINDS) or "application/x-ole-storage"
    if body.startswith(ZIP_MARKS):
        return _zip_kind(body)
    sample = body[:_SAMPLE]
    if _LATE_PDF.search(sample[:1024]) and _PDF_OBJECT.search(sample):
        return "application/pdf"  # some servers send line ends, or a whole HTTP header, before the file
    text = _as_text(sample)
    if text is None:
        return _by_magic(body)
    return text_type.text_type(text, name, body)


def _kind_of(members: frozenset[str], kinds: tuple[tuple[str, str], ...]) -> str:
    return next((kind for member, kind in kinds if member in members), "")


def _zip_kind(body: bytes) -> str:
    said = stored_mimetype(body)
    if said:
        return said
    members = zip_members(body)
    kind = _kind_of(members, _ZIP_KINDS)
    if kind or "[Content_Types].xml" not in members:
        return kind or "application/zip"
    folders = (kind for folder, kind in _OOXML_FOLDERS if any(m.startswith(folder) for m in members))
    return next(folders, "application/zip")


def _as_text(sample: bytes) -> str | None:
    """The sample as text; None if it is none. A few NULs are borne: exports of old databases have them."""
    if sample.startswith(tuple(mark for mark, _ in BOMS)):
        return decode(sample[: len(sample) // 4 * 4] if len(sample) == _SAMPLE else sample)
    text = sample.decode("utf-8", "ignore") if is_cut_utf8(sample) and b"\0" not in sample else decode(sample)
    return text if sum(map(text.count, _CONTROLS)) <= _FEW * len(text) else None


def _by_magic(body: bytes) -> str:
    """Ask puremagic about the rest: its answers for text are too free, for binary formats they are good."""
    import puremagic

    try:
        found = puremagic.magic_string(body[:_SAMPLE])
    except (puremagic.PureError, ValueError, IndexError, KeyError, UnicodeDecodeError):
        return UNKNOWN
    good = [match for match in found if match.mime_type and match.confidence >= 0.5 and "/" in match.mime_type]
    return str(good[0].mime_type) if good and not good[0].mime_type.startswith("text/") else UNKNOWN
