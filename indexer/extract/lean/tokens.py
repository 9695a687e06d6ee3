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


def tokens(body: bytes, start: int, execute: Execute) -> int:
    """Read from `start` token by token up to the next operator, execute that, and return where it ends.

    Data of an image within the stream is skipped. Raises Unsure.
    """
    operands: Operands = []
    array: Operands = []
    depth, image = 0, -1
    position, end = start, len(body)
    while position < end:
        token = TOKEN.match(body, position)
        if token is None:
            position += 1
            continue
        position = token.end()
        kind = token.lastindex
        if kind == OPERATOR:
            operator = token[kind]
            if operator in (b"true", b"false", b"null"):
                (array if depth else operands).append(operator.decode())
                continue
            if depth:  # swallowed, as by pdfminer
                continue
            if operator == b"BI":
                image = len(operands)
            elif operator == b"ID" and image >= 0:
                return _after_image(body, position, operands[image:])
            else:
                execute(operator, operands)
                return position
        elif kind == ARRAY:
            depth += 1
            array = [] if depth == 1 else array
        elif kind == ARRAY_END:
            if depth == 1:
                operands.append(array)
            depth = max(0, depth - 1)
        elif kind is not None:
            value, position = _value(body, token, kind)
            if value is not None and depth < 2:
                (array if depth else operands).append(value)
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
