"""A process that makes facts: texts come through its standard input, and what they say goes out, packed."""

import base64
import gc
import json
import sys
from datetime import date
from typing import Any, BinaryIO

from indexer.extract.pages import Page
from indexer.facts.finding import facts
from indexer.facts.forms import to_form
from indexer.facts.store import pack
from indexer.facts.text import About, Text

SIZE = 4
_OBJECTS = 100_000
"""Objects after which Python looks for cycles, of which there are next to none: at its 700 that took a tenth of the
time."""
Answer = tuple[bytes, str]
"""Facts, packed, and why there are none if something went wrong."""


def made(pages: tuple[Page, ...], about: About) -> Answer:
    """Return the facts of a document. A fault of ours in one document is its reason, and ends nothing else."""
    try:
        return pack([to_form(fact) for fact in facts(Text(pages, about))]), ""
    except (RecursionError, MemoryError, ArithmeticError, AssertionError, LookupError, TypeError, ValueError) as error:
        return b"", " ".join(f"{type(error).__name__}: {error}".split())[:300]


def question(pages: tuple[Page, ...], about: About) -> bytes:
    """Return a document as it is sent."""
    published = about.published.isoformat() if about.published else ""
    rows = [[page.number, page.text, page.label, page.how, page.gaps] for page in pages]
    return _framed([rows, about.authority, published, about.kind, about.media_type, about.title])


def answer(body: bytes) -> Answer:
    """Read what the process sent. Raises ValueError."""
    packed, reason = json.loads(body)
    return base64.b64decode(packed), str(reason)


def main() -> None:
    """Answer until there are no more questions."""
    gc.freeze()
    gc.set_threshold(_OBJECTS, 20, 100)
    while head := sys.stdin.buffer.read(SIZE):
        packed, reason = made(*_document(json.loads(sys.stdin.buffer.read(int.from_bytes(head, "little")))))
        _send(sys.stdout.buffer, _framed([base64.b64encode(packed).decode("ascii"), reason]))


def _send(pipe: BinaryIO, frame: bytes) -> None:
    pipe.write(frame)
    pipe.flush()


def _framed(value: Any) -> bytes:
    body = json.dumps(value, separators=(",", ":")).encode()
    return len(body).to_bytes(SIZE, "little") + body


def _document(form: Any) -> tuple[tuple[Page, ...], About]:
    rows, authority, published, kind, media_type, title = form
    pages = tuple(Page(number, text, label, how, gaps=tuple(gaps)) for number, text, label, how, gaps in rows)
    return pages, About(authority, date.fromisoformat(published) if published else None, kind, media_type, title)
