"""Companies in tables: what stands below "Supplier", or in one column with "Abbeyfield Tree Care Ltd"."""

import re
from collections.abc import Iterator, Sequence

from indexer.extract.pages import Page
from indexer.facts.bodies.listed import a_name, kind_of
from indexer.facts.bodies.vocabulary import FORMS
from indexer.facts.bodies.wording import Mention, Wording
from indexer.facts.text import cells

_HEADS = (
    "supplier contractor compan vendor payee provider merchant beneficiary firm organisation organization consultan "
)
_HEADS += "counterparty creditor recipient bidder trader tenderer"
_WORDS = (*_HEADS.split(), "paid to", "awarded to")
_HEAD = re.compile(rf"(?i)\b(?:{'|'.join(_WORDS)})(?:s|y|ies|ts?|cy|cies)?\b")
_NO_HEAD = re.compile(
    r"(?i)\d|\b(?:no|number|id|code|type|ref|reference|count|address|category|size|status|postcode|vat|spend|cost|amount)\b"
)
_TITLE = re.compile(
    r"(?i)\b(?:suppliers?|creditors?|contractors?|payees?|vendors?|payments? over|(?:spend|expenditure) over)\b"
)
_NO_NAME = re.compile(
    r"(?i)(?:sub-?)?total\b.{0,40}|n/?a|none|nil|various|multiple|redacted.{0,40}|withheld.{0,40}|unknown|other|in-house"
    r"|tbc|individual.{0,40}|named? individual|personal.{0,40}|not (?:held|recorded|known)|[^A-Za-z]*"
)
_FORMS = ("Ltd", "Limited", "LLP", "LTD", "PLC", "LIMITED", " plc", "Inc", "LLC")
_HEAD_LENGTH, _LONGEST = 30, 90
_BEGINNING = 6_000
"""Letters of a page among which its table has its head. Pages of sheets are longer, and have theirs at the top."""
Row = Sequence[tuple[int, int]]


class Columns:
    """Tables page after page: one may go on where the page before it ended."""

    def __init__(self) -> None:
        self._column: int | None = None
        self._width = 0

    def on(self, wording: Wording) -> Iterator[Mention]:
        """Yield the names in columns of companies."""
        page = wording.page
        if not self._worth_it(wording):
            self._column = None
            return
        block: list[Row] = []
        title = ""
        for row in cells(page):
            printed = page.text[row[0][0] : row[-1][1]].strip()
            if len(row) > 1:
                block.append(row)
            elif printed:
                yield from self._block(wording, block, title)
                block, title = [], printed
                self._column = None
        yield from self._block(wording, block, title)

    def _worth_it(self, wording: Wording) -> bool:
        """Tell whether there may be a table of companies at all: most pages have none, and this is quickly told."""
        text = wording.text
        if not wording.page.gaps and " | " not in text:
            return False
        if self._column is not None or any(form in text for form in _FORMS):
            return True
        beginning = text[:_BEGINNING].lower()
        return any(word in beginning for word in _WORDS)

    def _block(self, wording: Wording, block: Sequence[Row], title: str) -> Iterator[Mention]:
        """Yield the names in one table, in the column its head tells, or the page before, or a name with a form."""
        heads = [(at, head) for at, row in enumerate(block[:3]) if (head := _head(wording.page, row)) is not None]
        if heads:
            at, self._column = heads[0]
            self._width = len(block[at])
            block = block[at + 1 :]
        elif block and not (self._column is not None and len(block[0]) == self._width):
            column = _of_forms(wording, block)
            if column is None and _TITLE.search(title):
                column = 0
            self._column, self._width = column, len(block[-1])
        for row in block:
            if self._column is not None and self._column < len(row) and self._fits(row):
                yield from _named(wording, *row[self._column])

    def _fits(self, row: Row) -> bool:
        return len(row) == self._width or self._column == 0


def _head(page: Page, row: Row) -> int | None:
    """Return which cell of a row is the head of a column of companies."""
    for at, (start, end) in enumerate(row):
        head = page.text[start:end].strip()
        if len(head) <= _HEAD_LENGTH and _HEAD.search(head) and not _NO_HEAD.search(head):
            return at
    return None


def _of_forms(wording: Wording, block: Sequence[Row]) -> int | None:
    """Return the column that has names with a legal form, if one has more than all others."""
    counts: dict[int, int] = {}
    for row in block:
        for at, (start, end) in enumerate(row):
            if wording.text[start:end].rstrip(" .").rpartition(" ")[2] in FORMS:
                counts[at] = counts.get(at, 0) + 1
    return max(counts, key=lambda at: counts[at]) if counts and len(block) > 1 else None


def _named(wording: Wording, start: int, end: int) -> Iterator[Mention]:
    printed = wording.text[start:end]
    name = printed.strip()
    start += printed.find(name)
    end = start + len(name)
    if not name or len(name) > _LONGEST or _NO_NAME.fullmatch(name):
        return
    within = [at for at in map(wording.places.get, range(start, end)) if at is not None]
    if within and a_name(wording, within[0], within[-1]):
        yield Mention(start, end, " ".join(name.split()), kind_of(wording, within[0], within[-1]))
