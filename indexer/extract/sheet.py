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
        if body.startswith(ZIP_MARKS):
            with opened(body) as package:
                check_size(package)
        number = 0
        with _workbook(body) as workbook:
            for sheet in workbook.sheets_metadata:
                name = sheet.name if sheet.visible == SheetVisibleEnum.Visible else f"{sheet.name} (hidden)"
                for text, label, warning in _sheet(workbook, sheet.name, name):
                    number += 1
                    yield Page(number, text, label=label, warning=warning)
        if not number:
            yield Page(1, "", warning=NO_TEXT)


def _workbook(body: bytes) -> CalamineWorkbook:
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


def _locked() -> EncryptedDocument:
    return EncryptedDocument("needs a password; save a copy without one and add that")


def _panic(exc: BaseException) -> BaseException:
    """A fault of calamine's own is no Exception to Python, but it is about this file only."""
    if type(exc).__name__ == "PanicException":
        return ExtractionError(f"not a readable workbook; try to get it again ({exc})")
    return exc


def _sheet(workbook: CalamineWorkbook, name: str, shown: str) -> Iterator[tuple[str, str, str]]:
    """Yield text, label and warning of each page of a sheet; none for an empty one."""
    try:
        sheet = workbook.get_sheet_by_name(name)
    except CalamineError as exc:
        yield "", shown, f"this sheet cannot be read: {exc}"
        return
    except BaseException as exc:
        raise _panic(exc) from exc
    over = shown
    for first, last, lines in _blocks(sheet):
        yield "\n".join([over, *lines] if over else lines), f"{shown}, rows {first}-{last}", ""
        over = ""


def _blocks(sheet: CalamineSheet) -> Iterator[tuple[int, int, list[str]]]:
    """Yield the rows in hundreds as a spreadsheet numbers them, but for hundreds with nothing in them."""
    start = sheet.start
    if start is None:
        return
    lines: list[str] = []
    block, last = start[0] // ROWS, start[0]
    for row, cells in enumerate(sheet.to_python(skip_empty_area=True), start[0]):
        if row // ROWS != block:
            if lines:
                yield block * ROWS + 1, last + 1, lines
            block, lines = row // ROWS, []
        line = _line(cells)
        if line:
            lines.append(line)
        last = row
    if lines:
        yield block * ROWS + 1, last + 1, lines


def _line(cells: list[Cell]) -> str:
    """One line of a row: blanks and line ends within a cell are single spaces, empty cells at the end go."""
    return " | ".join(" ".join(_text(cell).split()) for cell in cells).rstrip(" |")


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
