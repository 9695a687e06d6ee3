"""Dates as sites print them, by the layouts a declaration names or the usual ones."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from scraper.reading import PageChanged, one_line

USUAL = ("%d %B %Y", "%d %b %Y", "%A %d %B %Y", "%A, %d %B %Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%B %Y")
"""Where no layout is named: as the United Kingdom writes them, the day before the month."""

LONGEST = 80
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.I)


def read_date(text: str, layouts: Iterable[str] = (), zone: str = "UTC") -> datetime:
    """Read a date, or a date with a time, as UTC.

    A date without a time is midnight UTC, so that it stays the day that was printed; a time without a zone is
    of `zone`. With layouts named, only those count. Raises PageChanged if it cannot be read.
    """
    plain = _ORDINAL.sub("", one_line(text))[:LONGEST]
    named = tuple(layouts)
    if not named:
        for read in (_iso, _mail):
            found = read(plain, zone)
            if found:
                return found
    for layout in named or USUAL:
        try:
            found = datetime.strptime(plain, layout)  # noqa: DTZ007 - its zone is put on below
        except ValueError:
            continue
        timed = "%H" in layout or "%I" in layout or found.tzinfo is not None
        return _utc(found, zone if timed else "UTC", text)
    wanted = " or ".join(named) if named else "any usual form"
    raise PageChanged(f"{plain!r} is not a date of {'the form ' if named else ''}{wanted}")


def _iso(text: str, zone: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    day_alone = len(text) <= len("2024-01-01")
    return _utc(found, "UTC" if day_alone else zone, text)


def _mail(text: str, zone: str) -> datetime | None:
    """As in RSS: Tue, 26 Aug 2014 09:30:00 GMT."""
    if ":" not in text:
        return None
    try:
        return _utc(parsedate_to_datetime(text), zone, text)
    except (ValueError, TypeError, IndexError):
        return None


def _utc(time: datetime, zone: str, text: str) -> datetime:
    try:
        return (time if time.tzinfo else time.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)
    except OverflowError as exc:
        raise PageChanged(f"{text!r} is out of range") from exc
