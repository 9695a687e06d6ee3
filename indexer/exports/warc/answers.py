"""How a server answered, as HTTP has it: the status line and the headers, so that they fit the bytes that are kept."""

import re
from http import HTTPStatus

from scraper.archive.records import Capture

ORIGINAL = "X-Archive-Orig-"
"""Before the name of a header that tells of the bytes as they were sent, as other tools have it."""

_CODINGS = frozenset({"content-encoding", "transfer-encoding"})
_NOT_MODIFIED = 304
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""Source: RFC 9110, 5.6.2: tokens."""
_CONTROLS = re.compile(r"[\0-\x1f\x7f]+")
"""Source: RFC 9110, 5.5: whoever passes a field on has line breaks and NULs replaced by spaces."""
_WEB = ("http://", "https://")
_FIRST, _LAST = 100, 599


def is_answer(capture: Capture) -> bool:
    """Tell whether a server gave it. Local files, and entries that stood in a feed, have no headers."""
    address = capture.final_url or capture.url
    return bool(capture.headers) and address.lower().startswith(_WEB) and _FIRST <= capture.status <= _LAST


def is_unchanged(capture: Capture) -> bool:
    """Tell whether the answer was that nothing had changed, without bytes."""
    return capture.status == _NOT_MODIFIED


def head(capture: Capture, size: int) -> bytes:
    """Return status line and headers of an answer whose body is kept in `size` bytes.

    The version of HTTP and the words of the status line are not kept; the usual ones stand there.
    """
    lines = [f"HTTP/1.1 {capture.status} {_phrase(capture.status)}"]
    lines += [
        f"{_renamed(name, value, size)}: {_CONTROLS.sub(' ', value).strip()}"
        for name, value in capture.headers
        if _NAME.fullmatch(name)
    ]
    return b"".join(_received(line) + b"\r\n" for line in [*lines, ""])


def _renamed(name: str, value: str, size: int) -> str:
    """Return a header's name, changed if it is not true of the bytes as they are kept, without their coding."""
    untrue = name.lower() in _CODINGS or (name.lower() == "content-length" and value.strip() != str(size))
    return f"{ORIGINAL}{name}" if untrue else name


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else ""


def _received(line: str) -> bytes:
    """Return the bytes of a line. Headers are kept as Latin-1, byte for byte; imported ones may hold anything."""
    try:
        return line.encode("latin-1")
    except UnicodeEncodeError:
        return line.encode("utf-8", "replace")
