"""The tables of Word documents of 2007 and later, and of OpenDocument texts. The whole document is one page."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from indexer.errors import EncryptedDocument, ExtractionError
from indexer.extract.base import Page
from indexer.extract.ooxml import Parts
from indexer.extract.package import opened
from indexer.extract.xml_events import Begin, Event
from indexer.tables.grid import is_table, tidy
from indexer.tables.records import MOST_CELLS, PageTables, Piece, pack
from indexer.tables.sheet import WHOLE

_BODY = re.compile(r"word/document\d*\.xml")
_MOST_COLUMNS = 1000


@dataclass(frozen=True, slots=True)
class Tags:
    """What the elements are called. Letters are text within `texts` only, and none of it within `unseen`."""

    table: str
    row: str
    cells: frozenset[str]
    texts: frozenset[str]
    breaks: frozenset[str]
    unseen: frozenset[str]


_WORD = Tags(
    "tbl", "tr", frozenset({"tc"}), frozenset({"t"}), frozenset({"p", "br", "cr", "tab"}),
    frozenset({"Fallback", "delText", "instrText", "delInstrText"}),
)  # fmt: skip
_ODF = Tags(
    "table", "table-row", frozenset({"table-cell", "covered-table-cell"}), frozenset({"p", "h"}),
    frozenset({"p", "h", "s", "tab", "line-break"}), frozenset({"tracked-changes", "annotation", "note"}),
)  # fmt: skip


class DocxTables:
    """The tables of the body; one within a cell of another is a table of its own."""

    name = "docx-tables/1"
    media_types = frozenset[str]()

    def __init__(self, _options: str) -> None:
        """There is one page to ask for."""

    def pages(self, body: bytes) -> Iterator[Page]:
        """Yield the page. Raises ExtractionError."""
        yield WHOLE
        with opened(body) as package:
            parts = Parts(package)
            names = parts.names(_BODY)
            if not names:
                raise ExtractionError("not a readable Word document: there is no text part in it")
            found = [piece for name in names for piece in pieces(parts.events(name), _WORD)]
        yield Page(2, pack(PageTables(0, tuple(found))))


class OdtTables(DocxTables):
    """The same of an OpenDocument text."""

    name = "odt-tables/1"

    def pages(self, body: bytes) -> Iterator[Page]:
        """Yield the page. Raises EncryptedDocument, ExtractionError."""
        yield WHOLE
        with opened(body) as package:
            parts = Parts(package)
            manifest = parts.events("META-INF/manifest.xml")
            if any(isinstance(event, Begin) and event.tag == "encryption-data" for event in manifest):
                raise EncryptedDocument("needs a password; save a copy without one and add that")
            found = tuple(pieces(parts.events("content.xml"), _ODF))
        yield Page(2, pack(PageTables(0, found)))


@dataclass(slots=True)
class _Open:
    """A table that is being read."""

    rows: list[list[str]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    width: int = 1
    in_cell: bool = False


class _Reading:
    """The tables that are open, one in another, while the elements come."""

    def __init__(self, tags: Tags) -> None:
        self._tags = tags
        self._open: list[_Open] = []
        self._texts = 0
        self._cells = 0

    def write(self, text: str) -> None:
        """Take letters."""
        if self._texts and self._open and self._open[-1].in_cell:
            self._open[-1].text.append(text)

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        tags = self._tags
        self._texts += tag in tags.texts
        if tag == tags.table:
            self._open.append(_Open())
        elif self._open and tag == tags.row:
            self._open[-1].rows.append([])
        elif self._open and tag in tags.cells:
            table = self._open[-1]
            table.text, table.in_cell = [], True
            table.width = _times(attributes.get("number-columns-repeated"))
        elif self._open and tag == "gridSpan":
            self._open[-1].width = _times(attributes.get(":val", attributes.get("val")))
        elif self._open and tag in tags.breaks:
            self._open[-1].text.append(" ")

    def end(self, tag: str) -> Piece | None:
        """End an element; return the table that ends with it. Raises ExtractionError if it is too large."""
        self._texts -= tag in self._tags.texts
        if not self._open:
            return None
        if tag == self._tags.table:
            grid = tidy(self._open.pop().rows)
            return Piece(grid) if is_table(grid) else None
        if tag in self._tags.cells:
            self._end_cell(self._open[-1])
        return None

    def _end_cell(self, table: _Open) -> None:
        table.in_cell = False
        self._cells += table.width
        if self._cells > MOST_CELLS:
            raise ExtractionError(f"its tables have more than {MOST_CELLS:,} cells")
        if table.rows:
            table.rows[-1] += [" ".join("".join(table.text).split()), *[""] * (table.width - 1)]


def pieces(events: Iterable[Event], tags: Tags) -> Iterator[Piece]:
    """Yield the tables of a part as they end."""
    reading = _Reading(tags)
    unseen = 0
    for event in events:
        if isinstance(event, str):
            if not unseen:
                reading.write(event)
        elif event.tag in tags.unseen:
            unseen += 1 if isinstance(event, Begin) else -1
        elif isinstance(event, Begin) and not unseen:
            reading.begin(event.tag, event.attributes)
        elif not unseen and (piece := reading.end(event.tag)):
            yield piece


def _times(value: str | None) -> int:
    times = int(value[:9]) if value and value.isascii() and value.isdigit() else 1
    return max(1, min(times, _MOST_COLUMNS))
