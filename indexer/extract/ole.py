"""OLE files, which hold the streams of Word, PowerPoint and Outlook: opened with olefile, read with care."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import olefile

from indexer.errors import ExtractionError


@contextmanager
def opened(body: bytes) -> Iterator[olefile.OleFileIO]:
    """Open an OLE file to read. Raises ExtractionError if it is none."""
    try:
        file = olefile.OleFileIO(BytesIO(body))
    except (OSError, ValueError, IndexError, TypeError, AttributeError) as exc:
        raise ExtractionError(f"not a readable OLE file; try to get it again ({exc})") from exc
    with file:
        yield file


def stream(file: olefile.OleFileIO, *path: str) -> bytes:
    """Return the bytes of a stream, none if there is no such stream. Raises ExtractionError if it is damaged."""
    name = list(path)
    try:
        if not file.exists(name) or file.get_type(name) != olefile.STGTY_STREAM:
            return b""
        found: bytes = file.openstream(name).read()
    except (OSError, ValueError, IndexError, TypeError) as exc:
        raise ExtractionError(f"its part {'/'.join(path)} is damaged: {exc}") from exc
    return found
