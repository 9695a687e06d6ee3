"""Numbers, days and periods of a text, out of its pieces: by value, however they are written."""

import re
from collections.abc import Sequence

from indexer.duplicates.wording import ACTS, MONTHS, PERIODS

_LARGE = {"million": "000000", "m": "000000", "billion": "000000000", "bn": "000000000", "k": "000"}
_SIZE = re.compile(r"(million|billion|bn|m|k)$")
_ORDINAL = re.compile(r"[0-9]{1,2}(?:st|nd|rd|th)?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_HALVES = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?"), re.compile(r"[0-9][A-Z]{2}")
"""The halves of a postcode."""
_DASHES = frozenset("-/–")
FIGURE, YEAR, PERIOD, NOTHING = "figure", "year", "period", ""

Read = tuple[str, str, int]
"""What a number is, its value, and how many pieces it takes."""


def number(pieces: Sequence[str], at: int) -> Read:
    """Read the number that begins at a piece; NOTHING if it is a letter's day, a telephone, or "1." of a list."""
    some = pieces[at : at + 6]
    before = pieces[at - 1] if at else "\n"
    if before == "\n" and len(some[0]) < 3 and some[1:2] in (["."], [")"]):
        return NOTHING, "", 2
    length = _phone(some, before) or _day(some)
    if length:
        meant = before.lower() in PERIODS
        return (PERIOD, " ".join(some[:length]).lower(), length) if meant else (NOTHING, "", length)
    if _YEAR.fullmatch(some[0]):
        return _year(some, before)
    after = some[1] if len(some) > 1 else ""
    if after == "%" and len(some[0]) < 9:
        return FIGURE, _hundredth(value(some[0])), 2
    large = after if after in ("million", "billion", "bn") else ""
    return FIGURE, value(some[0] + large), 2 if large else 1


def month(pieces: Sequence[str], at: int) -> Read | None:
    """Read the month and year, or the day, that begin at a month's name; None if it is none."""
    of = MONTHS.get(pieces[at].lower())
    some = [piece for piece in pieces[at + 1 : at + 4] if piece not in (",", ".")]
    if not of or not some:
        return None
    skipped = 1 + (pieces[at + 1] in (",", "."))
    if _YEAR.fullmatch(some[0]):
        return PERIOD, f"{some[0]}-{of}", skipped + 1
    if len(some) > 1 and _ORDINAL.fullmatch(some[0]) and _YEAR.fullmatch(some[1]):
        return NOTHING, "", 3 + (pieces[at + 2] == ",")
    return None


def postcode(pieces: Sequence[str], at: int) -> bool:
    """Tell whether two pieces are a postcode."""
    return at + 1 < len(pieces) and all(half.fullmatch(pieces[at + n]) for n, half in enumerate(_HALVES))


def value(text: str) -> str:
    """Return the same for all ways to write a number: "1,234.50", "1234.5"; "£1.2m" is 1200000."""
    size = _SIZE.search(text)
    whole, _, part = (text[: size.start()] if size else text).replace(",", "").partition(".")
    part = part.rstrip("0")
    noughts = _LARGE[size[1]] if size else ""
    if noughts and len(part) <= len(noughts):
        whole, part = whole + part + noughts[len(part) :], ""
    return (whole.lstrip("0") or "0") + (f".{part}" if part else "")


def near(one: str, other: str) -> bool:
    """Tell whether one value may be the other rounded: a sheet has 1234.56 where its PDF has 1,235."""
    if not (one[0].isdecimal() and other[0].isdecimal() and max(len(one), len(other)) < 16):
        return False
    coarse = min(_places(one), _places(other))
    try:
        return abs(float(one) - float(other)) <= 0.5000001 * 10.0**-coarse and one[:1] == other[:1]
    except ValueError:
        return False


def _places(number: str) -> int:
    return len(number.partition(".")[2])


def _hundredth(number: str) -> str:
    """Return a percentage as the share it is: 8.5 as 0.085."""
    whole, _, part = number.partition(".")
    whole = whole.zfill(3)
    return value(f"{whole[:-2]}.{whole[-2:]}{part}")


def _year(some: Sequence[str], before: str) -> Read:
    if len(some) > 2 and some[1] in _DASHES and some[2].isdigit() and len(some[2]) in (2, 4):
        return PERIOD, f"{some[0]}-{some[2][-2:]}", 3
    return (NOTHING if before.lower() in ACTS else YEAR), some[0], 1


def _day(some: Sequence[str]) -> int:
    """Return how many pieces a day takes, 0 if it is none."""
    if len(some) > 4 and some[1] in _DASHES and some[3] == some[1] and some[2].isdigit() and some[4].isdigit():
        return 5 if [len(part) < 3 for part in some[:5:2]].count(True) > 1 and max(map(len, some[:5:2])) < 5 else 0
    if not _ORDINAL.fullmatch(some[0]):
        return 0
    at = 2 if some[1:2] == ["of"] else 1
    if len(some) <= at or some[at].lower() not in MONTHS:
        return 0
    after = [n for n in range(at + 1, min(at + 3, len(some))) if some[n] not in (",", ".")]
    return after[0] + 1 if after and _YEAR.fullmatch(some[after[0]]) else 0


def _phone(some: Sequence[str], before: str) -> int:
    """Return how many pieces the number of a telephone takes, 0 if it is none."""
    if not (some[0].isdigit() and ((some[0][0] == "0" and len(some[0]) > 2) or before == "+")):
        return 0
    digits = 0
    for length, piece in enumerate(some, 1):
        if piece.isdigit():
            digits += len(piece)
        elif piece not in ("(", ")", "-"):
            return 0
        if digits >= 10:
            return length if digits <= 12 else 0
    return 0
