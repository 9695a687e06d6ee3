"""The engine on Whoosh. Whoosh itself is loaded when something is searched or written, not before."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from errno import EINVAL, EIO, ENOENT
from pathlib import Path

import whoosh

from indexer.analysis import NAME
from indexer.engine.interface import Entry, Searcher
from indexer.errors import DamagedIndex, IndexerError

FORMAT = 2
"""Raise it whenever the fields, or the classes that Whoosh pickles, change: an index built before is then rebuilt."""

EXPECTED = (3, 54, 0)
"""The release of whoosh3 we depend on; five distributions install a package named "whoosh"."""

FALLBACK = (2, 7, 5)
"""whoosh-reloaded's last: the same files, and our tests pass on it (`make fallback`), should whoosh3 vanish."""

LOCK = "MAIN_WRITELOCK"
"""The file Whoosh locks a folder by, and leaves there."""


class WhooshEngine:
    """One Whoosh document for each entry; matches, pages and scores come out of the postings.

    Raises IndexerError at once if the package named "whoosh" is not the one that is meant.
    """

    version = f"whoosh/{FORMAT} w3 {NAME}"

    def __init__(self) -> None:
        check_distribution(whoosh.__version__)

    def write(self, folder: Path, entries: Iterable[Entry], removed: Iterable[str]) -> None:
        """Add entries and remove others. Raises IndexLocked if another process writes in this folder."""
        from indexer.engine.whoosh_schema import document
        from indexer.engine.whoosh_write import Writing

        with _readable(folder):
            writing = Writing(folder)
        try:
            for digest in removed:
                with _readable(folder):
                    writing.remove(digest)
            for entry in entries:
                fields = document(entry)
                with _readable(folder):
                    writing.add(entry.digest, fields)
            with _readable(folder):
                writing.commit()
        finally:
            writing.cancel()
            (folder / LOCK).unlink(missing_ok=True)  # linked into the next generation, it would lock both

    @contextmanager
    def open(self, folder: Path, *, often: bool = False) -> "Iterator[Searcher]":  # noqa: ARG002 - all alike here
        """Open an index. Raises DamagedIndex if the folder's files cannot be read as one."""
        from indexer.engine.whoosh_interim import Interim
        from indexer.engine.whoosh_postings import opened

        with _readable(folder), opened(folder) as postings:
            yield Interim(postings)


def check_distribution(version: tuple[int, ...]) -> None:
    """Raise IndexerError unless this is a release that our tests pass on."""
    if tuple(version[:3]) not in (EXPECTED, FALLBACK):
        found, wanted = (".".join(map(str, release)) for release in (version, EXPECTED))
        raise IndexerError(
            f"the installed package named whoosh is version {found}, and not whoosh3 {wanted}: several distributions"
            f" use this name, and the last one installed wins. Remove the others, then: pip install whoosh3=={wanted}"
        )


_DAMAGE = (ENOENT, EINVAL, EIO)
"""Errors of the system that a missing, shortened or unreadable file gives."""


@contextmanager
def _readable(folder: Path) -> Iterator[None]:
    """Turn what damaged files raise, which may be anything, into DamagedIndex. A full disk stays an OSError."""
    try:
        yield
    except (IndexerError, MemoryError):
        raise
    except Exception as exc:
        if isinstance(exc, OSError) and exc.errno not in _DAMAGE:
            raise
        raise _damaged(folder, exc) from exc


def _damaged(folder: Path, exc: Exception) -> DamagedIndex:
    reason = " ".join(str(exc).split())[:200]
    return DamagedIndex(
        f"the index in {folder} cannot be read ({type(exc).__name__}: {reason}); run `foi index --rebuild`"
    )
