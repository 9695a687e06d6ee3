"""Sums in rows of tables: what their columns, their row and what stands above say of them."""

import re
from collections.abc import Iterator, Mapping, Sequence

from indexer.extract.pages import Page
from indexer.facts.money.amounts import Amount
from indexer.facts.money.columns import Column, currency
from indexer.facts.money.figures import figure, uncounted
from indexer.facts.money.grids import Row
from indexer.facts.money.loose import Place
from indexer.facts.money.names import LEGAL, names, plain
from indexer.facts.money.payees import is_kind, like_name
from indexer.facts.money.periods import times
from indexer.facts.money.whens import MONTH_NAME, row_time, time_of
from indexer.facts.records import Money, Party, Period
from indexer.facts.text import words

_TOTAL = re.compile(
    r"\W*(?:(?:grand|overall|sub-?|net|gross)[\s-]?)?totals?\b|\W*in total\b|.{3,40}\stotal$"
    r"|\W*(?:sum of|all\s(?:suppliers|providers|companies|firms|agencies|contractors|payees|vendors|others?"
    r"|of the above|above|years|areas|departments|services|schools|wards))\b"
    r"|\W*(?:overall|combined|altogether|cyfanswm)\W*$",
    re.IGNORECASE,
)
_SUPPLIERS = re.compile(
    r"\b(?:suppliers?|payees?|vendors?|compan(?:y|ies)|firms?|contractors?|providers?|agency(?!\s(?:staff|nurs|work|spend|social|locum))"
    r"|consultant|paid to(?!\s[a-z])|beneficiar(?:y"
    r"|ies)|recipients?|consultants|agencies|bidders?"
    r"|organisations|solicitors|creditors)\b",
    re.IGNORECASE,
)
_BAND = re.compile(r"\b(?:bands?|range|bracket)\b", re.IGNORECASE)
_BY = re.compile(r"\s(?:from|by|to|with|via)\s(?:the\s)?(?=[A-Z])")
_PAID_TO = re.compile(
    r"\b(?i:(?:paid|payments?|payable)\s(?:made\s)?to|spen[dt](?:ing)?\swith|expenditure\swith"
    r"|contracts?\swith)\s(?:the\s)?(?=[A-Z])",
    re.MULTILINE,
)


def in_row(
    page: Page, row: Row, amounts: Sequence[Amount], signed: Mapping[int, str], about: str = ""
) -> Iterator[Money]:
    """Yield the sums of a row. `signed` are the currencies of the columns in which some cell had a sign."""
    text = page.text
    above = "\n".join(text[start:end] for start, end in row.title) or about
    sums = {at: one for at in range(len(row.cells)) if (one := figure(text, row, at, amounts, signed, above))}
    if not sums:
        return
    sums = uncounted(text, row, sums)
    label = _label(text, row, sums)
    supplier, payer = _party(page, row, "supplier"), _party(page, row, "payer")
    if not supplier and label and _may_be_paid(row, label):
        supplier, label = _of_label(page, label, above)
    above_all = None if supplier else _said_above(page, row)
    total = bool(_TOTAL.match(text, *row.cells[0]) or (label and _TOTAL.match(text, *label)))
    spans = sum(1 for one in row.columns if one and one.time)
    for at, amount in sums.items():
        head = row.columns[at]
        role = amount.role or ("total" if total or (head and head.total and len(sums) > 1) else "")
        time = None if role == "threshold" and at == 0 and not row.loose else time_of(text, row, at)
        if head and head.total and spans > 1 and not head.time:
            time = row_time(text, row)
        what = _what(row, label)
        if amount.lowest != amount.highest and at == 0 and len(row.cells) > 1:
            role, what = "threshold", None
        yield Money(
            words=words(page, amount.start, amount.end),
            lowest=amount.lowest,
            highest=amount.highest,
            currency=amount.currency,
            unit=amount.unit or (head.unit if head else ""),
            vat=amount.vat or (head.vat if head else ""),
            role=role,
            cell=True,
            purpose=words(page, *what) if what and not total else None,
            payer=payer,
            suppliers=_who(page, supplier, above_all, head) if role != "threshold" and not (total and supplier) else (),
            period=Period(time.first, time.last, words(page, time.start, time.end)) if time else None,
        )


