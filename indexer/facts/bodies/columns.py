"""Companies in tables: what stands below "Supplier"."""

import re
from collections.abc import Iterator, Sequence

from indexer.extract.pages import Page
from indexer.facts.bodies.listed import a_name
from indexer.facts.bodies.vocabulary import FORMS
from indexer.facts.bodies.wording import AUTHORITY, COMPANY, Mention, Wording
from indexer.facts.text import cells

_HEADS = (
    *(
        "supplier",
        "contractor",
        "compan",
        "vendor",
        "payee",
        "provider",
        "merchant",
        "beneficiary",
        "firm",
        "organisation",
    ),
    *(
        "organization",
        "consultan",
        "counterparty",
        "creditor",
        "recipient",
        "paid to",
        "awarded to",
        "bidder",
        "trader",
    ),
)
_HEAD = re.compile(rf"(?i)\b(?:{'|'.join(_HEADS)})(?:s|y|ies|ts?|cy|cies)?\b")
_NO_HEAD = re.compile(
    r"(?i)\d|\b(?:no|number|id|code|type|ref|reference|count|address|category|size|status|postcode|vat)\b"
)
_HEAD_LENGTH = 30
_NO_NAME = re.compile(
    r"(?i)(?:sub-?)?total\b.{0,40}|n/?a|none|nil|various|multiple|redacted.{0,40}|withheld.{0,40}|unknown|other|in-house|tbc"
    r"|individual.{0,40}|named? individual|personal.{0,40}|not (?:held|recorded|known)|[^A-Za-z]*"
)
_BODY = re.compile(
    r"(?i)\b(?:department|office of|ministry|council|commission|authority|police|school|university|court|board|nhs"
    r"|constabulary|college|academy|hmrc)\b"
)
_LONGEST = 90
Row = Sequence[tuple[int, int]]


def columns(wording: Wording) -> Iterator[Mention]:
    """Yield the names below a head that says that they are of companies."""
    page = wording.page
    if not ("|" in page.text or page.gaps) or not _may_have_head(page.text):
        return
    below: int | None = None
    width = 0
    for row in cells(page):
        if len(row) < 2:
            below = below if _empty(page, row) else None
            continue
        head = _column(page, row)
        if head is not None:
            below, width = head, len(row)
        elif below is not None and (len(row) == width or below == 0) and below < len(row):
            yield from _named(wording, *row[below])


def _may_have_head(text: str) -> bool:
    lower = text.lower()
    return any(word in lower for word in _HEADS)


def _empty(page: Page, row: Row) -> bool:
    return not page.text[row[0][0] : row[-1][1]].strip()


def _column(page: Page, row: Row) -> int | None:
    """Return which cell of a row is the head of a column of companies."""
    for at, (start, end) in enumerate(row):
        head = page.text[start:end].strip()
        if len(head) <= _HEAD_LENGTH and _HEAD.search(head) and not _NO_HEAD.search(head):
            return at
    return None


def _named(wording: Wording, start: int, end: int) -> Iterator[Mention]:
    printed = wording.text[start:end]
    name = printed.strip()
    start += printed.find(name)
    end = start + len(name)
    if not name or len(name) > _LONGEST or _NO_NAME.fullmatch(name):
        return
    first, last = _tokens(wording, start, end)
    if first is not None and last is not None and a_name(wording, first, last):
        public = _BODY.search(name) and wording.tokens[last].word not in FORMS
        yield Mention(start, end, " ".join(name.split()), AUTHORITY if public else COMPANY)


def _tokens(wording: Wording, start: int, end: int) -> tuple[int | None, int | None]:
    """Return the first and the last word within a cell."""
    within = [at for at in map(wording.places.get, range(start, end)) if at is not None]
    return (within[0], within[-1]) if within else (None, None)
