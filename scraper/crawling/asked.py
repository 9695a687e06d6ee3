"""What a person asks of a crawl, read as it is typed. Each raises ValueError that says what cannot be read."""

from datetime import datetime
from urllib.parse import urlsplit

from scraper.reading import PageChanged, day


def first_day(text: str) -> datetime | None:
    """Return the day from which on publications are wanted, None if none is given."""
    try:
        return day(text, "%Y-%m-%d") if text else None
    except PageChanged as exc:
        raise ValueError(f"{text!r} is no date: give it as 2024-08-26") from exc


def most(text: str) -> int | None:
    """Return how many publications are wanted, None if no number is given."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and int(text)):
        raise ValueError(f"{text!r} is no limit: give a whole number from 1")
    return int(text)


def site_address(text: str, home: str) -> str:
    """Return the address of a site without a path, the usual one if none is given."""
    base = (text or home).rstrip("/")
    fault = ValueError(f"{text!r} is not the address of a site, such as {home}")
    try:
        parts = urlsplit(base)
    except ValueError:
        raise fault from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise fault
    return base
