"""Bytes of text in an unknown encoding, to text."""

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the first half of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 1 << 18
"""How many bytes are looked at where a guess is made."""

_HIGH = re.compile(rb"[\x80-\xff]")
_ACCENTED = re.compile(rb"[\xc0-\xff]")
_LETTERS = re.compile(rb"[A-Za-z\xc0-\xff]")
_NOT_WESTERN = re.compile(rb"[\x81\x83\x88\x8a\x8d-\x90\x98\x9a\x9d-\x9f\xa1\xa4\xa5\xaa\xaf\xb3\xb8\xb9\xbf]")
_WESTERN_SHARE = 0.2
_POUNDS = re.compile(rb"\xa3 ?\d")
_CHARSET = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_HEAD = 4096
_ENCODINGS = ("cp", "iso8859", "koi8", "mac", "gb", "big5", "shift", "euc", "iso2022", "tis")


def decode(body: bytes) -> str:
    """Turn bytes into text, losing none of it: what has no meaning becomes U+FFFD. Never raises."""
    encoding = encoding_of(body)
    try:
        return body.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return body.decode(encoding if encoding.startswith("utf") else "cp1252", "replace")


def decode_html(body: bytes) -> str:
    """Decode as a browser would: a byte order mark, valid UTF-8, what the page says, else a guess.

    UTF-8 goes before what the page says: bytes are valid UTF-8 by chance hardly ever, declarations are wrong often.
    """
    seen = encoding_of(body)
    if seen.startswith("utf"):
        return decode(body)
    said = _CHARSET.search(body[:_HEAD])
    encoding = _known(said[1].decode("ascii", "replace")) if said else ""
    return body.decode(encoding, "replace") if encoding else decode(body)


def encoding_of(body: bytes) -> str:
    """Name the encoding: by its mark, as UTF-8 if it is valid, else by what the bytes look like."""
    for mark, name in BOMS:
        if body.startswith(mark):
            return name
    if _is_utf8(body):
        return "utf-8"
    sample = body[:SAMPLE]
    return _bare_utf16(sample) or _single_byte(_around_high_bytes(body))


def is_cut_utf8(sample: bytes) -> bool:
    """Tell whether these are UTF-8, of which the last character may be cut in two."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in body[:SAMPLE] or not _bare_utf16(body[:SAMPLE])


def _bare_utf16(sample: bytes) -> str:
    """UTF-16 without a mark: in Western text every second byte is NUL."""
    half = len(sample) // 2
    if half and sample[1::2].count(0) > 0.4 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if half and sample[::2].count(0) > 0.4 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return ""


def _around_high_bytes(body: bytes) -> bytes:
    """A sample that has the bytes to judge by, also if they come late."""
    first = _HIGH.search(body)
    start = max(0, first.start() - SAMPLE // 2) if first else 0
    return body[start : start + SAMPLE]


def _single_byte(sample: bytes) -> str:
    """Windows-1252 if it can be; only else the statistics.

    Asked first, charset-normalizer read "£500" as "Ł500" and as "｣500": in what British authorities
    release, the pound sign is the one letter that may not be guessed wrong.
    """
    few = len(_ACCENTED.findall(sample)) <= _WESTERN_SHARE * len(_LETTERS.findall(sample))
    if few and (_POUNDS.search(sample) or not _NOT_WESTERN.search(sample)):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"


def _known(name: str) -> str:
    """Python's name of a single-byte or East Asian encoding, else "". Browsers read Latin-1 as Windows-1252."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    if found == "iso8859-1":
        return "cp1252"
    return found if found.startswith(_ENCODINGS) else ""
