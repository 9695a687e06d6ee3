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
    """An extractor that need not be imported yet: `target` is "module:Class", `name` what its class says.

    `options` are for readers that can do a thing in several ways: their class is made with this text. One that
    is `resumable` can be asked for its pages from any on, so that a page that ends its process is passed over.
    """

    target: str
    name: str
    options: str = ""
    resumable: bool = False


PDF = Reader("indexer.extract.pdf:PdfExtractor", "pdf/3", resumable=True)
HTML = Reader("indexer.extract.html:HtmlExtractor", "html/3")
PLAIN = Reader("indexer.extract.plain:PlainExtractor", "plain/1")
DELIMITED = Reader("indexer.extract.delimited:DelimitedExtractor", "delimited/1")
IMAGE = Reader("indexer.extract.image:ImageExtractor", "image/1")
CONTENT_ITEM = Reader("indexer.extract.content_item:ContentItemExtractor", "content-item/1")
REQUEST_PAGE = Reader("indexer.extract.request_page:RequestPageExtractor", "request-page/1")
FEED_ITEM = Reader("indexer.extract.feed_item:FeedItemExtractor", "feed-item/1")
WORDPRESS_POST = Reader("indexer.extract.wordpress_post:WordPressPostExtractor", "wordpress-post/1")
DOCX = Reader("indexer.extract.docx:DocxExtractor", "docx/1")
DOC = Reader("indexer.extract.doc:DocExtractor", "doc/1")
RTF = Reader("indexer.extract.rtf:RtfExtractor", "rtf/1")
PPTX = Reader("indexer.extract.pptx:PptxExtractor", "pptx/1")
PPT = Reader("indexer.extract.ppt:PptExtractor", "ppt/1")
ODF = Reader("indexer.extract.odf:OdfExtractor", "odf/1")
SHEET = Reader("indexer.extract.sheet:SheetExtractor", "sheet/1")
MAIL = Reader("indexer.extract.mail:MailExtractor", "mail/1")
MBOX = Reader("indexer.extract.mbox:MboxExtractor", "mbox/1")
MSG = Reader("indexer.extract.msg:MsgExtractor", "msg/1")
ZIP = Reader("indexer.extract.archive:ZipExtractor", "zip/1")
GZIP = Reader("indexer.extract.gz:GzipExtractor", "gzip/1")

READERS = {
    "application/pdf": PDF,
    "text/html": HTML,
    "text/plain": PLAIN,
    "application/json": PLAIN,
    "application/xml": PLAIN,
    "text/csv": DELIMITED,
    "text/tab-separated-values": DELIMITED,
    "application/vnd.govuk.content-item+json": CONTENT_ITEM,
    "application/vnd.alaveteli.request+html": REQUEST_PAGE,
    "application/vnd.rss-item+xml": FEED_ITEM,
    "application/vnd.wordpress.post+json": WORDPRESS_POST,
    "application/msword": DOC,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": DOCX,
    "application/vnd.ms-word.document.macroEnabled.12": DOCX,
    "application/rtf": RTF,
    "application/vnd.ms-powerpoint": PPT,
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": PPTX,
    "application/vnd.ms-powerpoint.presentation.macroEnabled.12": PPTX,
    "application/vnd.oasis.opendocument.text": ODF,
    "application/vnd.oasis.opendocument.presentation": ODF,
    "application/vnd.ms-excel": SHEET,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": SHEET,
    "application/vnd.ms-excel.sheet.macroEnabled.12": SHEET,
    "application/vnd.ms-excel.sheet.binary.macroEnabled.12": SHEET,
    "application/vnd.oasis.opendocument.spreadsheet": SHEET,
    "message/rfc822": MAIL,
    "application/mbox": MBOX,
    "application/vnd.ms-outlook": MSG,
    "application/zip": ZIP,
    "application/gzip": GZIP,
    "image/jpeg": IMAGE,
    "image/png": IMAGE,
    "image/tiff": IMAGE,
}

_CONTAINERS = frozenset({ZIP, GZIP, MAIL, MBOX, MSG, DOCX, PPTX})

_NOT_YET = {  # what people call them; a type leaves this table when it gets a row above
    "application/vnd.wordperfect": "WordPerfect documents",
    "application/ms-tnef": "Outlook's winmail.dat attachments",
    "application/x-7z-compressed": "7z archives",
    "application/vnd.rar": "RAR archives",
    "image/gif": "Images",
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
    maker = getattr(importlib.import_module(module), name)
    return cast(Extractor, maker(reader.options) if reader.options else maker())


def is_container(media_type: str) -> bool:
    """Tell whether files of this type can have files in them that are documents of their own."""
    return READERS.get(media_type) in _CONTAINERS


def current_version(media_type: str) -> str | None:
    """Return the name and version that would read this type now, as "pdf/1"; None if nothing would."""
    reader = READERS.get(media_type)
    return reader.name if reader else None


def modules() -> tuple[str, ...]:
    """The modules of all extractors, for whoever imports them ahead of need."""
    return tuple(sorted({reader.target.partition(":")[0] for reader in READERS.values()}))
