"""One JSON object out of bytes one need not trust, strictly, and within what memory there is."""

import json
import re
from typing import Any

from indexer.bundle.limits import Limits
from indexer.errors import BundleError

_PAIR = re.compile(rb"\\u[dD][89a-fA-F]")
_TEXT = re.compile(rb'"[^"]*"')


def object_of(line: bytes, where: str, limits: Limits, *, halves: bool = False) -> dict[str, Any]:
    """Read one object. Raises BundleError if it is none, has a name twice, a number that is none, or is nested deep.

    Halves of surrogate pairs are let be in the text of pages only: nothing else that holds them can be kept.
    """
    if len(line) > limits.values and _values(line, limits.values) > limits.values:
        raise BundleError(f"{where}: has over {limits.values:,} bytes that are no text: no bundle has such a line")
    try:
        # Given bytes, json would take UTF-16 too, and halves of surrogate pairs.
        form = json.loads(line.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise BundleError(f"{where}: is not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise BundleError(f"{where}: is no JSON object ({str(error)[:80]})") from error
    if not isinstance(form, dict):
        raise BundleError(f"{where}: is no JSON object")
    if _depth(form, limits.nesting) > limits.nesting:
        raise BundleError(f"{where}: is nested deeper than {limits.nesting}")
    if not halves and _PAIR.search(line) and _has_half(form):
        raise BundleError(f"{where}: holds half of a character")
    return form


def _values(line: bytes, most: int) -> int:
    """Count the bytes that are no text in quotes: `[],` takes seventy of memory, twenty times what a letter does."""
    plain = line.replace(b"\\\\", b"").replace(b'\\"', b"")
    quotes = plain.count(b'"')
    return quotes if quotes > most else len(_TEXT.sub(b"", plain)) + quotes


def _has_half(form: dict[str, Any]) -> bool:
    try:
        json.dumps(form, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    form = dict(pairs)
    if len(form) != len(pairs):
        raise ValueError("a name stands in it twice")
    return form


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number of JSON")


def _depth(value: object, most: int) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    if inner is None or most < 0:
        return 0 if inner is None else 1
    return 1 + max((_depth(one, most - 1) for one in inner), default=0)
