"""Bounds of sums of money as people write them: >50000, £25k..1m, 92,574."""

import re

from indexer.query.nodes import Amount
from indexer.query.problems import BadFilter
from indexer.sums import MOST, value

_FORMS = "write amount:>50000, amount:>=£50k, amount:25k..1m, amount:50000.., or amount:92,574 for that very sum"
_BOUND = re.compile(r"(?P<mark>[£\uffe1\u20a4€$]|GBP|EUR|USD)?\s*(?P<sign>[<>]=?|=)\s*(?P<rest>.+)", re.IGNORECASE)


def amount(text: str) -> Amount:
    """Read a sum, a range of sums (a..b, a.., ..b), or one with <, <=, >, >= or = before it.

    Raises QueryError if it is none of these, or ends before it begins.
    """
    text = re.sub(r"\.{2,}|\u2026", "..", text).strip()
    if ".." in text:
        lowest, highest = (_sum(end) if end.strip() else None for end in text.split("..", 1))
        if lowest is None and highest is None:
            raise BadFilter(f"no sum in {text!r}", _FORMS)
        return _range(text, lowest, highest)
    bound = _BOUND.fullmatch(text)
    if not bound:
        hundredths, currency = _sum(text)
        return Amount(hundredths, hundredths, currency)
    hundredths, currency = _sum((bound["mark"] or "") + bound["rest"])
    match bound["sign"]:
        case ">":
            return Amount(min(MOST, hundredths + 1), None, currency)
        case ">=":
            return Amount(hundredths, None, currency)
        case "<=":
            return Amount(None, hundredths, currency)
        case "<" if hundredths:
            return Amount(None, hundredths - 1, currency)
        case "<":
            raise BadFilter(f"no sum is {text!r}", _FORMS)
    return Amount(hundredths, hundredths, currency)


def _range(text: str, lowest: tuple[int, str] | None, highest: tuple[int, str] | None) -> Amount:
    currencies = {end[1] for end in (lowest, highest) if end and end[1]}
    if len(currencies) > 1:
        raise BadFilter(f"the range {text!r} is in two currencies", "write it in one")
    if lowest and highest and highest[0] < lowest[0]:
        raise BadFilter(f"the range {text!r} ends before it begins", "put the smaller sum first, as 25k..1m")
    return Amount(lowest and lowest[0], highest and highest[0], "".join(currencies))


def _sum(text: str) -> tuple[int, str]:
    found = value(text.upper() if text.strip()[:3].isalpha() else text)
    if found is None:
        raise BadFilter(f"{text.strip()!r} is no sum of money", _FORMS)
    return found