def _of_label(page: Page, label: Place, above: str) -> tuple[Party | None, Place | None]:
    """Return the supplier that a row's label is or ends with, and what is left of the label."""
    text = page.text
    if by := _BY.search(text, *label):
        listed = names(text, by.end(), label[1])
        if len(listed) == 1 and listed[0].end >= label[1] - 2:
            return Party(listed[0].name, words(page, listed[0].start, listed[0].end)), (label[0], by.start())
    name = plain(text[label[0] : label[1]])
    if _TOTAL.match(name) or name.isdigit():
        return None, label
    if LEGAL.search(name) or (_SUPPLIERS.search(above) and like_name(name)):
        return Party(name, words(page, *label)), None
    return None, label


def _may_be_paid(row: Row, label: Place) -> bool:
    """Tell whether a row's label may be a supplier: no head says that it is of something else, or that others are."""
    return not any(
        one and (one.kind == "supplier" or (one.kind == "purpose" and cell[0] <= label[0] < cell[1]))
        for cell, one in zip(row.cells, row.columns, strict=True)
    )


def _who(page: Page, supplier: Party | None, above: Party | None, head: Column | None) -> tuple[Party, ...]:
    """Return whom the row names, or its column's head, or what stands above the table."""
    if supplier is None and head and (named := _paid_in(page, head.start, head.end)):
        return (named,)
    one = supplier or above
    return (one,) if one else ()


def _said_above(page: Page, row: Row) -> Party | None:
    return next((one for start, end in reversed(row.title) if (one := _paid_in(page, start, end))), None)


def _paid_in(page: Page, start: int, end: int) -> Party | None:
    match = _PAID_TO.search(page.text, start, end)
    listed = names(page.text, match.end(), end) if match else []
    return Party(listed[0].name, words(page, listed[0].start, listed[0].end)) if len(listed) == 1 else None


def signed_columns(text: str, rows: Sequence[Row]) -> dict[int, str]:
    """Return the currencies of the columns in which some cell begins with a sign."""
    found: dict[int, str] = {}
    width = max((len(row.cells) for row in rows), default=0)
    for row in rows:
        for at, (start, _) in enumerate(row.cells):
            if len(row.cells) == width and text[start : start + 1] in ("£", "€", "$"):
                found.setdefault(at, currency(text[start]))
    return found


def _label(text: str, row: Row, sums: Mapping[int, Amount]) -> Place | None:
    """Return the first cell of words that is neither a sum nor a time, nor a number of something."""
    for at, (start, end) in enumerate(row.cells):
        head = row.columns[at]
        if (
            at in sums
            or start >= end
            or (head and head.kind in ("date", "time", "first", "last", "payer", "count", "supplier", "money"))
        ):
            continue
        if row.loose:
            for time in times(text, start, end):
                if time.start - start > end - time.end:
                    end = time.start
                else:
                    start = time.end
            printed = re.search(r"(?:(?:\S*[0-9]\S*)\s+)*(?P<name>\S.*)$", text[start:end], re.DOTALL)
            if not printed:
                continue
            start += printed.start("name")
            while start < end and (text[end - 1].isspace() or text[end - 1] in "([-,:"):
                end -= 1
        if (
            sum(letter.isalpha() for letter in text[start:end]) >= 2
            and not MONTH_NAME.fullmatch(text, start, end)
            and not _only_time(text, start, end)
        ):
            return start, end
    return None


def _only_time(text: str, start: int, end: int) -> bool:
    found = times(text, start, end)
    return len(found) == 1 and end - start - (found[0].end - found[0].start) < 6


def _what(row: Row, label: Place | None) -> Place | None:
    for at, one in enumerate(row.columns):
        if one and one.kind == "purpose" and row.cells[at][1] > row.cells[at][0]:
            return row.cells[at]
    return label


def _party(page: Page, row: Row, kind: str) -> Party | None:
    for at, one in enumerate(row.columns):
        start, end = row.cells[at]
        if one and one.kind == kind and end > start and any(letter.isalpha() for letter in page.text[start:end]):
            name = plain(page.text[start:end])
            if (
                name
                and not _TOTAL.match(name)
                and not (kind == "supplier" and is_kind(name))
                and name.lower() not in ("n/a", "none", "nil", "various", "redacted", "not applicable")
            ):
                return Party(name, words(page, start, end))
    return None
