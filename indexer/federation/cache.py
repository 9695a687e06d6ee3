"""Bundles that are searched as they are: each is checked, and indexed once, in a folder of the user's cache.

The folder has the name of the bundle's seal, which stands for every byte of it. What is in it can be deleted whenever
nobody searches: it is made again. No index is ever taken from a bundle: data goes in, and what is built is ours.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from indexer import generations
from indexer.build import build
from indexer.bundle.checking import problems, work
from indexer.bundle.forgotten import Forgotten
from indexer.bundle.layout import SEAL
from indexer.bundle.loading import load
from indexer.bundle.unzipping import Bundle, opened
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.errors import BundleError, DamagedIndex, NoIndex
from indexer.places import Places
from indexer.progress import Progress

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

    with _locked(folder / f"{seal}.lock", waiting) as lock:
        while not _whole(places):
            lock(fcntl.LOCK_EX)
            if not _whole(places):
                _make(bundle, places, stones, progress)
                _sweep(folder, most)
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
    fresh = Places(places.data.with_suffix(".new"))
    _cleared(fresh.data)
    try:
        with _checked(bundle, places, progress, fresh) as it:
            progress.begin(f"reading {bundle.name}", it.about["counts"].get("texts", 0), "document")
            load(fresh, it, progress.step, files=False, forgotten=forgotten)
        build(fresh, read=False, progress=progress)
        _cleared(places.data)
        fresh.data.rename(places.data)
    finally:
        _cleared(fresh.data)


@contextmanager
def _checked(bundle: Path, places: Places, progress: Progress, fresh: Places | None = None) -> Iterator[Bundle]:
    """Read a bundle to its end; if it is what its seal says, note that of the file, once it was not changed meanwhile.

    Raises BundleError.
    """
    identity = _identity(bundle)
    with opened(bundle) as it:
        progress.begin(f"checking {bundle.name}", work(it))
        wrong = next(problems(it, progress.step), None)
        if wrong:
            raise BundleError(f"{bundle}: {wrong}; nothing of it was searched. `foi verify {bundle}` lists all")
        if not places.data.name.startswith(it.directory.seal) or identity != _identity(bundle):
            raise BundleError(f"{bundle} was changed while it was read; search again")
        yield it
    with suppress(OSError), ((fresh or places).data / _CHECKED).open("a", encoding="ascii") as file:
        file.write(f"{identity}\n")


@contextmanager
def _locked(path: Path, waiting: Callable[[], None]) -> Iterator[Callable[[int], None]]:
    """Hold a shared lock on a file, and yield what changes it into another kind. Who must wait is told so."""
    while True:
        with path.open("a") as file:

            def lock(kind: int, file: IO[str] = file) -> None:
                try:
                    fcntl.flock(file, kind | fcntl.LOCK_NB)
                except BlockingIOError:
                    waiting()
                    fcntl.flock(file, kind)

            lock(fcntl.LOCK_SH)
            if _is_at(file, path):  # else it was swept away before it was locked
                yield lock
                return


def _is_at(file: IO[str], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _sweep(folder: Path, most: int) -> None:
    """Remove what was not searched for longest, until the rest is small enough; and what a killed run left.

    What somebody searches stays.
    """
    latest = sorted((path for path in folder.glob("[0-9a-f]*") if path.is_dir()), key=_used, reverse=True)
    room = most
    for path in latest:
        room -= _size(path)
        if room < 0 or path.suffix:
            _remove(path, folder / f"{path.stem}.lock")


def _remove(path: Path, locked: Path) -> None:
    """Remove a folder and its lock, unless somebody holds that."""
    with locked.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        if _is_at(file, locked):
            _cleared(path)
            locked.unlink(missing_ok=True)


def _cleared(folder: Path) -> None:
    """Remove a folder that may not be there."""
    with suppress(FileNotFoundError):
        shutil.rmtree(folder)


def _used(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _size(path: Path) -> int:
    return sum(_bytes(file) for file in path.rglob("*"))


def _bytes(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0
