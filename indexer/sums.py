"""Sums of money in a text: £92,574, £1.5m, £2-4 million, GBP 500, EUR 4 000, €1.234,56, £(300), 3 million pounds."""

import re
from collections.abc import Iterator
from typing import NamedTuple

MOST = 2**63 - 1
"""No sum is taken for more: digits without end are data, or hostile."""

_CURRENCIES = {
    "£": "GBP",
    "\uffe1": "GBP",
    "\u20a4": "GBP",  # the sign of the lira, which some fonts and OCR have for the pound
    "€": "EUR",
    "$": "USD",
    "GBP": "GBP",
    "EUR": "EUR",
    "USD": "USD",
    "pounds": "GBP",
    "euros": "EUR",
    "dollars": "USD",
}
_NOUGHTS = {"k": 3, "th": 3, "m": 6, "mi": 6, "ml": 6, "mn": 6, "bi": 9, "bn": 9, "tn": 12, "tr": 12}

_GAP = r"[^\S\n]?"
_NUMBER = (
    r"(?:[0-9]{1,3}+(?:,[0-9]{2,3}(?=,[0-9]))*+,[0-9]{3}(?![0-9])(?:\.[0-9]++)?"  # 92,574.00; in India 1,00,000
    r"|[0-9]{1,3}+(?:[\u00a0\u2009\u202f][0-9]{3}(?![0-9]))++(?:\.[0-9]++)?"  # 92 574, by spaces that do not break
    r"|[0-9]{1,3}+(?: [0-9]{3}(?![0-9])){2,5}+(?:\.[0-9]{2}(?![0-9]))?"  # 1 067 300; of two groups £25 100 may be two
    r"|[0-9]{1,3}+(?:\.[0-9]{3})++,[0-9]{2}(?![0-9])|(?<=€)[0-9]++,[0-9]{2}(?![0-9])"  # 92.574,00
    r"|[0-9]++(?:\.[0-9]++)?)"
)
_SPACED = r"[0-9]{1,3}+(?: [0-9]{3}(?![0-9]))++(?:[.,][0-9]{2}(?![0-9]))?"  # after EUR: with £ it was £25 100 people
_SCALE = r"(?i:thousand|million|billion|trillion|mln|mil|mn|bn|tn|k|m)(?![^\W_])"
_NEXT = r"\n(?=thousand|million|billion)"
"""A line that ends between a number and what it is times."""
_SIGN = r"[£\uffe1\u20a4€$]"
_NAME = r"GBP|EUR|USD"
_LOWER = rf"(?P<number>{_NUMBER})(?:(?:{_GAP}-?|{_NEXT})(?P<scale>{_SCALE}))?"
_UPPER = (
    rf"(?:{_GAP}(?P<dash>[-\u2010-\u2015\u2212]|to){_GAP}(?P<again>{_SIGN}|{_NAME})?"
    rf"(?P<upper>{_NUMBER})(?:(?:{_GAP}-?|{_NEXT})(?P<upper_scale>{_SCALE}))?(?![-/0-9]))?"
)
_SIGNED = re.compile(
    rf"(?P<mark>{_SIGN})(?<![A-RT-Za-z]\$){_GAP}(?:\((?=[0-9.,]{{1,20}}\)))?(?!00){_LOWER}{_UPPER}"
)  # A$5 is none, US$5 is one
_NAMED = re.compile(
    rf"(?<![^\W_])(?P<mark>{_NAME}){_GAP}(?P<number>{_SPACED}|{_NUMBER})(?:{_GAP}-?(?P<scale>{_SCALE}))?{_UPPER}"
)
_FOLLOWED = re.compile(
    rf"(?<![\w.,/£€$\u2010-\u2015-]){_LOWER}{_GAP}(?P<mark>{_NAME}|[Pp]ounds|[Ee]uros|dollars)(?![^\W_])"
)
_ALONE = re.compile(rf"(?P<mark>{_SIGN}|{_NAME})?{_GAP}{_LOWER}")
_NO_DIGIT = re.compile(r"[^0-9.]")
_SIGNS = ("£", "€", "$", "\uffe1", "\u20a4")
_NAMES = ("GBP", "EUR", "USD")
_WORDS = ("pounds", "euros", "dollars", "Pounds", "Euros")


