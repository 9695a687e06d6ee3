"""Generations of the index: a new one is built beside the old, and switched in whole."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from indexer.errors import DamagedIndex, IndexLocked, NoIndex
from indexer.record import record

ENGINE = "engine"
ENTRIES = "entries.tsv"
MANIFEST = "manifest.json"
CURRENT = "current"
KEPT = 2
"""How many generations stay: the one in force, and the one that readers who came before it may still hold."""


@record()
class Generation:
    """One finished generation, by its manifest: who built it, and the size and digest of each of its files.

    `facts` names the makers of the facts that its entries have.
    """

    folder: Path
    engine: str
    files: dict[str, tuple[int, str]]
    facts: str = ""

    def entries(self) -> dict[str, str]:
        """Return what is in it: the fingerprint of every entry, by the document's digest."""
        lines = (self.folder / ENTRIES).read_text(encoding="ascii").splitlines()
        return dict(line.split("\t") for line in lines)

    def problems(self) -> Iterator[str]:
        """Re-hash every file and yield what is not as it was written. Whoosh itself has no checksums."""
        for name, (size, digest) in self.files.items():
            path = self.folder / name
            if not path.is_file():
                yield f"{path} is missing"
            elif path.stat().st_size != size or _hash(path) != digest:
                yield f"{path} is not as it was written"


def current(index: Path) -> Generation:
    """Return the generation in force, its files seen to be there and of the right size.

    Raises NoIndex if there is none, DamagedIndex if it is not whole.
    """
    for _ in range(10):  # a writer may remove a generation between our reading its name and opening it
        try:
            name = (index / CURRENT).read_text(encoding="ascii").strip()
        except FileNotFoundError:
            raise NoIndex(f"there is no index in {index.parent} yet; run `foi index`") from None
        if not name.isdigit():
            break
        try:
            return _load(index / name)
        except FileNotFoundError:
            if (index / CURRENT).read_text(encoding="ascii").strip() == name:
                break
    raise DamagedIndex(f"the index in {index} is not whole; run `foi index --rebuild`")


def _load(folder: Path) -> Generation:
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = {name: (int(size), str(digest)) for name, (size, digest) in manifest["files"].items()}
        generation = Generation(folder, str(manifest["engine"]), files, str(manifest.get("facts", "")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedIndex(f"{folder / MANIFEST} is damaged; run `foi index --rebuild`") from error
    for name, (size, _) in files.items():
        if (folder / name).stat().st_size != size:
            raise DamagedIndex(f"{folder / name} is cut short; run `foi index --rebuild`")
    return generation


@contextmanager
def writing(index: Path) -> Iterator[None]:
    """Hold the writer's lock, and clear away what a killed writer left. Raises IndexLocked."""
    from scraper.archive.lock import Locked, lock

    try:
        with lock(index / "lock"):
            _sweep(index)
            yield
    except Locked as error:
        raise IndexLocked(f"the index is in use: {error}") from None


def begin(index: Path, base: Generation | None, *others: str) -> Path:
    """Return a folder for the next generation, with the base's engine files in it as hard links.

    Also the files of its other folders that are named. An engine never changes a file it has written, it adds files:
    so a link serves as a copy.
    """
    folder = index / f"{_newest(index) + 1:06d}.new"
    for kept in (ENGINE, *others):
        (folder / kept).mkdir(parents=True)
        for name in base.files if base else ():
            if base and name.startswith(f"{kept}/"):
                os.link(base.folder / name, folder / name)
    return folder


def switch(index: Path, folder: Path, engine: str, entries: dict[str, str], facts: str = "") -> Generation:
    """Finish a generation and put it in force: everything is on the disk before its name is."""
    (folder / ENTRIES).write_text("".join(f"{key}\t{value}\n" for key, value in sorted(entries.items())), "ascii")
    known = _known_digests(index)
    files = {}
    for path in sorted(file for file in folder.rglob("*") if file.is_file()):
        with path.open("rb") as file:
            os.fsync(file.fileno())
        status = path.stat()
        files[str(path.relative_to(folder))] = (status.st_size, known.get(status.st_ino) or _hash(path))
    _write(folder / MANIFEST, json.dumps({"engine": engine, "facts": facts, "files": files}, indent=1))
    for inner in sorted(path for path in folder.iterdir() if path.is_dir()):
        _sync(inner)
    _sync(folder)
    final = folder.with_suffix("")
    folder.rename(final)
    _sync(index)
    _write(index / f"{CURRENT}.new", final.name)
    (index / f"{CURRENT}.new").rename(index / CURRENT)
    _sync(index)
    _sweep(index)
    return Generation(final, engine, files, facts)


def purge(index: Path) -> None:
    """Remove every generation but the one in force. Only where what older ones hold must not stay."""
    import shutil

    with writing(index):
        kept = current(index).folder
        for folder in [*index.glob("[0-9]*")]:
            if folder != kept and folder.is_dir():
                shutil.rmtree(folder)
        _sync(index)


def _known_digests(index: Path) -> dict[int, str]:
    """Return digests by inode from the generation in force: a linked file need not be hashed again."""
    try:
        generation = current(index)
    except (NoIndex, DamagedIndex):
        return {}
    return {(generation.folder / name).stat().st_ino: digest for name, (_, digest) in generation.files.items()}


def _sweep(index: Path) -> None:
    import shutil

    for leftover in index.glob("[0-9]*.new"):
        shutil.rmtree(leftover)
    finished = sorted(folder for folder in index.glob("[0-9]*") if folder.is_dir())
    for old in finished[:-KEPT]:
        shutil.rmtree(old)


def _newest(index: Path) -> int:
    return max((int(folder.name[:6]) for folder in index.glob("[0-9]*")), default=0)


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    from scraper.archive.blobs import sync_folder  # not above: a search, which only reads, would pay 4 ms

    sync_folder(folder)


def _hash(path: Path) -> str:
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
