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

STATEMENT = re.compile(
    rb"\s*+(?:"  # possessive: or a megabyte of blanks is gone through a million times
    # Drawing and colour, passed over; up to 500 at once, as each costs the matcher memory.
    rb"%(numbers)s(?:re|rg|RG|scn?|SCN?|[mlcvyhSfFnWBbgGkKwJjMi]|s|[fBbW]\*|ET|Tr|EMC|BX|EX)%(end)s"
    rb"|\s*%(name)s\s+(?:gs|cs|CS|scn|SCN|ri|sh|BMC|MP)%(end)s"
    rb"|\s*%(name)s\s*(?:<<[^<>()]*>>|%(name)s)\s*BDC%(end)s"
    rb"|\s*\[[\d.\s]*\][\d.\s]*d%(end)s){0,500}\s*(?:"
    rb"(%(numbers)s)(T[dDmcwzLs*]|BT|q|Q|cm)%(end)s"  # 1 2 numbers and what they do
    rb"|\[((?:%(numbers)s(?:%(string)s|%(hex)s)){0,2000}%(numbers)s)\]\s*TJ%(end)s"  # 3 the inside of an array, shown
    rb"|(%(string)s|%(hex)s)\s*Tj%(end)s"  # 4 a string shown
    rb"|(%(name)s)\s+([-+.\d]+)\s+Tf%(end)s"  # 5 6 a font and its size
    rb"|(%(name)s)\s+Do%(end)s"  # 7 a form or image
    rb")?" % {b"numbers": _NUMBERS, b"end": _END, b"string": _STRING, b"hex": _HEX, b"name": _NAME},
    re.DOTALL,
)
"""Matches something of everything; what is no plain statement it matches emptily."""

_NUMBERS_BEFORE, _MOVE, _ARRAY, _TEXT, _FONT, _SIZE, _FORM = range(1, 8)

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
            return statement[_MOVE], [float(number) for number in statement[_NUMBERS_BEFORE].split()]
        if kind == _ARRAY:
            return b"TJ", [Array(statement[_ARRAY])]
        if kind == _TEXT:
            return b"Tj", [shown(statement[_TEXT])]
        if kind == _SIZE:
            return b"Tf", [name(statement[_FONT][1:]), float(statement[_SIZE])]
    except ValueError as exc:
        raise OddNumber(statement.start(kind - 1)) from exc
    return b"Do", [name(statement[_FORM][1:])]


def shown(string: bytes) -> bytes:
    """What a string stands for, given with its brackets."""
    return unescaped(string[1:-1]) if string.startswith(b"(") else hex_string(string[1:-1])