class Sum(NamedTuple):
    """A sum of money: where it stands, how much in hundredths (pence), and "GBP", "EUR" or "USD"."""

    start: int
    end: int
    hundredths: int
    currency: str


def sums(text: str) -> list[Sum]:
    """Return the sums of money in a text, in order. Each end of a range is one; a minus before a sum is not read."""
    found: list[Sum] = []
    if any(sign in text for sign in _SIGNS):
        for match in _SIGNED.finditer(text):
            found += _of(match)
    named = any(name in text for name in _NAMES)
    if named:
        for match in _NAMED.finditer(text):
            found += _of(match)
    if named or any(word in text for word in _WORDS):
        found += _followed(text, {end for one in found for end in (one.start, one.end)})
    found.sort()
    return found


def value(text: str) -> tuple[int, str] | None:
    """Read a text that is one sum, of which the currency need not be said: (hundredths, currency or "")."""
    text = text.strip()
    match = _ALONE.fullmatch(text)
    if match:
        return hundredths(match["number"], match["scale"]), _currency(match["mark"]) if match["mark"] else ""
    found = sums(text)
    return (found[0].hundredths, found[0].currency) if len(found) == 1 and found[0][:2] == (0, len(text)) else None


def hundredths(number: str, scale: str | None = None) -> int:
    """Return a number as printed, times a thousand, million ..., in hundredths, rounded half up; MOST if it is more."""
    if number[-3:-2] == ",":
        number = number.replace(".", "").replace(",", ".")
    digits = number if number.isascii() and number.isdigit() else _NO_DIGIT.sub("", number)
    whole, _, decimals = digits.partition(".")
    whole, decimals = whole.lstrip("0"), decimals[:18]
    if len(whole) > 18:
        return MOST
    noughts = _NOUGHTS[scale[:2].lower()] if scale else 0
    cut: int = 10 ** len(decimals)
    exact: int = int(f"{whole}{decimals}" or "0") * 10 ** (noughts + 2)
    return min(MOST, (2 * exact + cut) // (2 * cut))


def _of(match: re.Match[str]) -> list[Sum]:
    """Return one sum, or both of a range; the scale of the second is that of the first, if that has none."""
    mark, number, scale, dash, again, upper, upper_scale = match.group(
        "mark", "number", "scale", "dash", "again", "upper", "upper_scale"
    )
    currency = _currency(mark)
    end = match.end("scale" if scale else "number")
    alone = Sum(match.start(), end, hundredths(number, scale), currency)
    close = dash != "to" and match.end("dash") - end == 1 == match.start("upper") - match.start("dash")
    if not upper or not (again or close or upper_scale):  # £50 to 100 people
        return [alone]
    last = hundredths(upper, upper_scale)
    if not scale and upper_scale and hundredths(number) < hundredths(upper):
        alone = Sum(match.start(), end, hundredths(number, upper_scale), currency)
    if not again and last <= alone.hundredths:
        return [alone]
    start = match.start("again" if again else "upper")
    return [alone, Sum(start, match.end(), last, _currency(again) if again else currency)]


def _followed(text: str, taken: set[int]) -> Iterator[Sum]:
    """Yield the sums whose currency comes after them, but those `taken`: GBP 500 pounds is one sum."""
    for match in _FOLLOWED.finditer(text):
        number, scale, mark = match.group("number", "scale", "mark")
        if not taken & {match.start(), match.end("scale" if scale else "number")}:
            yield Sum(match.start(), match.end(), hundredths(number, scale), _currency(mark))


def _currency(mark: str) -> str:
    return _CURRENCIES.get(mark) or _CURRENCIES[mark.lower()]
