"""Kinds of text told apart: JSON, HTML, mail, tables, and plain text when it is none of them."""

import csv
import io
import json
import re
from collections import Counter

CONTENT_ITEM = "application/vnd.govuk.content-item+json"
REQUEST_PAGE = "application/vnd.alaveteli.request+html"
"""A request's page on WhatDoTheyKnow or another Alaveteli site: messages between a person and an authority."""
WORDPRESS_POST = "application/vnd.wordpress.post+json"
WORDPRESS_PARTS = frozenset({"id", "slug", "link", "title", "content", "modified_gmt"})
RSS_ITEM = "application/vnd.rss-item+xml"
PLAIN = "text/plain"
MAIL = "message/rfc822"
MBOX = "application/mbox"
CSV = "text/csv"
TSV = "text/tab-separated-values"

_LARGEST_JSON = 16 << 20
"""Parsed whole up to here; larger ones are judged by how they begin."""

_JSON_START = re.compile(r'\s*(\{\s*("|\})|\[\s*(["{\[\]\d-]|true|false|null))')
_HTML_START = re.compile(
    r"""(?:\s|<\?[^>]*>|<!--.*?-->)*
    <(?:!doctype\s+html|html|head|body|title|meta|link|script|style|table|div|section|article|main
    |header|nav|h[1-6]|p|ul|ol|dl|pre|center|form|span|font|br|a)\b""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_REQUEST_MARKS = (
    re.compile(rb"""<div\b[^<>]{0,300}\bid=["'](?:outgoing|incoming)-\d+["']"""),
    re.compile(rb"""<div\b[^<>]{0,300}\bclass=["'][^"'<>]{0,300}\bcorrespondence\b"""),
    re.compile(rb"""\bid=["']request_status["']|\bclass=["'][^"'<>]{0,300}\brequest-header\b"""),
)
_RSS_ITEM = re.compile(r"\s*<item>\s*<[^>]*>")
_RSS_PARTS = re.compile(r"<(?:title|link|guid|pubDate|description)>")
_XHTML = re.compile(r"<html\b", re.IGNORECASE)
_XML_START = re.compile(r"\s*<\?xml\b")
_ENVELOPE = re.compile(r"From \S.*\d{4}\s*$")
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]*):(?:\s|$|<)")
_NEXT_MESSAGE = re.compile(r"\n\r?\nFrom \S.*\d{4}\r?\n[A-Za-z][A-Za-z0-9-]*:")
_MAIL_PROGRAMS = frozenset(
    {
        "message-id", "mime-version", "received", "return-path", "content-type", "content-transfer-encoding",
        "delivered-to", "envelope-to", "delivery-date",
    }
)  # fmt: skip
"""Headers that programs write and people do not: a memorandum has From, To, Date and Subject too."""
_MAIL_HEADERS = _MAIL_PROGRAMS | {
    "from", "to", "cc", "bcc", "subject", "date", "sender", "reply-to", "in-reply-to", "references",
}  # fmt: skip


def text_type(sample: str, name: str, body: bytes) -> str:
    """Return the kind of a text from its first part; `body` is the whole, for JSON."""
    ending = name.lower().rpartition(".")[2] if "." in name else ""
    text = sample.lstrip("\ufeff")
    if not text.strip():
        return PLAIN
    if _JSON_START.match(text):
        kind = _json_kind(body)
        if kind:
            return kind
    if _is_html(text, ending):
        return REQUEST_PAGE if all(mark.search(body) for mark in _REQUEST_MARKS) else "text/html"
    if _RSS_ITEM.match(text) and _RSS_PARTS.search(text):
        return RSS_ITEM
    if _XML_START.match(text):
        return "application/xml"
    mail = _mail_kind(text, ending)
    if mail:
        return mail
    delimiter = delimiter_of(text, ending)
    if delimiter:
        return TSV if delimiter == "\t" else CSV
    return PLAIN


def _json_kind(body: bytes) -> str:
    if len(body) > _LARGEST_JSON:
        return "application/json"
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    if isinstance(value, dict) and {"schema_name", "base_path", "details"} <= value.keys():
        return CONTENT_ITEM
    if isinstance(value, dict) and value.keys() >= WORDPRESS_PARTS and isinstance(value["content"], dict):
        return WORDPRESS_POST
    return "application/json"


def _is_html(text: str, ending: str) -> bool:
    if _XML_START.match(text):
        return bool(_XHTML.search(text))
    if not _HTML_START.match(text):
        return False
    return ending in ("htm", "html", "xhtml") or "</" in text or bool(re.match(r"\s*<!doctype", text, re.I))


def _mail_kind(text: str, ending: str) -> str:
    """Mail begins with headers, an mbox with a "From " line before them.

    One message with such a line is mbox or mail as its name says, mail if it does not say: the
    exports of request sites put the line before every message.
    """
    lines = text.lstrip("\r\n").splitlines()
    envelope = bool(lines) and bool(_ENVELOPE.match(lines[0]))
    headers = _headers(lines[1:] if envelope else lines)
    if len(headers & _MAIL_HEADERS) < 2:
        return ""
    if envelope and (ending == "mbox" or _NEXT_MESSAGE.search(text)):
        return MBOX
    known = envelope or headers & _MAIL_PROGRAMS or ending in ("eml", "mbox")
    return MAIL if known else ""


def _headers(lines: list[str]) -> frozenset[str]:
    """The names of the header lines before the first empty one; none if something else is among them."""
    names = set[str]()
    for line in lines[:400]:
        if not line.strip():
            break
        if line[0] in " \t":
            continue
        found = _HEADER.match(line)
        if not found:
            return frozenset()
        names.add(found[1].lower())
    return frozenset(names)


def delimiter_of(text: str, ending: str = "") -> str:
    """Return the character that parts the text into columns, or "" if it is no table.

    Every row, or nearly, must have the same number of columns; prose has commas too, but not as many in
    each line. With a name that says it is a table, less will do.
    """
    named = ending in ("csv", "tsv", "tab")
    best, columns = "", 1
    for delimiter in (",", "\t", ";", "|"):
        counts = _columns(text, delimiter)
        if not counts or sum(counts.values()) < (1 if named else 3):
            continue
        (width, rows), total = counts.most_common(1)[0], sum(counts.values())
        wanted = 2 if named or delimiter == "\t" else 3
        if width >= wanted and rows >= (0.5 if named else 0.9) * total and width > columns:
            best, columns = delimiter, width
    return best


def _columns(text: str, delimiter: str) -> Counter[int]:
    """How many rows of the first two hundred have how many columns; empty rows do not count."""
    counts: Counter[int] = Counter()
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    last = 0
    try:
        for row in rows:
            if any(cell.strip() for cell in row):
                last = len(row)
                counts[last] += 1
            if rows.line_num >= 200:
                return counts
    except csv.Error:
        return counts
    if len(text) >= 1 << 15 and sum(counts.values()) > 3:
        counts[last] -= 1  # the sample ends in the middle of this row
    return +counts
