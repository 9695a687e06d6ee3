"""What a reading child says to its parent: frames of JSON. Nothing that it sends is believed or unpickled."""

import base64
import binascii
import json
import os
import re
import select
import time
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from indexer.extract.base import TEXT_LAYER, Hidden, Page

Message = dict[str, Any]

_LENGTH = 4
_CHUNK = 1 << 20
_REASON = 300
_MOST_HIDDEN = 2000
"""Pieces of hidden text on one page."""
LONGEST_PATH = 1000
"""Characters of the way to a file within files, as it is shown."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MEDIA_TYPE = re.compile(r"[\w.+-]{1,60}/[\w.+-]{1,120}", re.ASCII)
_SCRUB = {0: None, **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}
"""NULs and halves of surrogate pairs, which neither SQLite nor a terminal takes."""
_SCRUBBED = re.compile("[\0\ud800-\udfff]")


class Garbage(Exception):
    """What came is not what a child of ours sends."""


def pack(message: Message) -> bytes:
    """One frame: the length in four bytes, then JSON."""
    body = json.dumps(message, ensure_ascii=False).encode("utf-8", "replace")
    return len(body).to_bytes(_LENGTH, "big") + body


def send(pipe: int, message: Message) -> None:
    """Write a whole frame."""
    rest = memoryview(pack(message))
    while rest:
        rest = rest[os.write(pipe, rest) :]


def answer(pipe: int, *, known: bool) -> None:
    """Say whether the member that was begun was read before. A child that is gone needs no answer."""
    with suppress(BrokenPipeError):
        os.write(pipe, b"1" if known else b"0")


def is_known(pipe: int) -> bool:
    """Wait for the parent's answer. Nobody there is no: the child is about to be ended anyway."""
    return os.read(pipe, 1) == b"1"


class Frames:
    """Reads frames from a pipe, none longer than `largest` bytes."""

    def __init__(self, pipe: int, largest: int) -> None:
        self._pipe = pipe
        self._largest = largest
        self._held = bytearray()
        self._poll = select.poll()
        self._poll.register(pipe, select.POLLIN)

    def next(self, deadline: float) -> Message | None:
        """Return the next message, None at the end. Raises TimeoutError after `deadline`, or Garbage."""
        while not self._whole():
            left = deadline - time.monotonic()
            if left <= 0 or not self._poll.poll(left * 1000):
                raise TimeoutError
            chunk = os.read(self._pipe, _CHUNK)
            if not chunk:
                return None
            self._held += chunk
        return self._take()

    def _size(self) -> int:
        return int.from_bytes(self._held[:_LENGTH], "big")

    def _whole(self) -> bool:
        if len(self._held) < _LENGTH:
            return False
        if self._size() > self._largest:
            raise Garbage("a frame that is too long")
        return len(self._held) >= _LENGTH + self._size()

    def _take(self) -> Message:
        end = _LENGTH + self._size()
        body = bytes(self._held[_LENGTH:end])
        del self._held[:end]
        try:
            message = json.loads(body)
        except (ValueError, RecursionError) as exc:
            raise Garbage("a frame that is not JSON") from exc
        if not isinstance(message, dict):
            raise Garbage("a frame that is no object")
        return message


def page_message(page: Page, most: int) -> Message:
    """The page as a message; text beyond `most` characters is left out, and the page says so."""
    text, gaps, warning = page.text, page.gaps, page.warning
    if len(text) > most:
        text, gaps = text[:most], tuple(gap for gap in gaps if gap < most)
        warning = f"more than {most:,} characters on one page: the rest is left out"
    return {
        "page": page.number, "text": text, "label": page.label, "how": page.how, "confidence": page.confidence,
        "warning": warning, "gaps": gaps, "hidden": _within(page.hidden, most - len(text)),
    }  # fmt: skip


def _within(hidden: tuple[Hidden, ...], most: int) -> list[tuple[str, str]]:
    """Hidden text as a message has it, as far as `most` characters go."""
    sent: list[tuple[str, str]] = []
    for one in hidden[:_MOST_HIDDEN]:
        if most <= 0:
            break
        sent.append((one.text[:most], one.how))
        most -= len(one.text)
    return sent


