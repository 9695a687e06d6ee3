"""What the cells of a row are worth, as far as they are sums."""

import re
from collections.abc import Mapping, Sequence

from indexer.facts.money.amounts import Amount
from indexer.facts.money.columns import Column, currency, noughts, says_money
from indexer.facts.money.grids import Row
from indexer.sums import hundredths, value

_BARE = re.compile(
    r"(?P<minus>[-\u2013\u2212(])?\s?(?P<number>[0-9][0-9.,]*)\s?(?P<scale>[kKmM])?(?P<close>\))?[*\u2020^]?"
)
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
_SCALES = {3: "k", 6: "m", 9: "bn"}
_LOOKS = re.compile(r"[-(\u2212]?(?:[0-9]{1,3}(?:,[0-9]{3})++(?:\.[0-9]{2})?|[0-9]++\.[0-9]{2}|0)\)?")
_PENNIES = re.compile(r"[-(\u2212]?[0-9][0-9,]*\.[0-9]{2}\)?")


def figure(
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


def uncounted(text: str, row: Row, sums: dict[int, Amount]) -> dict[int, Amount]:
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
