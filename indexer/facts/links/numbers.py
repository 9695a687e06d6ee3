"""Numbers that tell one text from another: sums and counts, but no years, dates, references or telephones."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from indexer.sums import MOST, hundredths, sums

LEAST = 1_000
"""Numbers below ten, in hundredths, are in every text; a sum of money counts from a pound."""

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_NUMBER = re.compile(
    rf"(?<![\w.,:/£€$\u2010-\u2015\u2212+#-])(?:[0-9]{{1,3}}+(?:,[0-9]{{3}})++|[0-9]{{1,12}}+)(?:\.[0-9]{{1,4}}+)?+"
    rf"(?:[^\S\n]?(?P<scale>(?i:thousand|million|billion|bn|m|k))(?![^\W_]))?+"
    rf"(?![\w/]|[.,:\u2010-\u2015-][0-9]|[^\S\n]{{0,2}}(?:st|nd|rd|th)?[^\S\n]?{_MONTH})"
)
_LABELLED = re.compile(
    rf"(?i:(?<![\w'\u2019])(?:section|sections|s|regulation|reg|article|page|question|q|no|ref|reference|number|foi|tel|phone|act)"
    rf"[.:#]{{0,2}}|\b{_MONTH}[a-z]{{0,6}}\.?)[^\S\n]{{0,2}}$"
)
_AHEAD = 20
_TELEPHONE = re.compile(r"(?<![0-9])\(?0[0-9]{2,4}\)?[ -][0-9]{3,4}(?:[ -][0-9]{3,4})?(?![0-9])")


class Number(NamedTuple):
    """A number in a text, in hundredths; `money` if a currency stands with it."""

    start: int
    end: int
    value: int
    money: bool


def numbers(text: str) -> list[Number]:
    """Return the numbers of a text that count for anything, in order."""
    found = [Number(one.start, one.end, one.hundredths, money=True) for one in sums(text) if 100 <= one[2] < MOST]
    taken = {at for one in found for at in (one.start, one.end)}
    found += [one for one in _bare(text) if one.start not in taken and one.end not in taken]
    found.sort()
    return found


def unit(value: int) -> int:
    """Return how finely a value is told: 61,385 to one, 61,000 to a thousand, 1.3 million to a hundred thousand."""
    step = 1
    while value and value % (step * 10) == 0:
        step *= 10
    return step


def _bare(text: str) -> Iterator[Number]:
    telephones = {at for match in _TELEPHONE.finditer(text) for at in range(*match.span())}
    for match in _NUMBER.finditer(text):
        if match.start() in telephones:
            continue
        printed, scale = match.group(), match["scale"]
        digits = printed[: match.start("scale") - match.start()].rstrip() if scale else printed
        if not scale and (_is_year(digits) or (digits[0] == "0" and digits[1:2].isdigit())):
            continue
        value = hundredths(digits, scale)
        if LEAST <= value < MOST and not _is_labelled(text, match.start()):
            yield Number(match.start(), match.end(), value, money=False)


def _is_labelled(text: str, start: int) -> bool:
    """Tell whether a word before a number says that it is the number of something, or of a month."""
    before = text[start - 1 : start].strip() or text[start - 2 : start - 1]
    return (before.isalpha() or before in ".:#") and bool(_LABELLED.search(text, max(0, start - _AHEAD), start))


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits[:2] in ("18", "19", "20")
