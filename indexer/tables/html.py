"""The tables of web pages, and of GOV.UK's content items. Tables that only arrange a page are none."""

from collections.abc import Iterator

import lxml.html
from lxml import etree

from indexer.errors import ExtractionError
from indexer.extract.base import Page
from indexer.extract.content_item import body_html
from indexer.extract.html import decode_html, parse
from indexer.tables.grid import is_table, tidy
from indexer.tables.records import MOST_CELLS, PageTables, Piece, pack
from indexer.tables.sheet import WHOLE

_MOST_COLUMNS = 1000
"""Of one cell. Source: the HTML standard, attributes of table cells."""
_LINES = frozenset({"br", "p", "div", "li", "ul", "ol", "dt", "dd"})
_UNSEEN = ("script", "style", "template")


class HtmlTables:
    """The whole file is one page."""

    name = "html-tables/1"
    media_types = frozenset[str]()

    def __init__(self, _options: str) -> None:
        """There is one page to ask for."""

    def pages(self, body: bytes) -> Iterator[Page]:
        """Yield the page. Raises ExtractionError if it cannot be parsed."""
        yield WHOLE
        yield Page(2, pack(PageTables(0, tuple(pieces(self._html(body))))))

    def _html(self, body: bytes) -> str:
        return decode_html(body)


class ContentItemTables(HtmlTables):
    """The body of a publication on GOV.UK, or of an attachment written in HTML."""

    name = "content-item-tables/1"

    def _html(self, body: bytes) -> str:
        return body_html(body)


def pieces(html: str) -> Iterator[Piece]:
    """Yield the tables in the order in which they begin. A table with tables inside arranges a page."""
    if not html.strip():
        return
    tree = parse(html)
    if tree is None:
        raise ExtractionError("its elements are nested too deeply to look for tables in it")
    for element in list(tree.iter(*_UNSEEN)):
        if element.getparent() is not None:
            element.drop_tree()
    left = MOST_CELLS
    for table in tree.iter("table"):
        if table.find(".//table") is not None or table.get("role") in ("presentation", "none"):
            continue
        rows = list(table.iter("tr"))
        cells, left = _grid(rows, left)
        grid = tidy(cells)
        if is_table(grid):
            yield Piece(grid, _caption(table), headed=_is_heading(rows))


def _grid(rows: list[lxml.html.HtmlElement], left: int) -> tuple[list[list[str]], int]:
    """The cells' texts, each at its first place where a cell takes several; and how many more cells may come.

    Raises ExtractionError if there are too many: ten cells can say that they are a thousand wide each.
    """
    grid: list[list[str]] = []
    below: dict[int, int] = {}
    for row in rows:
        taken, below = below, {column: times - 1 for column, times in below.items() if times > 1}
        texts: list[str] = []
        for cell in row.iterchildren("td", "th"):
            while len(texts) in taken:
                texts.append("")
            width = min(_number(cell.get("colspan")), _MOST_COLUMNS)
            height = _number(cell.get("rowspan"))
            if height > 1:
                below.update(dict.fromkeys(range(len(texts), len(texts) + width), height - 1))
            texts += [_text(cell), *[""] * (width - 1)]
            left -= width
            if left < 0:
                raise ExtractionError(f"its tables have more than {MOST_CELLS:,} cells")
        grid.append(texts)
    return grid, left


def _number(value: str | None) -> int:
    number = int(value[:9]) if value and value.isascii() and value.isdigit() else 1
    return max(1, number)


def _text(element: lxml.html.HtmlElement) -> str:
    """An element's text in one line; where a line ends in it there is a space. Pages may be nested deeply."""
    parts = []
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        ends = " " if inner.tag in _LINES else ""
        if event == "start":
            parts += [ends, inner.text or ""]
        elif inner is not element:
            parts += [ends, inner.tail or ""]
    return " ".join("".join(parts).split())


def _caption(table: lxml.html.HtmlElement) -> str:
    caption = table.find("caption")
    return "" if caption is None else _text(caption)


def _is_heading(rows: list[lxml.html.HtmlElement]) -> bool:
    """Tell whether the first row is one of headings."""
    first = next((row for row in rows if any(True for _ in row.iterchildren("td", "th"))), None)
    return first is not None and all(cell.tag == "th" for cell in first.iterchildren("td", "th"))
