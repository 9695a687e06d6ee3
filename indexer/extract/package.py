"""Zip files, opened with care: nothing is written, and what would burst is not opened."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from indexer.errors import EncryptedDocument, ExtractionError

MOST_ENTRIES = 20_000
"""Each takes a kilobyte of memory, before anything is unpacked."""
MOST_RATIO = 500
LARGE = 16 << 20
"""Bytes from which on a member that unpacks to 500 times its size is refused: nobody writes such text."""

_CHUNK = 1 << 18
_ENTRY = b"PK\x01\x02"
_LOCKED = 0x1
_UTF8 = 0x800


def opened(body: bytes) -> ZipFile:
    """Open a zip to read. Raises ExtractionError if it is none, or holds too many files."""
    if body.count(_ENTRY) > MOST_ENTRIES:
        raise ExtractionError(f"holds more than {MOST_ENTRIES:,} files")
    try:
        return ZipFile(BytesIO(body))
    except (BadZipFile, LargeZipFile, ValueError, OSError, EOFError, NotImplementedError, IndexError) as exc:
        raise ExtractionError(f"not a readable zip, or cut short; try to get it again ({exc})") from exc


def unpacked(package: ZipFile, info: ZipInfo) -> bytes:
    """Return the bytes of one member, never more than its directory says. Raises ExtractionError."""
    return b"".join(chunks(package, info))


def chunks(package: ZipFile, info: ZipInfo) -> Iterator[bytes]:
    """Yield the bytes of one member piece by piece. Raises EncryptedDocument, ExtractionError."""
    if info.flag_bits & _LOCKED:
        raise EncryptedDocument("needs a password; unpack the zip and add what is in it")
    if info.file_size > LARGE and info.file_size > MOST_RATIO * info.compress_size:
        raise ExtractionError(f"unpacks to more than {MOST_RATIO} times its size, as no honest file does")
    try:
        with package.open(info) as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except NotImplementedError as exc:
        raise ExtractionError(f"is packed in a way that is not read ({exc})") from exc
    except (BadZipFile, EOFError, OSError, RuntimeError, ValueError, zlib.error) as exc:
        raise ExtractionError(f"cannot be unpacked: {exc}") from exc


def name_of(info: ZipInfo) -> str:
    """Return a member's name. Where the zip does not say that it is UTF-8, it often is, all the same."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return info.orig_filename.encode("cp437").decode("utf-8").partition("\0")[0]
    except ValueError:
        return info.filename
