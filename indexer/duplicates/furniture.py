"""A text without its furniture: what differs from copy to copy of a letter, and what stands in every letter.

Left out are references, addresses, the numbers of pages, the head and the foot of a letter, and sentences on how to
complain and who may use it again.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from indexer.references import references

LEAST = 15
"""Words that must be left of a text once its furniture is out; else nothing is left out of it."""
_HEAD = re.compile(r"(?:^|\n)[ \t]*+Dear\b[^\n]{0,60}\n")
_FOOT = re.compile(r"\n[ \t]*+(?:Yours\s(?:sincerely|faithfully|truly)|Kind(?:est)?\sregards|Best\swishes)\b")
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>]++")
_PAGE = re.compile(
    r"(?<=\n)[ \t]*+[Pp]age\s{1,3}[0-9]{1,5}[ \t]*+(?=\n)|[Pp]age\s{1,3}[0-9]{1,5}\s{1,3}of\s{1,3}[0-9]{1,5}"
)
_NAMED = re.compile(r"(?:ref(?:erence)?|(?:case|request)(?= n))(?: ?(?:no|number))?[.: ]{1,3}[^ ]{0,20}[0-9][^ ]{0,20}")
_END = re.compile(r"[.!?](?=\s)|\n[ \t]*\n")
_WORDS = re.compile(r"[^\W_]++")
_HYPHENS = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\n(?=[a-z])|\u00ad")
_STANDING = (
    *("internal review", "information commissioner", "wycliffe house", "right to appeal", "right of appeal"),
    *("right to complain", "you are unhappy", "you are dissatisfied", "you are not satisfied", "remain dissatisfied"),
    *("you are not content", "you are not happy", "wish to complain", "wish to appeal", "open government licen"),
    *("re-use of public", "reuse of public", "thank you for your request", "thank you for your letter"),
    *("thank you for your e-mail", "thank you for your email", "thank you for your enquiry", "i refer to your"),
    *("request dated", "request received", "request of", "letter dated", "email dated", "which we received on"),
    *("under the freedom of information", "under the terms of the freedom", "please quote", "all rights reserved"),
    *(" cookies ", "skip to main content", "skip to content"),
)
"""What a sentence says that stands in every answer, or over every page."""
_NEAR = 400
"""Characters on either side within which the ends of a sentence are looked for."""


class Bare(NamedTuple):
    """A text without furniture, the keys of the references that were in it, and what stood over it."""

    text: str
    references: tuple[str, ...]
    head: str


def plain(text: str) -> str:
    """Return a text without what layout does to it: words parted at the end of a line, compatibility letters."""
    return _HYPHENS.sub("", text if text.isascii() else unicodedata.normalize("NFKC", text))


def words(text: str) -> list[str]:
    """Return all words and numbers of a plain text, in small letters: two texts with the same say the same."""
    return _WORDS.findall(text.casefold())


def bare(text: str) -> Bare:
    """Take the furniture out of a plain text."""
    named = references(text)
    text = _without(text, ((one.start, one.end) for one in named))
    keys = tuple(dict.fromkeys(one.key for one in named))
    begun = _HEAD.search(text, 0, 1500)
    at = begun.end() if begun else 0
    left = _without(text[at:], _spans(text[at:]))
    if len(left) < 1000 and len(_WORDS.findall(left)) < LEAST:
        return Bare(text, keys, "")
    return Bare(left, keys, text[:at])


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where furniture stands."""
    flat = text.replace("\n", " ").lower()
    if len(flat) != len(text):  # a letter whose small form is two
        flat = text.replace("\n", " ")
    for phrase in _STANDING:
        at = flat.find(phrase)
        while at >= 0:
            start, end = _sentence(text, at)
            yield start, end
            at = flat.find(phrase, max(end, at + 1))
    if "://" in flat or "www." in flat:
        yield from (match.span() for match in _LINK.finditer(text))
    yield from _mail(flat)
    yield from _references(flat)
    if "page" in flat:
        yield from (match.span() for match in _PAGE.finditer(text))
    yield from ((match.start(), match.end() + _until(text, match.end())) for match in _FOOT.finditer(text))


def _sentence(text: str, at: int) -> tuple[int, int]:
    """Return where the sentence stands that a place is in; of a long one, only what is near."""
    start = max(0, at - _NEAR)
    for match in _END.finditer(text, start, at):
        start = match.end()
    after = _END.search(text, at, at + _NEAR)
    return start, after.end() if after else min(len(text), at + _NEAR)


def _mail(flat: str) -> Iterator[tuple[int, int]]:
    at = flat.find("@")
    while at >= 0:
        start = flat.rfind(" ", max(0, at - 64), at) + 1
        end = flat.find(" ", at, at + 80)
        yield start or max(0, at - 64), end if end >= 0 else min(len(flat), at + 80)
        at = flat.find("@", max(end, at + 1))


def _references(flat: str) -> Iterator[tuple[int, int]]:
    for word in ("ref", "case n", "request n"):
        at = flat.find(word)
        while at >= 0:
            if at == 0 or not flat[at - 1].isalnum():
                match = _NAMED.match(flat, at)
                if match:
                    yield match.span()
            at = flat.find(word, at + 3)


def _until(text: str, at: int) -> int:
    """Return how far the lines under a greeting go: to what runs on as prose, or a few lines on."""
    length = 0
    for line in text[at : at + _NEAR].split("\n")[:8]:
        if len(line.split()) > 8:
            break
        length += len(line) + 1
    return min(length, len(text) - at)


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text with a blank in the place of each of these spans."""
    kept = []
    at = 0
    for start, end in sorted(spans):
        if end > at:
            kept.append(text[at : max(at, start)])
            at = end
    return " ".join((*kept, text[at:])) if kept else text
