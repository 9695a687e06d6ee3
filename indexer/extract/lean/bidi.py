"""Text written from right to left: from the order in which it stands on the page to that in which it is read.

A line is put in order from left to right; Arabic and Hebrew words came out backwards, and no search found them.
Latin words and numbers within them keep their order; brackets are in most files those that are read, not those that
are seen, and stay. Source: a small part of Unicode Standard Annex 9.
"""

import re
import unicodedata

_LETTERS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_KINDS = {"R": "R", "AL": "R", "NSM": "R", "L": "L", "EN": "N", "AN": "N", "CS": "s", "ES": "s", "ET": "s"}
_LEFT_TO_RIGHT = re.compile("L(?:[LNsx]*[LN])?|N(?:[Ns]*N)?")
_RIGHT_TO_LEFT = re.compile("R(?:[Rsx]*R)?")


def in_reading_order(line: str) -> str:
    """A line as it is read, given as it stands from left to right."""
    if line.isascii() or not _LETTERS.search(line):
        return line
    kinds = "".join(_KINDS.get(unicodedata.bidirectional(letter), "x") for letter in line)
    if kinds.count("R") < kinds.count("L"):
        return _turned(line, kinds, _RIGHT_TO_LEFT)
    return _turned(line[::-1], kinds[::-1], _LEFT_TO_RIGHT)


def as_it_stands(letter: str) -> str:
    """A glyph of several letters in the order in which they would stand from left to right."""
    return letter[::-1] if len(letter) > 1 and _LETTERS.match(letter) else letter


def _turned(line: str, kinds: str, what: re.Pattern[str]) -> str:
    """The line with each such part of it turned round."""
    parts, end = list[str](), 0
    for part in what.finditer(kinds):
        parts += (line[end : part.start()], line[part.start() : part.end()][::-1])
        end = part.end()
    return "".join((*parts, line[end:]))
