"""Workbooks of Excel and OpenDocument, by calamine. A row is a line, its cells parted by " | "."""

import datetime
import re
from collections.abc import Iterator
from io import BytesIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from indexer.errors import EncryptedDocument, ExtractionError
from indexer.extract.base import Page
from indexer.extract.delimited import NO_TEXT, ROWS
from indexer.extract.package import opened
from indexer.extract.sheet_size import check_size
from scraper.archive.containers import ZIP_MARKS

Cell = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta

_LOCKED = re.compile(r"password|encrypt", re.IGNORECASE)
_EXACT = 1e15
"""Whole numbers are kept exactly up to here."""


class SheetExtractor:
    """A page is a hundred rows of one sheet, labelled with both; the name of a sheet stands over its first page.

    Hidden sheets are read like the others, and labelled so. Rows without anything are not shown, but counted.
    """

    name = "sheet/1"
    media_types = frozenset(
        {
            "application/vnd.ms-excel",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.ms-excel.sheet.macroEnabled.12",
            "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
            "application/vnd.oasis.opendocument.spreadsheet",
        }
    )

    def pages(self, body: bytes) -> Iterator[Page]:
        """Yield the pages, sheet by sheet; one that cannot be read comes empty, with a warning."""
        number = 0
        with workbook(body) as book:
            for name, shown in sheets(book):
                for text, label, warning in _sheet(book, name, shown):
                    number += 1
                    yield Page(number, text, label=label, warning=warning)
        if not number:
            yield Page(1, "", warning=NO_TEXT)


def workbook(body: bytes) -> CalamineWorkbook:
    """Open a workbook. Raises EncryptedDocument, or ExtractionError if it is none or too large."""
    if body.startswith(ZIP_MARKS):
        with opened(body) as package:
            check_size(package)
    try:
        return CalamineWorkbook.from_filelike(BytesIO(body))
    except PasswordError as exc:
        raise _locked() from exc
    except CalamineError as exc:
        if _LOCKED.search(str(exc)):
            raise _locked() from exc
        raise ExtractionError(f"not a readable workbook; try to get it again ({exc})") from exc
    except BaseException as exc:
        raise _panic(exc) from exc


def sheets(book: CalamineWorkbook) -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet, and the name that is shown."""
    for sheet in book.sheets_metadata:
        yield sheet.name, sheet.name if sheet.visible == SheetVisibleEnum.Visible else f"{sheet.name} (hidden)"


def _locked() -> EncryptedDocument:
    return EncryptedDocument("needs a password; save a copy without one and add that")


def _panic(exc: BaseException) -> BaseException:
    """A fault of calamine's own is no Exception to Python, but it is about this file only."""
    if type(exc).__name__ == "PanicException":
        return ExtractionError(f"not a readable workbook; try to get it again ({exc})")
    return exc


def _sheet(book: CalamineWorkbook, name: str, shown: str) -> Iterator[tuple[str, str, str]]:
    """Yield text, label and warning of each page of a sheet; none for an empty one."""
    try:
        found = blocks(book, name)
    except ExtractionError as exc:
        yield "", shown, str(exc)
        return
    over = shown
    for first, last, rows in found:
        lines = [" | ".join(cells).rstrip(" |") for cells in rows]
        yield "\n".join([over, *lines] if over else lines), f"{shown}, rows {first}-{last}", ""
        over = ""


Block = tuple[int, int, list[list[str]]]
"""A hundred rows: the number of the first, of the last, and those of them that have anything in them."""


def blocks(book: CalamineWorkbook, name: str) -> Iterator[Block]:
    """Return the rows of a sheet in hundreds, each a page. Raises ExtractionError if the sheet cannot be read."""
    try:
        return _blocks(book.get_sheet_by_name(name))
    except CalamineError as exc:
        raise ExtractionError(f"this sheet cannot be read: {exc}") from exc
    except BaseException as exc:
        raise _panic(exc) from exc


def _blocks(sheet: CalamineSheet) -> Iterator[Block]:
    """Yield the rows in hundreds as a spreadsheet numbers them, but for hundreds with nothing in them."""
    start = sheet.start
    if start is None:
        return
    rows: list[list[str]] = []
    block, last = start[0] // ROWS, start[0]
    for row, cells in enumerate(sheet.to_python(skip_empty_area=True), start[0]):
        if row // ROWS != block:
            if rows:
                yield block * ROWS + 1, last + 1, rows
            block, rows = row // ROWS, []
        texts = [" ".join(_text(cell).split()) for cell in cells]  # blanks and line ends within are single spaces
        if any(text.strip(" |") for text in texts):
            rows.append(texts)
        last = row
    if rows:
        yield block * ROWS + 1, last + 1, rows


def _text(cell: Cell) -> str:
    """A cell's value. Its format (pounds, per cent, places) is not known; a whole day is written without a time."""
    match cell:
        case bool():
            return str(cell).upper()
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT else f"{cell:.15g}"
        case datetime.datetime() if cell.time() == datetime.time():
            return cell.date().isoformat()
        case datetime.datetime():
            return cell.isoformat(" ")
        case datetime.date() | datetime.time():
            return cell.isoformat()
        case _:
            return str(cell)
