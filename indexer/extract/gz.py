"""A file packed by gzip: one file within another."""

import gzip
import zlib
from collections.abc import Iterator
from functools import partial
from io import BytesIO

from indexer.errors import ExtractionError
from indexer.extract.base import Enclosed, Page
from indexer.extract.package import LARGE, MOST_RATIO

NO_NAME = "it does not say what the file in it is called"

_MOST = 256 << 20
"""Bytes. The name is at hand without unpacking; the size is not: what it says at its end may be anything."""
_CHUNK = 1 << 18
_EXTRA, _NAME = 0x04, 0x08


class GzipExtractor:
    """Its one page is the name of the file in it, if it says one."""

    name = "gzip/1"
    media_types = frozenset({"application/gzip"})

    def pages(self, body: bytes) -> Iterator[Page | Enclosed]:
        """Yield the name, and the file. It is unpacked once, to know its size."""
        name = name_in(body)
        yield Page(1, name, warning="" if name else NO_NAME)
        try:
            content = _unpacked(body)
        except ExtractionError as exc:
            yield Enclosed(name, 0, partial(_refuse, exc))
        else:
            yield Enclosed(name, len(content), lambda: content)


def name_in(body: bytes) -> str:
    """Return the name in the header, "" if there is none. Source: RFC 1952, 2.3."""
    if len(body) < 10 or not body[3] & _NAME:
        return ""
    at = 10
    if body[3] & _EXTRA:
        at += 2 + int.from_bytes(body[at : at + 2], "little")
    return body[at : at + 1000].partition(b"\0")[0].decode("latin-1")


def _unpacked(body: bytes) -> bytes:
    most = min(_MOST, max(LARGE, MOST_RATIO * len(body)))
    content = bytearray()
    try:
        with gzip.GzipFile(fileobj=BytesIO(body)) as file:
            while chunk := file.read(_CHUNK):
                content += chunk
                if len(content) > most:
                    raise ExtractionError(_too_large(most))
    except (EOFError, OSError, zlib.error) as exc:
        raise ExtractionError(f"cannot be unpacked; try to get it again ({exc})") from exc
    return bytes(content)


def _too_large(most: int) -> str:
    if most < _MOST:
        return f"unpacks to more than {MOST_RATIO} times its size, as no honest file does"
    return f"unpacks to more than {_MOST >> 20:,} MB"


def _refuse(reason: ExtractionError) -> bytes:
    raise reason
