"""Text from outside, made harmless before it reaches a terminal; colours and links only where they belong."""

import os
import re
import sys
import unicodedata
from collections.abc import Callable
from textwrap import wrap

NARROWEST = 40
WIDEST = 120
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, escape among them; not tab (9) and line feed (10)
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks that turn the direction of reading
    "\u2028\u2029\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_BREAKS = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return text that cannot drive a terminal nor mislead its reader; lines and tabs stay."""
    return _HARMFUL.sub("\ufffd", text.replace("\r\n", "\n"))


def line(text: str) -> str:
    """Return text as one harmless line."""
    return _BREAKS.sub(" ", clean(text)).strip()


def plural(noun: str) -> str:
    """Return a noun of many: "pages", "queries", "addresses"."""
    return f"{noun[:-1]}ies" if noun.endswith("ry") else f"{noun}es" if noun.endswith("s") else f"{noun}s"


def many(number: int, noun: str) -> str:
    """Return how many there are of something, as "1 page" or "1,204 pages"."""
    return f"{number:,} {noun if number == 1 else plural(noun)}"


def per_second(number: int, seconds: float, nouns: str = "") -> str:
    """Return how many a second were done, as "12 pages/s"; of few, as by OCR, with a place behind the point."""
    rate = number / max(seconds, 0.001)
    unit = f" {nouns}/s" if nouns else "/s"
    return f"{rate:,.0f}{unit}" if rate >= 10 else f"{rate:.1f}{unit}"


def sureness(confidence: float) -> str:
    """Return how sure OCR was of a page."""
    return f"OCR, {confidence * 100:.0f} % sure"


def colours() -> bool:
    """Tell whether stdout is a terminal on which colours are wanted. Source: no-color.org."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Return how many columns to fill."""
    return max(NARROWEST, min(WIDEST, _columns() or 100))


def _columns() -> int:
    """Return how wide the terminal is, 0 if that is not known. As `shutil` does, which takes 2 ms to load."""
    wanted = os.environ.get("COLUMNS", "")
    if wanted.isascii() and wanted.isdigit() and int(wanted):
        return int(wanted)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns if sys.__stdout__ else 0
    except (OSError, ValueError):
        return 0


def screen() -> tuple[int, int] | None:
    """Return how many columns and rows the terminal has that stdout is; None if it is none, or does not say."""
    if not sys.stdout.isatty():
        return None
    try:
        size = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError):
        return None
    return (size.columns, size.lines) if size.columns and size.lines else None


def folded(text: str) -> str:
    """Return a line in as many as the terminal needs, under where its last column begins; piped, it stays one."""
    if not sys.stdout.isatty() or len(text) <= width():
        return text
    begins = re.match(r" *(?:\S+(?: \S+)? {2,})?", text)
    first = begins[0] if begins else ""
    under = " " * min(len(first), NARROWEST // 2)
    lines = wrap(text[len(first) :], width() - len(under), break_long_words=False, break_on_hyphens=False)
    return first + f"\n{under}".join(lines)  # an address that is too long stays whole, and beside its name


def fact(name: str, value: str, beside: int, style: Callable[[str], str] = str) -> str:
    """Return a line that says what something is, its name dim and as wide as `beside`; see `folded`."""
    text = folded(f"{name:<{beside}} {value}")
    return dim(name) + text[len(name) : beside + 1] + style(text[beside + 1 :])


def columns(text: str) -> int:
    """Return how many columns text takes: wide characters take two, combining ones none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def bold(text: str) -> str:
    """Return text as bold, where colours are wanted."""
    return f"\x1b[1m{text}\x1b[0m" if colours() else text


def dim(text: str) -> str:
    """Return text that is less important than what is around it; none without letters."""
    return f"\x1b[2m{text}\x1b[0m" if text and colours() else text


def link(text: str, url: str) -> str:
    """Return text as a link a terminal can open, if stdout is one and the address is of the web.

    Source: the OSC 8 convention for hyperlinks in terminals.
    """
    address = web_address(url) if colours() else ""
    return f"\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\" if address else text


def web_address(url: str) -> str:
    """Return an address if it is one of the web and harmless, else ""."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc and clean(url) == url and " " not in url else ""
