"""Which reader finds the tables in which media type. As with the extractors, none is imported here."""

from dataclasses import dataclass, replace

from indexer.errors import ExtractionError, UnsupportedFormat
from indexer.extract import registry
from indexer.extract.registry import Reader

_PDF = Reader("indexer.tables.pdf:PdfTables", "pdf-tables/1")
_SHEET = Reader("indexer.tables.sheet:SheetTables", "sheet-tables/1")
_DELIMITED = Reader("indexer.tables.sheet:DelimitedTables", "delimited-tables/1")
_HTML = Reader("indexer.tables.html:HtmlTables", "html-tables/1")
_ITEM = Reader("indexer.tables.html:ContentItemTables", "content-item-tables/1")
_DOCX = Reader("indexer.tables.office:DocxTables", "docx-tables/1")
_ODT = Reader("indexer.tables.office:OdtTables", "odt-tables/1")

READERS = {
    "application/pdf": _PDF,
    "text/csv": _DELIMITED,
    "text/tab-separated-values": _DELIMITED,
    "text/html": _HTML,
    "application/vnd.govuk.content-item+json": _ITEM,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _DOCX,
    "application/vnd.ms-word.document.macroEnabled.12": _DOCX,
    "application/vnd.oasis.opendocument.text": _ODT,
    **{media_type: _SHEET for media_type, reader in registry.READERS.items() if reader is registry.SHEET},
}


@dataclass(frozen=True, slots=True)
class Span:
    """The pages to look at, from 1; `last` is 0 for all to the end."""

    first: int = 1
    last: int = 0


def reader_for(media_type: str, span: Span) -> Reader:
    """Return who finds tables in this type. Raises UnsupportedFormat, and ExtractionError for what nobody can read."""
    if media_type in READERS:
        return replace(READERS[media_type], options=f"{span.first} {span.last}")
    if media_type.startswith("image/"):
        raise ExtractionError("it is a picture, and tables are not looked for in those: OCR reads words, not lines")
    registry.reader_for(media_type)
    raise UnsupportedFormat(f"tables are not looked for in files of this type ({media_type}); `foi show` has its text")


def is_paged(media_type: str) -> bool:
    """Tell whether the tables of such a file stand on pages, the same ones that its text has."""
    return READERS.get(media_type) in (_PDF, _SHEET, _DELIMITED)


def modules(media_type: str) -> tuple[str, ...]:
    """The module to import ahead of need."""
    reader = READERS.get(media_type)
    return (reader.target.partition(":")[0],) if reader else ()
