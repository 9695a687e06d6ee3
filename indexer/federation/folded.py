"""Where the folded entries of several collections are kept from one search to the next; folding.py makes them."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from indexer import generations
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.errors import IndexerError
from indexer.federation.origins import Origin
from indexer.generations import Generation
from indexer.progress import Progress

KEPT = 50
"""Combinations of collections whose folded entries are kept; of more, those that were asked for longest ago go."""


def folded(origins: Sequence[Origin], held: Sequence[Generation], folder: Path, progress: Progress) -> tuple[Path, ...]:
    """Return where the index of the folded entries is, made if it is not there; nothing if there are none.

    `held` are the generations of the collections, `folder` is where folded entries are kept. Raises IndexerError.
    """
    target = folder / _name(held)
    if not target.exists():
        from indexer.federation.folding import write  # and with it the archive: mostly it is there

        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _sweep(folder)
            with tempfile.TemporaryDirectory(dir=folder, prefix="new-", ignore_cleanup_errors=True) as new:
                write(Path(new, "made"), origins, held, progress)
                with suppress(OSError):  # another run was sooner: it is the same
                    Path(new, "made").rename(target)
        except OSError as error:
            raise IndexerError(
                f"{folder}, where searches keep something, cannot be written: {error.strerror}"
            ) from error
    with suppress(OSError):
        os.utime(target)
    index = target / generations.ENGINE
    return (index,) if index.exists() else ()


def _name(held: Sequence[Generation]) -> str:
    """Return a name for these generations in this order, and for those who would fold them so."""
    told = [WhooshEngine.version]
    for one in held:
        status = (one.folder / generations.MANIFEST).stat()
        told.append(f"{one.folder.resolve()} {status.st_mtime_ns} {status.st_ino}")
    return hashlib.sha256("\n".join(told).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _sweep(folder: Path) -> None:
    kept = sorted((path for path in folder.iterdir() if path.is_dir()), key=_used, reverse=True)
    for path in kept[KEPT:]:
        shutil.rmtree(path, ignore_errors=True)


def _used(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0
