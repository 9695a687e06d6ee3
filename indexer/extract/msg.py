"""Outlook messages: headers and body are the text, attachments are documents of their own. Source: [MS-OXMSG]."""

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

import olefile

from indexer.extract.base import Enclosed, Page
from indexer.extract.html import decode_html, html_to_text
from indexer.extract.msg_rtf import rtf_of
from indexer.extract.ole import opened, stream
from indexer.extract.rtf import rtf_lines
from scraper.archive.decode import decode

NO_TEXT = "no text"
MOST_DEPTH = 8

_PROPERTIES = "__properties_version1.0"
_SUBJECT, _SENDER, _ADDRESS, _SMTP, _TO, _CC, _BCC = "0037", "0C1A", "0C1F", "5D01", "0E04", "0E03", "0E02"
_BODY, _HTML, _RTF = "1000", "1013", "1009"
_LONG_NAME, _SHORT_NAME, _SHOWN_NAME, _DATA, _MESSAGE = "3707", "3704", "3001", "3701", "__substg1.0_3701000D"
_SENT, _RECEIVED, _CODE_PAGE, _BODY_CODE_PAGE = 0x0039, 0x0E06, 0x3FFD, 0x3FDE
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


class MsgExtractor:
    """A page is a message: that of the file, then those that are attached to it, labelled so."""

    name = "msg/1"
    media_types = frozenset({"application/vnd.ms-outlook"})

    def pages(self, body: bytes) -> Iterator[Page | Enclosed]:
        """Yield the messages, then each attached file."""
        files: list[Enclosed] = []
        with opened(body) as file:
            for number, (text, label) in enumerate(_messages(_Item(file, ()), files, "", 0), 1):
                yield Page(number, text, label=label, warning="" if text else NO_TEXT)
            yield from files


class _Item:
    """A message or an attachment: a folder of properties."""

    def __init__(self, file: olefile.OleFileIO, place: tuple[str, ...], *, header: int = 32) -> None:
        self.file = file
        self.place = place
        self._fixed = _fixed(stream(file, *place, _PROPERTIES)[header:])
        page = self._fixed.get(_CODE_PAGE) or self._fixed.get(_BODY_CODE_PAGE) or 0
        self._encoding = f"cp{page & 0xFFFF}" if page else ""

    def data(self, tag: str) -> bytes:
        """Return a property that is bytes."""
        return stream(self.file, *self.place, f"__substg1.0_{tag}0102")

    def text(self, tag: str) -> str:
        """Return a property that is text: in UTF-16, or in the message's own code page."""
        wide = stream(self.file, *self.place, f"__substg1.0_{tag}001F")
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\0").strip()
        narrow = stream(self.file, *self.place, f"__substg1.0_{tag}001E")
        try:
            return narrow.decode(self._encoding).rstrip("\0").strip()
        except (LookupError, UnicodeError):
            return decode(narrow).rstrip("\0").strip()

    def time(self, *tags: int) -> str:
        """Return the first of these that is a time, "" if none is. Units of 100 ns since 1601."""
        ticks = next((self._fixed[tag] for tag in tags if self._fixed.get(tag)), 0)
        try:
            return f"{_EPOCH + timedelta(microseconds=ticks // 10):%a, %d %b %Y %H:%M:%S UTC}" if ticks else ""
        except OverflowError:
            return ""

    def attachments(self) -> Iterator["_Item"]:
        """Yield what is attached, in order."""
        depth = len(self.place)
        names = {
            path[depth]
            for path in self.file.listdir(streams=False, storages=True)
            if len(path) > depth
            and tuple(path[:depth]) == self.place
            and path[depth].startswith("__attach_version1.0_")
        }
        for name in sorted(names):
            yield _Item(self.file, (*self.place, name), header=8)


def _fixed(packed: bytes) -> dict[int, int]:
    """The properties of fixed size, by their number."""
    rows = struct.iter_unpack("<HHIQ", packed[: len(packed) // 16 * 16])
    return {number: value & 0xFFFFFFFF if kind == 3 else value for kind, number, _, value in rows}


def _messages(item: _Item, files: list[Enclosed], label: str, depth: int) -> Iterator[tuple[str, str]]:
    """Yield text and label of a message, and of those attached; gather the other attachments."""
    attached = list(item.attachments())
    names = [_name(each, number) for number, each in enumerate(attached, 1)]
    lines = [*_headers(item), "", _body(item), "", *(f"Attachment: {' '.join(name.split())}" for name in names)]
    yield "\n".join(lines).strip(), label
    for name, each in zip(names, attached, strict=True):
        inner = [*each.place, _MESSAGE]
        if depth < MOST_DEPTH and item.file.exists(inner) and item.file.get_type(inner) == olefile.STGTY_STORAGE:
            yield from _messages(
                _Item(item.file, tuple(inner), header=24), files, f"attached message: {name}", depth + 1
            )
        else:
            body = each.data(_DATA)
            files.append(Enclosed(name, len(body), partial(bytes, body)))


def _name(attachment: _Item, number: int) -> str:
    tags = (_LONG_NAME, _SHORT_NAME, _SHOWN_NAME)
    return next((name for tag in tags if (name := attachment.text(tag))), f"attachment {number}")


def _headers(item: _Item) -> Iterator[str]:
    name, address = item.text(_SENDER), item.text(_SMTP) or item.text(_ADDRESS)
    sender = f"{name} <{address}>" if "@" in address and address != name else name or address
    rows = {
        "From": sender,
        "To": item.text(_TO),
        "Cc": item.text(_CC),
        "Bcc": item.text(_BCC),
        "Date": item.time(_SENT, _RECEIVED),
        "Subject": item.text(_SUBJECT),
    }
    for key, value in rows.items():
        if value:
            yield f"{key}: {' '.join(value.split())}"


def _body(item: _Item) -> str:
    """The body as plain text if there is any, else as HTML, else as packed RTF."""
    plain = item.text(_BODY).replace("\r\n", "\n").replace("\r", "\n")
    if plain.strip():
        return plain
    html = item.data(_HTML)
    found = html_to_text(decode_html(html) if html else item.text(_HTML))
    if found.strip():
        return found
    rtf = rtf_of(item.data(_RTF))
    return "\n".join(rtf_lines(rtf)).strip() if rtf else ""