def read_page(message: Message, number: int, most: int) -> Page:
    """The page that a message says it is. Raises Garbage if it is not page `number`, or not a page."""
    confidence = message.get("confidence")
    if message.get("page") != number:
        raise Garbage("pages out of order")
    if confidence is not None and not (isinstance(confidence, (int, float)) and 0 <= confidence <= 1):
        raise Garbage("a confidence that is none")
    text = _text(message, "text", most)
    return Page(
        number=number,
        text=text,
        label=readable(_text(message, "label", _REASON)),
        how=readable(_text(message, "how", _REASON)) or TEXT_LAYER,
        confidence=confidence,
        warning=readable(_text(message, "warning", _REASON)),
        gaps=_gaps(message, text),
        hidden=_hidden(message, most),
    )


def _gaps(message: Message, text: str) -> tuple[int, ...]:
    """The wide gaps of a text; none if letters fell out of it on the way, as its places are others then."""
    try:
        gaps = read_gaps(message.get("gaps", ()), message["text"])
    except ValueError as exc:
        raise Garbage(str(exc)) from exc
    return gaps if len(text) == len(message["text"]) else ()


def read_gaps(found: Any, text: str) -> tuple[int, ...]:
    """The places of blanks that are wide gaps of a text. Raises ValueError if these are none."""
    if not isinstance(found, list | tuple) or any(type(gap) is not int for gap in found):
        raise ValueError("gaps that are none")
    rising = all(gap < following for gap, following in pairwise(found))
    if found and not (rising and found[0] >= 0 and found[-1] < len(text) and all(text[gap] == " " for gap in found)):
        raise ValueError("gaps that are not in its text")
    return tuple(found)


def _hidden(message: Message, most: int) -> tuple[Hidden, ...]:
    found = message.get("hidden", [])
    if not isinstance(found, list) or len(found) > _MOST_HIDDEN:
        raise Garbage("hidden text that is none, or too much")
    hidden = []
    for one in found:
        if not (isinstance(one, list) and len(one) == 2):
            raise Garbage("hidden text that is none")
        pair = {"text": one[0], "how": one[1]}
        hidden.append(Hidden(_text(pair, "text", most), readable(_text(pair, "how", _REASON))))
    return tuple(hidden)


@dataclass(frozen=True, slots=True)
class Begun:
    """A file within a file, of which the pages come next; `number` counts them from 0, in the order they are met.

    `digest` is "" if it could not be unpacked; `again` says that the same bytes came before.
    """

    number: int
    path: str
    digest: str = ""
    media_type: str = ""
    size: int = 0
    again: bool = False


def member_message(
    number: int, path: str, digest: str = "", media_type: str = "", size: int = 0, *, again: bool = False
) -> Message:
    """A file within a file, as a message."""
    return {"member": number, "path": path, "digest": digest, "media_type": media_type, "size": size, "again": again}


def read_member(message: Message, after: int) -> Begun:
    """The member that a message says it is. Raises Garbage if it does not come after number `after`, or is none."""
    number, size = message.get("member"), message.get("size")
    digest, media_type = _text(message, "digest", LONGEST_PATH), _text(message, "media_type", LONGEST_PATH)
    if not isinstance(number, int) or not isinstance(size, int) or number <= after or size < 0:
        raise Garbage("members out of order")
    if digest and not (_DIGEST.fullmatch(digest) and _MEDIA_TYPE.fullmatch(media_type)):
        raise Garbage("a member that is none")
    path = readable(_text(message, "path", LONGEST_PATH), LONGEST_PATH) or "unnamed"
    return Begun(number, path, digest, media_type, size, message.get("again") is True)


def read_bytes(message: Message) -> bytes:
    """A piece of a file that is sent as it is. Raises Garbage."""
    try:
        return base64.b64decode(_text(message, "bytes", 2 * _CHUNK), validate=True)
    except (binascii.Error, ValueError) as exc:
        raise Garbage("bytes that are none") from exc


def readable(text: str, most: int = _REASON) -> str:
    """One line fit for a person: it may quote a hostile file."""
    line = " ".join(text.split())
    return "".join(c if c.isprintable() else "\ufffd" for c in line)[:most]


def _text(message: Message, key: str, most: int) -> str:
    value = message.get(key, "")
    if not isinstance(value, str) or len(value) > most:
        raise Garbage(f"a {key} that is no text, or too long")
    return value.translate(_SCRUB) if _SCRUBBED.search(value) else value
