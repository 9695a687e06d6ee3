"""Which extractor reads which media type. A new format is a module, and a row in this table.

Nothing here imports an extractor: `foi` commands ask which version is current, and pdfplumber takes 0.4 s.
"""

import importlib
from dataclasses import dataclass
from typing import cast

from indexer.errors import EncryptedDocument, ExtractionError, UnsupportedFormat
from indexer.extract.base import Extractor


@dataclass(frozen=True, slots=True)
class Reader:
    """An extractor that need not be imported yet: `target` is "module:Class", `name` what its class says."""

    target: str
    name: str


PDF = Reader("indexer.extract.pdf:PdfExtractor", "pdf/2")
HTML = Reader("indexer.extract.html:HtmlExtractor", "html/1")
PLAIN = Reader("indexer.extract.plain:PlainExtractor", "plain/1")
DELIMITED = Reader("indexer.extract.delimited:DelimitedExtractor", "delimited/1")
CONTENT_ITEM = Reader("indexer.extract.content_item:ContentItemExtractor", "content-item/1")

READERS = {
    "application/pdf": PDF,
    "text/html": HTML,
    "text/plain": PLAIN,
    "application/json": PLAIN,
    "application/xml": PLAIN,
    "text/csv": DELIMITED,
    "text/tab-separated-values": DELIMITED,
    "application/vnd.govuk.content-item+json": CONTENT_ITEM,
}

_NOT_YET = {  # what people call them; a type leaves this table when it gets a row above
    "application/msword": "Word documents",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word documents",
    "application/vnd.ms-word.document.macroEnabled.12": "Word documents",
    "application/vnd.ms-excel": "Excel workbooks",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel workbooks",
    "application/vnd.ms-excel.sheet.macroEnabled.12": "Excel workbooks",
    "application/vnd.ms-excel.sheet.binary.macroEnabled.12": "Excel workbooks",
    "application/vnd.ms-powerpoint": "PowerPoint presentations",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint presentations",
    "application/vnd.oasis.opendocument.text": "OpenDocument texts",
    "application/vnd.oasis.opendocument.spreadsheet": "OpenDocument spreadsheets",
    "application/vnd.oasis.opendocument.presentation": "OpenDocument presentations",
    "application/vnd.ms-outlook": "Outlook messages",
    "application/vnd.wordperfect": "WordPerfect documents",
    "application/rtf": "RTF documents",
    "application/zip": "Zip archives",
    "message/rfc822": "Mail messages",
    "application/mbox": "Mailboxes",
    "image/jpeg": "Images",
    "image/png": "Images",
    "image/tiff": "Images",
}


def reader_for(media_type: str) -> Reader:
    """Return who reads this type. Raises UnsupportedFormat, and ExtractionError for what nobody can read."""
    if media_type in READERS:
        return READERS[media_type]
    if media_type == "application/x-empty":
        raise ExtractionError("the file is empty (0 bytes); fetch or add it again if it should not be")
    if media_type == "application/encrypted":
        raise EncryptedDocument("needs a password; save a copy without one and add that")
    if media_type in _NOT_YET:
        raise UnsupportedFormat(f"{_NOT_YET[media_type]} ({media_type}) are not read yet")
    raise UnsupportedFormat(f"files of this type ({media_type}) are not read yet")


def extractor_for(media_type: str) -> Extractor:
    """Return the extractor itself, importing it. For files from outside use the sandbox instead."""
    return load(reader_for(media_type))


def load(reader: Reader) -> Extractor:
    """Import a reader's module and make its extractor."""
    module, _, name = reader.target.partition(":")
    return cast(Extractor, getattr(importlib.import_module(module), name)())


def current_version(media_type: str) -> str | None:
    """Return the name and version that would read this type now, as "pdf/1"; None if nothing would."""
    reader = READERS.get(media_type)
    return reader.name if reader else None


def modules() -> tuple[str, ...]:
    """The modules of all extractors, for whoever imports them ahead of need."""
    return tuple(sorted({reader.target.partition(":")[0] for reader in READERS.values()}))
