"""Plain statements of a content stream, each matched at once.

Most of a stream is drawing, and most of the rest is one of few ways to move or show text. Token by token, in
Python, they cost half of all the time there was.
"""

import re
from binascii import hexlify
from dataclasses import dataclass
from typing import Any, TypeAlias

from indexer.extract.lean.tokens import Operand, Operands, hex_string, name, unescaped

_END = rb"(?=[\s/\[(<])"
_NUMBERS = rb"[-+.\d\s]*"
_STRING = rb"\([^()\\]*(?:\\.[^()\\]*){0,500}\)"
_HEX = rb"<[0-9A-Fa-f\s]*>"
_NAME = rb"/[^#/%\[\]()<>{}\s\x00]+"

_STATEMENT = (
    rb"\s*+(?:"  # possessive: or a megabyte of blanks is gone through a million times
    # Lines and paths, passed over; up to 500 at once, as each costs the matcher memory.
    rb"%(numbers)s(?:re(?!\s+[fFbBW])|[mlcvyhSnwJjMi]|s|ET|%(marks)sBX|EX)%(end)s"
    rb"%(marked)s"
    rb"|\s*%(name)s\s+(?:ri|MP)%(end)s"
    rb"|\s*\[[\d.\s]*\][\d.\s]*d%(end)s){0,500}\s*(?:"
    rb"(%(numbers)s)(?:"  # 1 numbers and
    rb"(T[dDmcwzLs*r]|BT|q|Q|cm|rg|RG|[gGkK]|scn?|SCN?|[fBbW]\*?|F|EMC)%(end)s"  # 2 what they do
    rb"|re\s+(W\*?\s+n|[fBb]\*?|F)%(end)s)"  # 3 what is done to a rectangle
    rb"|\[((?:%(numbers)s(?:%(string)s|%(hex)s)){0,2000}%(numbers)s)\]\s*TJ%(end)s"  # 4 the inside of an array, shown
    rb"|(%(string)s|%(hex)s)\s*Tj%(end)s"  # 5 a string shown
    rb"|(%(name)s)\s+([-+.\d]+)\s+Tf%(end)s"  # 6 7 a font and its size
    rb"|(%(name)s)\s+(Do|gs|cs|CS|scn|SCN|sh)%(end)s"  # 8 9 a name, and what is done by it
    rb"%(said)s"  # 10 the inside of a dictionary that marks content
    rb")?"
)
_SAID = rb"|%(name)s\s*<<((?:[^<>()]++|%(string)s|%(hex)s){0,50})>>\s*BDC%(end)s"


def _statement(marks: bytes, marked: bytes, said: bytes) -> re.Pattern[bytes]:
    plain = {b"numbers": _NUMBERS, b"end": _END, b"string": _STRING, b"hex": _HEX, b"name": _NAME}
    own = {b"marks": marks, b"marked": marked % plain, b"said": said % plain}
    return re.compile(_STATEMENT % (plain | own), re.DOTALL)


STATEMENT = _statement(
    marks=rb"EMC|",
    marked=rb"|\s*%(name)s\s+BMC%(end)s|\s*%(name)s\s*(?:<<[^<>()]*>>|%(name)s)\s*BDC%(end)s",
    said=b"",
)
"""Matches something of everything; what is no plain statement it matches emptily."""
MARKED_STATEMENT = _statement(marks=b"", marked=b"", said=_SAID)
"""The same where it matters which content is marked, and how."""

NUMBERS_BEFORE, _MOVE, _DONE, _ARRAY, _TEXT, _FONT, _SIZE, _NAMED, _BY_NAME, _MARKED = range(1, 11)
_ACTUAL = re.compile(rb"/ActualText\s*(%b|%b)" % (_STRING, _HEX), re.DOTALL)

RECTANGLE = b"re"
ACTUAL_TEXT = "ActualText"
PAINTS = frozenset({RECTANGLE, b"W", b"W*", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})
PATH_ENDS = (b"e", b"h", b"l", b"c", b"v", b"y")
"""Last letters of what a path goes on from."""
CLIPS = frozenset({b"W", b"W*"})

ITEM = re.compile(rb"\(((?:[^()\\]|\\.)*)\)|<([^>]*)>|([-+]?(?:\d+\.?\d*|\.\d+))", re.DOTALL)
"""A plain string, a hexadecimal one or a number of an array."""


@dataclass(slots=True)
class Array:
    """What stands in an array that is shown; it may be a thousand letters, each with its number."""

    raw: bytes
    _items: Operands | None = None

    @classmethod
    def of(cls, items: Operands) -> "Array":
        """The array of these; what is neither string nor number becomes an empty string."""
        raw = (b"%f " % item if isinstance(item, float) else b"<%s>" % _hexed(item) for item in items)
        return cls(b"".join(raw), items)

    def items(self) -> Operands:
        """Its strings and numbers, kept: a row of a table asks for them cell by cell."""
        if self._items is None:
            self._items = [
                float(number) if number else hex_string(hexed) if hexed else unescaped(plain)
                for plain, hexed, number in ITEM.findall(self.raw)
            ]
        return self._items


def _hexed(item: Operand) -> bytes:
    return hexlify(item) if isinstance(item, bytes) else b""


Shown: TypeAlias = Array | Operands
"""What one operator shows: strings, and numbers that move back what follows them."""


def items_of(sequence: Shown) -> Operands:
    """Its strings and numbers."""
    return sequence.items() if isinstance(sequence, Array) else sequence


class OddNumber(Exception):
    """A number that is none, or two, as "1-2"; what it belongs to begins at `position`."""

    def __init__(self, position: int) -> None:
        super().__init__()
        self.position = position


def read(statement: re.Match[bytes]) -> tuple[bytes, list[Any]] | None:
    """The operator and what stands before it; None for what was passed over. Raises OddNumber."""
    kind = statement.lastindex
    if kind is None:
        return None
    try:
        if kind == _MOVE:
            return statement[_MOVE], list(map(float, statement[NUMBERS_BEFORE].split()))
        if kind == _DONE:
            numbers = list(map(float, statement[NUMBERS_BEFORE].split()))
            return RECTANGLE, [statement[_DONE].split()[0], *numbers]
        if kind == _ARRAY:
            return b"TJ", [Array(statement[_ARRAY])]
        if kind == _TEXT:
            return b"Tj", [shown(statement[_TEXT])]
        if kind == _MARKED:
            said = _ACTUAL.search(statement[_MARKED])
            return b"BDC", [ACTUAL_TEXT, shown(said[1])] if said else []
        if kind == _SIZE:
            return b"Tf", [name(statement[_FONT][1:]), float(statement[_SIZE])]
    except ValueError as exc:
        raise OddNumber(statement.start(NUMBERS_BEFORE if kind == _DONE else kind - 1)) from exc
    return statement[_BY_NAME], [name(statement[_NAMED][1:])]


def shown(string: bytes) -> bytes:
    """What a string stands for, given with its brackets."""
    return unescaped(string[1:-1]) if string.startswith(b"(") else hex_string(string[1:-1])
