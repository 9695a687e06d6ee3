"""Mailboxes: the list of messages is their text, and each message a document of its own."""

import re
from collections.abc import Iterator

from indexer.extract.base import Enclosed, Page
from indexer.extract.flow import parts
from indexer.extract.mail import enclosed, header, parse

_FIRST_LINE = re.compile(rb"(?:\A|\n\r?\n)(?=From [^\n]{0,200}\d{4}\r?\n[!-9;-~]+:)")
"""What stands before each message: a "From " line with a year, after an empty line, and a header after it."""
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


class MboxExtractor:
    """The list of messages is a page: when, from whom, about what; a long one comes in parts."""

    name = "mbox/1"
    media_types = frozenset({"application/mbox"})

    def pages(self, body: bytes) -> Iterator[Page | Enclosed]:
        """Yield the list, and each message."""
        starts = [found.end() for found in _FIRST_LINE.finditer(body.lstrip(b"\r\n"))] or [0]
        text = body.lstrip(b"\r\n")
        messages = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
        heads = [_head(message) for message in messages]
        yield from parts(" | ".join(part for part in head if part) for head in heads)
        for number, (message, (_, _, subject)) in enumerate(zip(messages, heads, strict=True), 1):
            name = f"{number:04} {subject[:80].replace('/', '-')}".strip()
            whole = message.partition(b"\n")[2] if message.startswith(b"From ") else message
            yield enclosed(f"{name}.eml", _QUOTED.sub(rb"\1", whole).rstrip() + b"\n")


def _head(message: bytes) -> tuple[str, str, str]:
    """When, from whom, and about what."""
    end = re.search(rb"\r?\n\r?\n", message)
    parsed = parse(message[: end.end()] if end else message)
    return header(parsed, "Date"), header(parsed, "From"), header(parsed, "Subject")
