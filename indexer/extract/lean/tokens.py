"""A content stream token by token, cut up as pdfminer would cut it: for what is no plain statement."""

import re
from binascii import unhexlify
from collections.abc import Callable
from typing import Any, TypeAlias

from indexer.extract.lean.budget import Unsure

Operand: TypeAlias = float | bytes | str | list[Any]
"""A number, a string, a name, an array."""
Operands: TypeAlias = list[Operand]

TOKEN = re.compile(
    rb"""[\x00\t\n\x0b\x0c\r\x20]+ | %[^\r\n]*
    | ([+-]?\d+(?:\.\d*)?|[+-]?\.\d+|[+-](?:\.)?|\.)   # 1 number
    | ([A-Za-z][^\#/%\[\]()<>{}\s]*|['"])              # 2 operator
    | \(([^()\\]*)\)                                   # 3 plain string
    | <([^<>]*)>                                       # 4 hex string
    | /([^\#/%\[\]()<>{}\s]*(?:\#[^/%\[\]()<>{}\s]*)?) # 5 name
    | (\[) | (\])                                      # 6 7 array
    | (\()                                             # 8 string with escapes or brackets
    """,
    re.VERBOSE,
)
NUMBER, OPERATOR, STRING, HEX, NAME, ARRAY, ARRAY_END, LONG_STRING = range(1, 9)

_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|\r\n|(.))", re.DOTALL)
_ESCAPED = {b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r", b"(": b"(", b")": b")", b"\\": b"\\"}
_BRACKET = re.compile(rb"\\.|[()]", re.DOTALL)
_NO_HEX = re.compile(rb"[^0-9a-fA-F]")
_NAME_CODE = re.compile(rb"#([0-9A-Fa-f]{2})")

DRAWING = frozenset(
    b"b B b* B* BDC BI BMC BT BX c cm cs CS d d0 d1 DP EI EMC ET EX f F f* G g gs h i j J K k l m M MP n re RG rg ri s "
    b"S sc SC scn SCN sh Tr v w W W* y".split()
)
"""Operators that show no text. Source: ISO 32000-1, annex A."""

_VALUES = frozenset({b"true", b"false", b"null"})

END_OF_IMAGE = re.compile(rb"EI[\s\x00]")
END_OF_ASCII85 = re.compile(rb"~>")


def unescaped(string: bytes) -> bytes:
    """A string without its backslashes. Raises Unsure at an octal number over 255."""
    return _ESCAPE.sub(_unescape, string) if b"\\" in string else string


def _unescape(escape: re.Match[bytes]) -> bytes:
    octal, letter = escape.groups()
    if octal:
        code = int(octal, 8)
        if code > 255:
            raise Unsure("a string with a number over 255 in it")
        return bytes((code,))
    return _ESCAPED.get(letter, b"")


def hex_string(digits: bytes) -> bytes:
    """Bytes from hexadecimal digits; a last one alone is taken as it is, as pdfminer takes it."""
    try:
        return unhexlify(digits)
    except ValueError:
        digits = _NO_HEX.sub(b"", digits)
        odd = len(digits) % 2
        return unhexlify(digits[: len(digits) - odd]) + (bytes((int(digits[-1:], 16),)) if odd else b"")


def long_string(body: bytes, start: int) -> tuple[bytes | None, int]:
    """A string that holds brackets or backslashes, from after its first bracket on, and where it ends.

    None if it never does.
    """
    depth = 1
    for found in _BRACKET.finditer(body, start):
        bracket = found[0]
        depth += (bracket == b"(") - (bracket == b")")
        if not depth:
            return unescaped(body[start : found.start()]), found.end()
    return None, len(body)


def name(text: bytes) -> str:
    """A name, given without its slash; one that is no UTF-8 is unlike any other, as it is in pdfminer."""
    if b"#" in text:
        text = _NAME_CODE.sub(lambda code: bytes((int(code[1], 16),)), text)
    return text.decode("utf-8", "backslashreplace")


Execute = Callable[[bytes, Operands], None]


class _Stack:
    """Operands. An array within an array is dropped, and so is an operator in one: pdfminer shows neither."""

    def __init__(self) -> None:
        self.operands: Operands = []
        self._array: Operands = []
        self._depth = 0

    def add(self, value: Operand | None) -> None:
        if value is not None and self._depth < 2:
            (self._array if self._depth else self.operands).append(value)

    def bracket(self, kind: int) -> None:
        if kind == ARRAY:
            self._depth += 1
            self._array = [] if self._depth == 1 else self._array
        elif self._depth:
            self._depth -= 1
            if not self._depth:
                self.operands.append(self._array)

    def takes(self, operator: bytes) -> bool:
        """Whether this is none: a word that is a value, or within an array."""
        if operator in _VALUES:
            self.add(operator.decode())
        return self._depth > 0 or operator in _VALUES


def tokens(body: bytes, start: int, execute: Execute) -> int:
    """Read from `start` token by token up to the next operator, execute that, and return where it ends.

    Data of an image within the stream is skipped. Raises Unsure.
    """
    stack, image = _Stack(), -1
    position, end = start, len(body)
    while position < end:
        token = TOKEN.match(body, position)
        if token is None:
            position += 1
            continue
        position, kind = token.end(), token.lastindex
        if kind == OPERATOR:
            operator = token[OPERATOR]
            if stack.takes(operator):
                continue
            if operator == b"ID" and image >= 0:
                execute(b"EI", stack.operands[image:])
                return _after_image(body, position, stack.operands[image:])
            if operator != b"BI":
                execute(operator, stack.operands)
                return position
            image = len(stack.operands)
        elif kind in (ARRAY, ARRAY_END):
            stack.bracket(kind)
        elif kind is not None:
            value, position = _value(body, token, kind)
            stack.add(value)
    return end


def _value(body: bytes, token: re.Match[bytes], kind: int) -> tuple[Operand | None, int]:
    """What a token stands for, None if nothing, and where it ends."""
    if kind == NUMBER:
        try:
            return float(token[kind]), token.end()
        except ValueError:
            return None, token.end()
    if kind == LONG_STRING:
        return long_string(body, token.end())
    if kind == HEX:
        return hex_string(token[kind]), token.end()
    return (name(token[kind]) if kind == NAME else token[kind]), token.end()


def _after_image(body: bytes, position: int, entries: Operands) -> int:
    """Where the data of an inline image ends, by the filter among its entries."""
    filters: Operand | None = None
    for key, value in zip(entries[::2], entries[1::2], strict=False):
        if key in ("F", "Filter"):
            filters = value
    first = filters[0] if isinstance(filters, list) and filters else filters
    ends = END_OF_ASCII85 if first in ("A85", "ASCII85Decode") else END_OF_IMAGE
    found = ends.search(body, position)
    return found.end() if found else len(body)
