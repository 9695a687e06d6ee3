"""Sums in rows of tables: what their columns, their row and what stands above say of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from indexer.extract.pages import Page
from indexer.facts.money.amounts import Amount
from indexer.facts.money.calendar import MONTH
from indexer.facts.money.columns import Column, currency, noughts, says_money
from indexer.facts.money.grids import Place, Row, at_edge, title_time
from indexer.facts.money.names import LEGAL, names, plain
from indexer.facts.money.payees import is_kind, like_name
from indexer.facts.money.periods import QUARTER, Time, times, within_year
from indexer.facts.records import Money, Party, Period
from indexer.facts.text import words
from indexer.sums import hundredths, value

_TOTAL = re.compile(
    r"\W*(?:(?:grand|overall|sub-?|net|gross)[\s-]?)?totals?\b|\W*in total\b|.{3,40}\stotal$"
    r"|\W*(?:sum of|all\s(?:suppliers|providers|companies|firms|agencies|contractors|payees|vendors|others?"
    r"|of the above|above|years|areas|departments|services|schools|wards))\b"
    r"|\W*(?:overall|combined|altogether|cyfanswm)\W*$",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?P<minus>[-\u2013\u2212(])?\s?(?P<number>[0-9][0-9.,]*)\s?(?P<scale>[kKmM])?(?P<close>\))?[*\u2020^]?"
)
_MADE = re.compile(r"\b(?:registration|registered|model|built|manufactured?|birth|born|vintage|construct\w+)\b", re.I)
"""What the year of a thing is, which nobody paid it in."""
_NUMBER_OF = re.compile(
    r"\W*(?:total |overall )?(?:numbers?|no\.?|count|how many|headcount|volume)\b(?!\s?[0-9])", re.IGNORECASE
)
_BESIDE = re.compile(
    r"[\s()*+,.;:~=<>\u2264\u2265-]*(?:(?:under|over|above|below|between|from|up to|more than|less than|at least"
    r"|or (?:more|less|over|under|above|below)|and (?:over|above|under|below)|approx\w*|each|nil|p\.?a\.?|per \w+"
    r"|c|circa|total|(?:plus|ex\w*|inc\w*"
    r"|\+)\.? ?vat|paid|refund)[\s()*.,]*)*",
    re.IGNORECASE,
)
_MONTH = re.compile(
    rf"\W*(?:(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?(?:\s?(?:[-\u2013&]|to)\s?(?P<until>[0-3]?[0-9])(?:st|nd|rd|th)?)?[\s-])?"
    rf"(?P<name>{MONTH}|{QUARTER})\W*"
)
"""A month or quarter, or a day, whose year stands above."""
_SUPPLIERS = re.compile(
    r"\b(?:suppliers?|payees?|vendors?|compan(?:y|ies)|firms?|contractors?|providers?|agency(?!\s(?:staff|nurs|work|spend|social|locum))"
    r"|consultant|paid to(?!\s[a-z])|beneficiar(?:y"
    r"|ies)|recipients?|consultants|agencies|bidders?"
    r"|organisations|solicitors|creditors)\b",
    re.IGNORECASE,
)
_SCALES = {3: "k", 6: "m", 9: "bn"}
_BAND = re.compile(r"\b(?:bands?|range|bracket)\b", re.IGNORECASE)
_LOOKS = re.compile(r"[-(\u2212]?(?:[0-9]{1,3}(?:,[0-9]{3})++(?:\.[0-9]{2})?|[0-9]++\.[0-9]{2}|0)\)?")
_PENNIES = re.compile(r"[-(\u2212]?[0-9][0-9,]*\.[0-9]{2}\)?")
_YEAR_ENDED = re.compile(r"\byears?\s(?:ended|ending|to)\s(?:31\s)?Mar", re.IGNORECASE)
_BY = re.compile(r"\s(?:from|by|to|with|via)\s(?:the\s)?(?=[A-Z])")
_PAID_TO = re.compile(
    r"\b(?i:(?:paid|payments?|payable)\s(?:made\s)?to|spen[dt](?:ing)?\swith|expenditure\swith"
    r"|contracts?\swith)\s(?:the\s)?(?=[A-Z])",
    re.MULTILINE,
)
_TO_END = re.compile(rf"\(?\bto\s(?:the\s)?(?:end\sof\s)?(?P<name>{MONTH})", re.IGNORECASE)


def in_row(
    page: Page, row: Row, amounts: Sequence[Amount], signed: Mapping[int, str], about: str = ""
) -> Iterator[Money]:
    """Yield the sums of a row. `signed` are the currencies of the columns in which some cell had a sign."""
    text = page.text
    above = "\n".join(text[start:end] for start, end in row.title) or about
    sums = {at: one for at in range(len(row.cells)) if (one := _sum(text, row, at, amounts, signed, above))}
    if not sums:
        return
    sums = _uncounted(text, row, sums)
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
        time = None if role == "threshold" and at == 0 and not row.loose else _time(text, row, at)
        if head and head.total and spans > 1 and not head.time:
            time = _row_time(text, row)
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


def _sum(
    text: str, row: Row, at: int, amounts: Sequence[Amount], signed: Mapping[int, str], above: str
) -> Amount | None:
    start, end = row.cells[at]
    head = row.columns[at]
    if start >= end or end - start > 60:
        return None
    for amount in amounts:
        if start <= amount.start and amount.end <= end:
            rest = text[start : amount.start] + " " + text[amount.end : end]
            if not _BESIDE.fullmatch(rest):
                return None
            minus = text[start : amount.start].strip() in ("-", "\u2212", "\u2013") or (
                text[start : amount.start] == "(" and text[amount.end : end] == ")"
            )
            return (
                _negative(_scaled(text, amount, head, above))
                if minus and not row.loose
                else _scaled(text, amount, head, above)
            )
    if not _is_money(text, row, at, signed, above):
        return None
    match = _BARE.fullmatch(text, start, end)
    if not match or (match["number"][0] == "0" and match["number"][1:2].isdigit()) or value(match["number"]) is None:
        return None
    scale = match["scale"] or _SCALES.get((head.noughts if head else 0) or noughts(above))
    worth = hundredths(match["number"], scale)
    minus = (match["minus"] == "(" and match["close"] is not None) or match["minus"] in ("-", "\u2013", "\u2212")
    worth = -worth if minus else worth
    begin = start if match["minus"] == "(" and match["close"] else match.start("number")
    finish = (
        match.end("close")
        if match["minus"] == "(" and match["close"]
        else match.end("scale")
        if match["scale"]
        else match.end("number")
    )
    money = (head.currency if head else "") or signed.get(at) or currency(above) or "GBP"
    return Amount(begin, finish, worth, worth, money)


def _uncounted(text: str, row: Row, sums: dict[int, Amount]) -> dict[int, Amount]:
    """Return the sums of a row without bare figures that count: beside a band, or a label that says so."""
    corner = sums.get(0)
    band = corner is not None and (not corner.plain or corner.role == "threshold")
    if not band and not _NUMBER_OF.match(text, *row.cells[0]):
        return sums
    return {at: one for at, one in sums.items() if _marked(text, row, at, one) or at == 0}


def _marked(text: str, row: Row, at: int, amount: Amount) -> bool:
    """Tell whether a figure has a sign, pence or a sure head of its own."""
    head = row.columns[at]
    printed = text[amount.start : amount.end]
    return (head is not None and head.kind == "money" and head.sure) or not printed[:1].isdigit() or "." in printed


def _negative(amount: Amount) -> Amount:
    if amount.lowest is None or not amount.plain or amount.lowest <= 0:
        return amount
    return amount._replace(lowest=-amount.lowest, highest=-amount.lowest)


def _scaled(text: str, amount: Amount, head: Column | None, above: str) -> Amount:
    """Return a sum with the noughts its head leaves out, if it has no scale of its own."""
    left_out = (head.noughts if head else 0) or noughts(above)
    if not left_out or text[amount.end - 1].isalpha() or amount.lowest is None or amount.highest is None:
        return amount
    if not (head and head.noughts) and left_out == 3 and amount.highest >= 10**8:
        return amount
    times_ = 10**left_out
    return amount._replace(lowest=amount.lowest * times_, highest=amount.highest * times_)


def _is_money(text: str, row: Row, at: int, signed: Mapping[int, str], above: str) -> bool:
    head = row.columns[at]
    if head and head.doubtful:
        return False
    kind = head.kind if head else ""
    if (at in signed and kind in ("", "span", "money")) or (head and head.sure and kind == "money"):
        return True
    if kind == "money" and (
        signed
        or any(one and one.sure for one in row.columns)
        or any(says_money(above))
        or _LOOKS.fullmatch(text, *row.cells[at])
    ):
        return True
    if kind not in ("", "span") or at == 0:
        return False
    if (kind == "span" or (head and head.total)) and at and _of_pennies(text, row):
        return True
    by_word, by_sign = says_money(above)
    corner = row.columns[0]
    explicit = any(one and one.kind == "money" for one in row.columns[1:])
    if explicit and not (head and head.total):
        return False
    if head and head.total and explicit:
        return True
    if by_sign or head is None:
        return by_sign  # a title far above once made sums of a census
    of_money = by_word or (corner is not None and corner.kind == "money" and corner.sure)
    return of_money and (kind == "span" or _LOOKS.fullmatch(text, *row.cells[at]) is not None)


def _of_pennies(text: str, row: Row) -> bool:
    """Tell whether all figures of a row below a head of suppliers have pence."""
    if not any(one and one.kind == "supplier" and not one.doubtful for one in row.columns):
        return False
    below = [cell for cell, one in zip(row.cells, row.columns, strict=True) if one and one.kind in ("", "span")]
    return all(_PENNIES.fullmatch(text, *cell) for cell in below if text[slice(*cell)].strip(" -\u2013"))


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
            and not _MONTH.fullmatch(text, start, end)
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


def _row_time(text: str, row: Row) -> Time | None:
    """Return the time that a cell of the row says; of a contract from its first day to its last."""
    by_kind: dict[str, Time] = {}
    for at, (start, end) in enumerate(row.cells):
        head = row.columns[at]
        kind = head.kind if head else ""
        if kind in ("money", "count") and at == 0 and any(letter.isalpha() for letter in text[start:end]):
            kind = ""  # a table's corner says what the table is of
        if end - start > 80 or kind in ("money", "count", "supplier", "payer"):
            continue
        found = [time for time in times(text, start, end) if time.sure or row.loose or at_edge(text, start, end, time)]
        if (
            head
            and kind == ""
            and ((at and text[head.start : head.end].strip()) or _MADE.search(text, head.start, head.end))
        ):
            found = []  # the year of a registration
        if len(found) == 1:
            if head and found[0].last and _YEAR_ENDED.search(text, head.start, head.end):
                found = [
                    found[0]._replace(first=date(found[0].last.year - 1, 4, 1), last=date(found[0].last.year, 3, 31))
                ]
            by_kind.setdefault(
                kind if kind in ("first", "last") else "date" if kind in ("date", "time") else "any", found[0]
            )
    first, last = by_kind.get("first"), by_kind.get("last")
    if first and last and first.first and last.last and first.first <= last.last and first.end < last.start:
        return Time(first.start, last.end, first.first, last.last)
    if first and not last and "date" not in by_kind:
        return first._replace(last=None)
    return by_kind.get("date") or by_kind.get("any")


def _time(text: str, row: Row, at: int) -> Time | None:
    head = row.columns[at]
    own = head.time if head else None
    of_row, of_title = _row_time(text, row), title_time(text, row.title)
    wider = own or of_row or of_title
    month = next(
        (match for start, end in row.cells if (match := _MONTH.fullmatch(text, start, min(end, start + 24)))), None
    )
    if month is None and row.loose:
        month = _MONTH.match(text, row.cells[0][0], row.cells[0][1])
        month = month if month and month.end() >= row.cells[0][1] - 1 else None
    if month and (year := own or of_title or _corner_time(row)) and (days := within_year(month["name"], year)):
        return _days_of(month, *days)
    if (
        row.loose
        and of_row
        and (until := _TO_END.search(text, row.cells[-1][1], row.cells[-1][1] + 40))
        and "\n" not in text[row.cells[-1][1] : until.start()]
    ):
        days_of = within_year(until["name"], of_row)
        return of_row._replace(last=days_of[1]) if days_of else of_row
    if (
        own
        and of_row
        and own.first
        and of_row.first
        and own.last
        and of_row.last
        and own.first <= of_row.first <= of_row.last <= own.last
    ):
        return of_row
    return wider or _corner_time(row)


def _days_of(month: re.Match[str], first: date, last: date) -> Time | None:
    """Return a month, or the days of it that stand before its name."""
    if not month["day"]:
        return Time(*month.span("name"), first, last)
    days = int(month["day"]), int(month["until"] or month["day"])
    if not 1 <= days[0] <= days[1] <= last.day:
        return None
    return Time(month.start("day"), month.end("name"), first.replace(day=days[0]), first.replace(day=days[1]))


def _corner_time(row: Row) -> Time | None:
    corner = row.columns[0] if row.columns else None
    return corner.time if corner else None
