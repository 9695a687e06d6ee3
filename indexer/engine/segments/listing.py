"""The list of an index's segments, with which of their documents are deleted. It is never changed in place.

Generations of the index share files by hard links: a change in place would change what readers of the older one see.
"""

import json
import re
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

from indexer.engine.segments.layout import FORMAT
from indexer.errors import DamagedIndex
from indexer.record import record

LISTING = "segments.json"
SUFFIX = ".seg"
_NAME = re.compile(r"[0-9a-z]{1,40}")


@record()
class Listed:
    """One segment of the list."""

    name: str
    documents: int
    deleted: frozenset[int] = frozenset()

    @property
    def live(self) -> int:
        """How many documents are not deleted."""
        return self.documents - len(self.deleted)

    def path(self, folder: Path) -> Path:
        """Return where its file is."""
        return folder / f"{self.name}{SUFFIX}"


def read(folder: Path) -> list[Listed]:
    """Return the segments of an index. Raises DamagedIndex if there is no list, or it is not as it was written."""
    path = folder / LISTING
    try:
        text = path.read_text(encoding="ascii")
        rows: list[dict[str, Any]] = json.loads(text)["segments"]
        segments = [Listed(row["name"], row["documents"], unpacked(row["deleted"])) for row in rows]
        whole = text == _text(segments) and all(_NAME.fullmatch(segment.name) for segment in segments)
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        whole = False
    if not whole:
        raise DamagedIndex(f"{path} is not as it was written; run `foi index --rebuild`")
    return segments


def write(folder: Path, segments: Sequence[Listed]) -> None:
    """Put a new list in the place of the old."""
    path = folder / f"{LISTING}.new"
    path.write_text(_text(segments), encoding="ascii")
    path.rename(folder / LISTING)


def packed(numbers: Iterable[int]) -> str:
    """Write numbers down as bits, in base64."""
    ordered = sorted(numbers)
    bits = bytearray(ordered[-1] // 8 + 1 if ordered else 0)
    for number in ordered:
        bits[number // 8] |= 1 << number % 8
    return b2a_base64(bits, newline=False).decode("ascii")


def unpacked(text: str) -> frozenset[int]:
    """Read what `packed` wrote."""
    bits = a2b_base64(text, strict_mode=True)
    return frozenset(8 * index + bit for index, byte in enumerate(bits) if byte for bit in range(8) if byte >> bit & 1)


def _text(segments: Sequence[Listed]) -> str:
    rows = [{"name": s.name, "documents": s.documents, "deleted": packed(s.deleted)} for s in segments]
    body = json.dumps({"format": FORMAT, "segments": rows}, indent=1)
    return f'{{\n "crc32": {crc32(body.encode("ascii"))},{body[1:]}\n'
