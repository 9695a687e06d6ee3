"""References of requests and releases in a text, and what the spellings of one have in common.

FOI-2024/0113, FOI2024/00113, FOI 2024 0113, FOI 0113-24, F0113-24, 0113-24 and 2024-0113 are all "2024/113".
IC-123456-A1B2 stays as it is. The forms are those of GOV.UK's bodies, of police forces (F-2010-00325,
01/FOI/24/036123), of Scotland's government (FOI/18/00042) and of the Information Commissioner.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

_DASH = r"[-\u2010-\u2015\u2212/]"
_TWO = rf"([0-9]{{2,8}})(\s?(?:{_DASH}|[_.])\s?|\s)([0-9]{{1,8}})(?![^\W_]|[-/.,]?[0-9])"
_WORDS = r"(?:\s(?i:request|reference|ref|number|no)\b[.:]?){0,2}"
_LAW = re.compile(
    rf"[EFRefr](?<![^\W_].)(?i:(?<=F)OI(?:SA|A)?|(?<=E)IR|(?<=R)FI){_WORDS}[-\u2010-\u2015/#:_.\s]{{0,3}}{_TWO}"
)
_LAWS = ("FOI", "foi", "Foi", "EIR", "RFI")
"""How these laws are written. The pattern, tried at every e, f and r, was a twentieth of building an index."""
_F = re.compile(rf"F(?<![^\W_].)-?{_TWO}")
_BARE = re.compile(rf"{_DASH}(?<=[0-9]{{3}}.)([0-9]{{2,7}})(?![^\W_]|[-/.:,]?[0-9]|\s[0-9]{{3}})")
_AHEAD = re.compile(r"(?<![\w.,/£€$+-])(?<![0-9]\s)[0-9]{3,6}$")
_PHONE = re.compile(r"(?i:tel|phone|fax|mobile|ext)\b[^\n]{0,12}$")
_COMMISSIONER = re.compile(r"IC(?<![^\W_]..)[-\s]?([0-9]{4,7})(?:-|\s(?=[A-Z]*[0-9]))([A-Z0-9]{4})(?![^\W_])")
_BESIDE = re.compile(r"^[^\w]+|[^\w]+$|^[0-9]{2}/(?=FOI/)")
"""What may stand beside a reference and is not of it. Police forces put an office first: 01/FOI/24/036123."""


class Ref(NamedTuple):
    """A reference: where it stands, and its key, which all its spellings share."""

    start: int
    end: int
    key: str


def references(text: str) -> list[Ref]:
    """Return the references in a text, in order. Spans of years, dates, sums and numbers of telephones are none."""
    return _found(text, lax=False)


def reference_key(text: str) -> str | None:
    """Return the key of a text that is one reference and nothing else, None if it is none.

    Knowing that, a little more is understood than within a text: 1034-14 is the request 1034 of 2014.
    """
    text = _BESIDE.sub("", " ".join(text.split()).upper())
    found = _found(text, lax=True)
    return found[0].key if len(found) == 1 and found[0][:2] == (0, len(text)) else None


def _found(text: str, *, lax: bool) -> list[Ref]:
    marks = chain(_by_law(text), _F.finditer(text))
    found = [
        Ref(match.start(), match.end(), key)
        for match in marks
        if (key := _marked(match[1], match[3], blank=match[2].isspace()))
    ]
    if "IC" in text:
        found += [Ref(one.start(), one.end(), f"IC-{one[1]}-{one[2]}") for one in _COMMISSIONER.finditer(text)]
    ends = {one.end for one in found}
    for match in _BARE.finditer(text):
        ahead = _AHEAD.search(text, max(0, match.start() - 6), match.start())
        key = _bare(ahead.group(), match[1], lax=lax) if ahead and match.end() not in ends else None
        if ahead and key and not _PHONE.search(text, max(0, ahead.start() - 20), ahead.start()):
            found.append(Ref(ahead.start(), match.end(), key))
    found.sort()
    return found


def _by_law(text: str) -> Iterator[re.Match[str]]:
    """Yield where numbers follow the name of a law."""
    for law in _LAWS:
        at = text.find(law)
        while at >= 0:
            if match := _LAW.match(text, at):
                yield match
            at = text.find(law, at + len(law))


def _marked(first: str, second: str, *, blank: bool) -> str | None:
    """Return the key of two numbers after FOI or the like; `blank` if only white space parts them."""
    if _is_year(first):
        if _is_span(first, second) or (blank and len(second) < 3):
            return None
        return _key(first, second)
    if len(first) == 2 and len(second) >= 3:
        return _key(first, second)
    if len(first) >= 3 and not blank and (len(second) == 2 or _is_year(second)):
        return _key(second, first)
    return None


def _bare(first: str, second: str, *, lax: bool) -> str | None:
    """Return the key of two numbers that nothing marks as a reference: they must look like one."""
    if _is_year(first):
        return _key(first, second) if len(second) >= 3 and not _is_span(first, second) else None
    if _is_year(second) or (len(second) == 2 and (lax or (first[0] == "0" and len(first) >= 4))):
        return _key(second, first)
    return None


def _is_year(number: str) -> bool:
    return len(number) == 4 and number[:2] in ("19", "20")


def _is_span(first: str, second: str) -> bool:
    """Say if these are years: 2010-2014, 2013-14."""
    if len(second) == 2:
        return int(second) == (int(first) + 1) % 100
    return _is_year(second) and second > first


def _key(year: str, number: str) -> str | None:
    """Return the year in full and the number without its noughts; None for a year no such law was in force."""
    if len(year) == 2:
        if "50" <= year < "90":
            return None
        year = f"{'20' if year < '50' else '19'}{year}"
    return f"{year}/{number.lstrip('0') or '0'}"
