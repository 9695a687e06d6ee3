"""Files to be drawn: the archive's own as they are, files within those taken out for as long as pages are drawn."""

import shutil
import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from indexer.errors import ExtractionError
from indexer.extract.limits import Limits
from indexer.extract.sandbox import ExtractionPool
from indexer.originals import Original
from scraper.archive.store import Archive


@dataclass(slots=True)
class _Copy:
    """A file taken out, or why it could not be. Whoever has the lock takes it out."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    path: Path | None = None
    reason: str = ""


class Unpacked:
    """A context manager. `folder` is made when it is needed, and is empty of what an earlier run left there.

    A file is taken out once, when its first page is asked for, and removed after its last one: pages come by
    document, so that no more files are there than pages are in work.
    """

    def __init__(self, archive: Archive, folder: Path, limits: Limits, pages: Iterable[Original]) -> None:
        self._archive = archive
        self._folder = folder
        self._limits = limits
        self._left = Counter(original.digest for original in pages)
        self._copies: dict[str, _Copy] = {}
        self._lock = threading.Lock()
        self._pool = ExtractionPool()
        shutil.rmtree(folder, ignore_errors=True)

    def path(self, original: Original) -> Path:
        """Return where a file can be opened. From any thread. Raises ExtractionError if it cannot be taken out."""
        path = self._archive.blobs.path(original.held.digest)
        if not original.inside:
            return path
        with self._lock:
            copy = self._copies.setdefault(original.digest, _Copy())
        with copy.lock:
            if not (copy.path or copy.reason):
                try:
                    copy.path = self._taken_out(path, original)
                except ExtractionError as error:
                    copy.reason = f"it cannot be taken out of {original.held.digest[:12]}: {error}"
        if copy.path is None:
            raise ExtractionError(copy.reason)
        return copy.path

    def done(self, original: Original) -> None:
        """Say that a page of this file was drawn, or never will be."""
        self._left[original.digest] -= 1
        if self._left[original.digest] <= 0:
            copy = self._copies.pop(original.digest, None)
            if copy and copy.path:
                copy.path.unlink(missing_ok=True)

    def _taken_out(self, held: Path, original: Original) -> Path:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._folder / original.digest
        with path.open("wb", buffering=0) as file:
            path.chmod(0o600)
            self._pool.unpack(
                held, original.held.media_type, original.digest, file, inside=original.inside, limits=self._limits
            )
        return path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.__exit__(kind, error, trace)
        shutil.rmtree(self._folder, ignore_errors=True)
