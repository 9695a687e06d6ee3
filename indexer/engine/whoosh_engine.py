"""The engine: segments of our own, of Whoosh's stems. What searches, and what writes, is loaded when it is used."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from errno import EINVAL, EIO, ENOENT
from pathlib import Path

import whoosh

from indexer.analysis import NAME
from indexer.engine.interface import MEMORY_MB, Entry, Found, Order, Searcher, Share
from indexer.engine.segments.layout import FORMAT
from indexer.errors import DamagedIndex, IndexerError
from indexer.query import Node, Word

EXPECTED = (3, 54, 0)
"""The release of whoosh3 we depend on; five distributions install a package named "whoosh"."""

FALLBACK = (2, 7, 5)
"""whoosh-reloaded's last: the same files, and our tests pass on it (`make fallback`), should whoosh3 vanish."""


Holders = Callable[[str], list[int]]
"""Says which of several indexes hold a document, by its digest: their places, the one that it is found in first."""


class WhooshEngine:
    """Whoosh's stemmer, and segments of our own, which Whoosh can read by a codec of ours.

    Raises IndexerError at once if the package named "whoosh" is not the one that is meant.
    """

    version = f"segments/{FORMAT} {NAME}"

    def __init__(self, memory_mb: int = MEMORY_MB) -> None:
        check_distribution(whoosh.__version__)
        self._memory_mb = memory_mb

    def write(self, folder: Path, entries: Iterable[Entry], removed: Iterable[str]) -> None:
        """Add entries and remove others; that nobody else writes is seen to by `generations.writing`."""
        from indexer.engine.writing import write

        write(folder, entries, removed, self._memory_mb)

    @contextmanager
    def open(self, folder: Path, *, often: bool = False) -> Iterator[Searcher]:
        """Open an index. Raises DamagedIndex, here or at a question, if the files cannot be read as an index."""
        from indexer.engine.searching.searcher import SegmentSearcher
        from indexer.engine.segments import opened

        with ExitStack() as stack:
            with _readable(folder):
                searcher = SegmentSearcher(stack.enter_context(opened(folder)), often=often)
            yield _Guarded(searcher, folder)

    @contextmanager
    def open_together(
        self, folders: Sequence[Path], *, left_out: Collection[str] = (), often: bool = False
    ) -> Iterator[tuple[Searcher, Holders]]:
        """Open several indexes as one, with what says which of them hold a document. Raises DamagedIndex, as `open`."""
        from indexer.engine.searching.searcher import SegmentSearcher
        from indexer.engine.segments.together import opened_together

        named = Path(", ".join(map(str, folders)))
        with ExitStack() as stack:
            with _readable(named):
                together = stack.enter_context(opened_together(folders, left_out))
                searcher = SegmentSearcher(together.segments, often=often)
            yield _Guarded(searcher, named), together.holders


class _Guarded:
    """A searcher whose errors are those of a damaged index."""

    def __init__(self, searcher: Searcher, folder: Path) -> None:
        self._searcher = searcher
        self._folder = folder

    def search(
        self,
        query: Node,
        *,
        order: Order = Order.RELEVANCE,
        limit: int = 10,
        offset: int = 0,
        facets: Sequence[str] = (),
    ) -> Found:
        with _readable(self._folder):
            return self._searcher.search(query, order=order, limit=limit, offset=offset, facets=facets)

    def digests(self, query: Node) -> list[str]:
        with _readable(self._folder):
            return self._searcher.digests(query)

    def why(self, query: Node, digest: str) -> tuple[Share, ...]:
        with _readable(self._folder):
            return self._searcher.why(query, digest)

    def holding(self, words: Sequence[Word]) -> list[int]:
        with _readable(self._folder):
            return self._searcher.holding(words)

    def near(self, word: str) -> list[str]:
        with _readable(self._folder):
            return self._searcher.near(word)


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


_FAULTS = (TypeError, AttributeError, NameError, AssertionError, NotImplementedError, RecursionError, MemoryError)
"""What is our own fault, or the machine's: once a wrong argument sent people to build a sound index anew."""


@contextmanager
def _readable(folder: Path) -> Iterator[None]:
    """Turn what damaged files raise into DamagedIndex. A full disk stays an OSError, our own faults what they are."""
    try:
        yield
    except (IndexerError, *_FAULTS):
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
