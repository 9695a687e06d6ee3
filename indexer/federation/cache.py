"""Bundles that are searched as they are: each is checked, and indexed once, in a folder of the user's cache.

The folder has the name of the bundle's seal, which stands for every byte of it. What is in it can be deleted whenever
nobody searches: it is made again. No index is ever taken from a bundle: data goes in, and what is built is ours.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from indexer import generations
from indexer.bundle.forgotten import Forgotten
from indexer.bundle.layout import SEAL
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.errors import BundleError, DamagedIndex, NoIndex
from indexer.federation.locks import locked
from indexer.federation.sweeping import cleared, sweep
from indexer.places import Places
from indexer.progress import Progress

if TYPE_CHECKING:
    from indexer.bundle.unzipping import Bundle

MOST = 8 << 30
"""Bytes that are kept of all bundles; beyond it, those go that were not searched for longest."""

_LENGTH = 64
"""Digits of a seal."""
_CHECKED = "checked"
"""The file that lists which files were seen to be what the seal stands for, byte by byte."""


def cache_folder() -> Path:
    """Return where bundles are indexed."""
    from platformdirs import user_cache_path

    return user_cache_path("foi-index") / "bundles"


@contextmanager
def indexed(
    bundle: Path,
    progress: Progress,
    folder: Path | None = None,
    forgotten: Forgotten | None = None,
    most: int = MOST,
) -> Iterator[Places]:
    """Return where a bundle's text and index are, which stay there meanwhile; if they are not, they are made first.

    Without what was `forgotten`. Another run that makes them is waited for. Raises BundleError if it is no bundle, or
    not as it was written.
    """
    folder = folder or cache_folder()
    stones = forgotten or Forgotten()
    seal = _name(bundle, stones)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / f"{seal}.lock").touch()
    except OSError as error:
        raise BundleError(f"{folder}, where bundles are indexed, cannot be written: {error.strerror}") from error
    places = Places(folder / seal)

    def waiting() -> None:
        progress.begin(f"waiting for another run that reads {bundle.name}", 0)

    with locked(folder / f"{seal}.lock", waiting) as lock:
        while not _whole(places):
            lock(fcntl.LOCK_EX)
            if not _whole(places):
                _make(bundle, places, stones, progress)
                sweep(folder, most)
            lock(fcntl.LOCK_SH)  # for an instant nobody holds it: look again
        if not _known(bundle, places):
            with _checked(bundle, places, progress):
                pass
        with suppress(OSError):  # a cache that can only be read
            os.utime(places.data)
        yield places


def seal_of(bundle: Path) -> str:
    """Return the seal that a file ends with. Raises BundleError if it has none."""
    length = len(SEAL) + _LENGTH
    try:
        with bundle.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - length))
            end = file.read(length)
    except OSError as error:
        raise BundleError(f"{bundle} cannot be read: {error.strerror or error}") from error
    digits = end.removeprefix(SEAL.encode()).decode("ascii", "replace")
    if not end.startswith(SEAL.encode()) or len(digits) != _LENGTH or not set(digits) <= set("0123456789abcdef"):
        raise BundleError(f"{bundle} is no bundle, or was cut short: it does not end with a seal")
    return digits


def _name(bundle: Path, forgotten: Forgotten) -> str:
    """Return the name of a bundle's folder: its seal, and what stands for that which is left out, if anything is."""
    seal = seal_of(bundle)
    if forgotten == Forgotten():
        return seal
    left_out = "\n".join([*sorted(forgotten.subjects), "", *sorted(forgotten.addresses)])
    return f"{seal}-{hashlib.sha256(left_out.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def _whole(places: Places) -> bool:
    """Tell whether there is an index of today's format."""
    try:
        return generations.current(places.index).engine == WhooshEngine.version
    except (NoIndex, DamagedIndex, OSError):
        return False


def _known(bundle: Path, places: Places) -> bool:
    """Tell whether this very file, unchanged since, was checked."""
    try:
        return _identity(bundle) in (places.data / _CHECKED).read_text("ascii").splitlines()
    except FileNotFoundError:
        return False


def _identity(bundle: Path) -> str:
    status = bundle.stat()
    return f"{status.st_dev} {status.st_ino} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"


def _make(bundle: Path, places: Places, forgotten: Forgotten, progress: Progress) -> None:
    """Check a bundle, take it in and index it, whole or not at all."""
    from indexer.build import (
        build,  # not above, nor what checks a bundle: mostly it is there, and a search begins sooner
    )
    from indexer.bundle.loading import load

    fresh = Places(places.data.with_suffix(".new"))
    cleared(fresh.data)
    try:
        with _checked(bundle, places, progress, fresh) as it:
            progress.begin(f"reading {bundle.name}", it.about["counts"].get("texts", 0), "document")
            load(fresh, it, progress.step, files=False, forgotten=forgotten)
        build(fresh, read=False, progress=progress)
        cleared(places.data)
        fresh.data.rename(places.data)
    finally:
        cleared(fresh.data)


@contextmanager
def _checked(bundle: Path, places: Places, progress: Progress, fresh: Places | None = None) -> "Iterator[Bundle]":
    """Read a bundle to its end; if it is what its seal says, note that of the file, once it was not changed meanwhile.

    Raises BundleError.
    """
    from indexer.bundle.checking import problems, work
    from indexer.bundle.unzipping import opened

    identity = _identity(bundle)
    with opened(bundle) as it:
        progress.begin(f"checking {bundle.name}", work(it))
        wrong = next(problems(it, progress.step), None)
        if wrong:
            raise BundleError(f"{wrong}; nothing of it was searched. `foi verify {bundle}` lists all")
        if not places.data.name.startswith(it.directory.seal) or identity != _identity(bundle):
            raise BundleError("was changed while it was read; search again")
        yield it
    with suppress(OSError), ((fresh or places).data / _CHECKED).open("a", encoding="ascii") as file:
        file.write(f"{identity}\n")
