"""Telling whoever subscribed to an Atom file: it is written whole or not at all."""

import os
import tempfile
from pathlib import Path

from scraper.archive.blobs import sync_folder
from search_cli.delivering import NotDelivered


def put(path: Path, text: str) -> bool:
    """Put a feed in its file, unless that is there and the same. Raises NotDelivered; True if it was written."""
    body = text.encode("utf-8", "replace")
    real = path.resolve()  # a link to a place a web server shows stays one
    if real.exists() and not real.is_file():
        raise NotDelivered(f"{path} is no file")
    try:
        if real.exists() and real.read_bytes() == body:
            return False
        real.parent.mkdir(parents=True, exist_ok=True)
        _replace(real, body)
    except OSError as error:
        raise NotDelivered(f"{path} cannot be written: {error.strerror or error}") from error
    return True


def _replace(path: Path, body: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def _umask() -> int:
    """Return what new files are not to grant; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
