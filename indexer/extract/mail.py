"""Mail messages: headers and body are the text, attachments are documents of their own."""

import contextlib
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message

from indexer.errors import ExtractionError
from indexer.extract.base import Enclosed, Page
from indexer.extract.html import decode_html, html_to_text
from indexer.extract.uuencoded import split
from scraper.archive.decode import decode

NO_TEXT = "no text"
HEADERS = ("From", "To", "Cc", "Bcc", "Date", "Subject")
MOST_PARTS = 10_000
_BODIES = frozenset({"text/plain", "text/html"})


class MailExtractor:
    """A page is the message: who, to whom, when, about what, what it says, and the names of what is attached.

    Of a body in several forms, plain text is taken if there is any, else HTML.
    """

    name = "mail/1"
    media_types = frozenset({"message/rfc822"})

    def pages(self, body: bytes) -> Iterator[Page | Enclosed]:
        """Yield the message, and each attachment."""
        message = parse(body)
        texts, attached = _contents(message)
        lines = [*headers(message), "", *texts]
        if attached:
            lines += ["", *(f"Attachment: {' '.join(each.path.split())}" for each in attached)]
        text = "\n".join(lines).strip()
        yield Page(1, text, warning="" if text else NO_TEXT)
        yield from attached


def parse(body: bytes) -> Message:
    """Parse a message. Lines that mailboxes put before one are no part of it."""
    text = body.lstrip(b"\r\n")
    if text.startswith((b"From ", b">From ")):
        text = text.partition(b"\n")[2]
    try:
        return message_from_bytes(text, policy=policy.default)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError) as exc:
        raise ExtractionError(f"not a readable mail message: {exc}") from exc


def headers(message: Message) -> list[str]:
    """Return the headers that people read, a line each."""
    return [f"{name}: {value}" for name in HEADERS if (value := header(message, name))]


def header(message: Message, name: str) -> str:
    """Return a header as text, "" if there is none. The library raises on some of the broken ones."""
    try:
        value = str(message.get(name, ""))
    except Exception:  # noqa: BLE001 - IndexError, AttributeError and others, on hostile or cut headers
        value = next((str(text) for key, text in message.raw_items() if key.lower() == name.lower()), "")
    return " ".join(value.encode("utf-8", "surrogateescape").decode("utf-8", "replace").split())


def _contents(message: Message) -> tuple[list[str], list[Enclosed]]:
    """The texts of the body, and what is attached."""
    texts: list[str] = []
    attached: list[Enclosed] = []
    for part in _parts(message):
        kind = part.get_content_type()
        name = _file_name(part)
        if kind == "message/rfc822" and part.is_multipart():
            attached.append(_inner(part, name))
        elif kind in _BODIES and not name and part.get_content_disposition() != "attachment":
            text, files = split(_text(part, kind))
            texts.append(text)
            attached += files
        elif not part.is_multipart():
            attached.append(enclosed(name or f"part {len(attached) + 1}", _payload(part)))
    return texts, attached


def _parts(message: Message) -> Iterator[Message]:
    """The parts, one of those that say the same; not the parts of attached messages."""
    waiting = [message]
    for _ in range(MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        inner = part.get_payload()
        if part.get_content_type() == "message/rfc822" or not isinstance(inner, list):
            yield part
        else:
            chosen = [p for p in inner if isinstance(p, Message)]
            if part.get_content_type() == "multipart/alternative":
                chosen = _alternative(chosen)
            waiting += reversed(chosen)
    raise ExtractionError(f"holds more than {MOST_PARTS:,} parts")


def _alternative(parts: list[Message]) -> list[Message]:
    """Of texts that say the same the plain one, if it says anything; all that is no text."""
    plain = [p for p in parts if p.get_content_type() == "text/plain" and _text(p, "text/plain").strip()]
    if not plain:
        return [p for p in parts if p.get_content_type() != "text/plain"] or parts
    html = next((p for p in parts if p.get_content_type() == "text/html"), None)
    return [p for p in parts if p is plain[0] or (p is not html and p.get_content_type() != "text/plain")]


def _file_name(part: Message) -> str:
    try:
        return part.get_filename() or ""
    except Exception:  # noqa: BLE001 - as with headers
        return "unnamed"


def _text(part: Message, kind: str) -> str:
    payload = _payload(part)
    charset = ""
    with contextlib.suppress(Exception):
        charset = part.get_content_charset() or ""
    if kind == "text/html":
        return html_to_text(_decoded(payload, charset) if charset else decode_html(payload))
    return _decoded(payload, charset).replace("\r\n", "\n").replace("\r", "\n").strip()


def _decoded(payload: bytes, charset: str) -> str:
    """The text in the encoding it says it is in, if it is; UTF-8 goes before others that fit anything."""
    seven_bits = payload.isascii()
    for encoding in (charset, "utf-8") if seven_bits else ("utf-8", charset):
        with contextlib.suppress(LookupError, UnicodeError, ValueError):
            if encoding:
                return payload.decode(encoding).removeprefix("\ufeff")
    return decode(payload)


def _payload(part: Message) -> bytes:
    """The bytes of a part, unpacked as it says, or as they are if that cannot be."""
    try:
        payload = part.get_payload(decode=True)
    except Exception:  # noqa: BLE001 - binascii.Error, LookupError and others
        payload = None
    if isinstance(payload, bytes):
        return payload
    raw = part.get_payload()
    return raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else b""


def _inner(part: Message, name: str) -> Enclosed:
    """A message that is attached whole."""
    inner = part.get_payload(0)
    try:
        body = bytes(inner) if isinstance(inner, Message) else b""
    except Exception:  # noqa: BLE001 - the library cannot write down all that it reads
        body = str(inner).encode("utf-8", "surrogateescape")
    subject = header(inner, "Subject") if isinstance(inner, Message) else ""
    return enclosed(name or f"{subject[:80].replace('/', '-') or 'message'}.eml", body)


def enclosed(path: str, body: bytes) -> Enclosed:
    """An attachment that is unpacked already."""
    return Enclosed(path, len(body), lambda: body)
