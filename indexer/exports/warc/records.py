"""WARC records: named by what is in them, so that the same holdings give the same file."""

import hashlib
import json
import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from io import BytesIO
from typing import IO, Any
from urllib.parse import quote

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

VERSION = "WARC/1.1"

_PRINTED = "".join(map(chr, range(0x21, 0x7F)))
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)


@dataclass(frozen=True)  # without slots: what is made of all the bytes is made once
class Record:
    """One record: of its block, `head` is HTTP's status line and headers, if it has such, and `body` the rest.

    `digest` is the SHA-256 of the payload, also where the payload is elsewhere; `others` are further fields.
    """

    kind: str
    time: datetime
    target: str
    media_type: str
    body: bytes = b""
    head: bytes = b""
    digest: str = ""
    others: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """The name of the record: made of all that is in it."""
        every = json.dumps([self.kind, *self._fields, self.media_type]).encode()
        return f"<urn:uuid:{uuid.UUID(bytes=hashlib.sha256(every).digest()[:16], version=5)}>"

    def named(self) -> list[tuple[str, str]]:
        """Return the fields at the head of the record, but its length and media type."""
        return [("WARC-Type", self.kind), ("WARC-Record-ID", self.id), *self._fields]

    @cached_property
    def _fields(self) -> list[tuple[str, str]]:
        block = hashlib.sha256(self.head)
        block.update(self.body)
        fields = [
            ("WARC-Date", date(self.time)),
            ("WARC-Target-URI", self.target),
            ("WARC-Block-Digest", f"sha256:{block.hexdigest()}"),
            ("WARC-Payload-Digest", f"sha256:{self.digest}" if self.digest else ""),
            *self.others,
        ]
        return [(name, value) for name, value in fields if value]


class _Head(StatusAndHeaders):  # type: ignore[misc]  # warcio has no types
    """Status line and headers that are written as they are: warcio would write letters beyond ASCII otherwise."""

    def __init__(self, written: bytes) -> None:
        super().__init__("", [], protocol="HTTP/1.1")
        self._written = written

    def to_ascii_bytes(self, filter_func: Any = None) -> bytes:  # noqa: ARG002 - as warcio calls it
        return self._written

    def __bool__(self) -> bool:
        return True


class Records:
    """A WARC file being written; each record is packed by itself, so that readers can go to any of them."""

    def __init__(self, file: IO[bytes], *, packed: bool) -> None:
        self._writer = WARCWriter(file, gzip=packed, warc_version=VERSION)

    def write(self, record: Record) -> None:
        """Write a record."""
        fields = StatusAndHeaders("", record.named(), protocol=VERSION)
        head = _Head(record.head) if record.head else None
        size = len(record.body)
        written = ArcWarcRecord("warc", record.kind, fields, BytesIO(record.body), head, record.media_type, size)
        written.payload_length = size
        self._writer.write_record(written)


def date(time: datetime) -> str:
    """Write a time as WARC does."""
    return time.astimezone(UTC).isoformat().replace("+00:00", "Z")


def address(url: str) -> str:
    """Write an address so that it stays on its line: spaces, controls and letters beyond ASCII are given as %XX."""
    return quote(url, safe=_PRINTED, errors="surrogatepass")


def media_type(told: str) -> str:
    """Return a media type that came from anywhere, if it is one."""
    return told if _MEDIA_TYPE.fullmatch(told) else "application/octet-stream"
