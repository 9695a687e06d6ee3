"""What an engine is: entries in, matches out. Nothing of the library behind it is seen from outside."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol

from indexer.query import InTitle, Leaf, Node, Word
from indexer.record import record

MEMORY_MB = 300
"""Most that building an index may take, over all its processes, unless another bound is set."""


class Order(StrEnum):
    """How hits are sorted: best first, by date of publication, or by the greatest sum of money in the document."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    LARGEST = "largest"


FACETS = ("authority", "source", "kind", "year", "type", "outcome", "exemption", "supplier")
"""What hits can be counted by. A document counts once for each value it has, and not at all where it has none."""


@record()
class Entry:
    """One document as it goes into the index.

    `heading` is what stands over the document but not in it (the publication's title and summary): it is
    searched as page 0. `pages[0]` is the text of page 1. `authorities`, `sources`, `kinds` and `states`
    have one value per publication that carries the document. `stored` comes back, unchanged, with a match.
    `rank` orders those that are alike by score or date: the documents of one publication stay together by it.
    `ocr` has a byte for each page, as `ocr:` asks for it: 0 to 100 is how sure its OCR was, in percent, then
    AS_TEXT and WAITING; it may end early, and then the rest is AS_TEXT. `bodies` are the authorities' names as
    they are counted, without those who only carried it; `outcomes` say how requests ended, as their sites or letters
    say. From `exemptions` on it is what `indexer.facts.stated` says. Sums of money and references in heading and pages
    are found by the engine besides, as `indexer.sums` and `indexer.references` have them.
    """

    digest: str
    title: str
    heading: str
    pages: tuple[str, ...]
    authorities: tuple[str, ...]
    sources: tuple[str, ...]
    kinds: tuple[str, ...]
    states: tuple[str, ...]
    media_type: str
    published: date | None
    stored: str
    rank: str = ""
    ocr: bytes = b""
    bodies: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    exemptions: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    lags: tuple[int, ...] = ()
    sums: tuple[tuple[int, int, str], ...] = ()


class PageMatch(NamedTuple):  # not a dataclass: a question makes a hundred of them, in a third of the time
    """A page that matches: 0 is the heading, 1 the first page. `words` counts the distinct parts of the
    query found on it, `count` all their occurrences."""

    number: int
    words: int
    count: int  # type: ignore[assignment]  # hides tuple.count, which nobody asks a page for


class Match(NamedTuple):
    """One matching document: its score, the pages that match, best first, and what was stored with it.

    `largest` is its greatest sum of money in hundredths, None if it has none or the order is not by that.
    """

    digest: str
    score: float
    pages: tuple[PageMatch, ...]
    stored: str
    largest: int | None = None


@record()
class Ranks:
    """How a match stands by its words and by its meaning, from 1, None if behind all that count; and how near it is.

    `likeness` is 1 at most, None if it was not measured.
    """

    lexical: int | None
    semantic: int | None
    likeness: float | None


_NO_FACETS: Mapping[str, tuple[tuple[str, int], ...]] = {}
_NO_RANKS: Mapping[str, Ranks] = {}
_NONE_ALIKE: Mapping[str, tuple[str, ...]] = {}


@record()
class Found:
    """The answer to a query: how many documents match in all, and the matches asked for, in order.

    `notes` are for the person who asked ("train* stands for 1,204 words; the first 1,000 were searched").
    `facets` has, for each that was asked for, its values with how many matching documents have them, most first,
    those alike in the order of the alphabet. `ranks` has those of each match, by digest, where two rankings were made
    one (indexer/semantic); no engine does that. `alike` has, of a match by digest, the documents that match, say the
    same and were folded into it (indexer/duplicates), and `folded` is how many were folded into the matches up to the
    last of these; no engine does that either.
    """

    total: int
    matches: tuple[Match, ...]
    notes: tuple[str, ...] = ()
    facets: Mapping[str, tuple[tuple[str, int], ...]] = _NO_FACETS
    ranks: Mapping[str, Ranks] = _NO_RANKS
    alike: Mapping[str, tuple[str, ...]] = _NONE_ALIKE
    folded: int = 0


@record()
class Share:
    """What one part of a query adds to a document's score. `where` is "text" or "title"."""

    leaf: Leaf | InTitle
    where: str
    count: int
    holding: int
    score: float


class Searcher(Protocol):
    """An opened index, for one question or for many."""

    def search(
        self,
        query: Node,
        *,
        order: Order = Order.RELEVANCE,
        limit: int = 10,
        offset: int = 0,
        facets: Sequence[str] = (),
    ) -> Found:
        """Answer a query. Raises DamagedIndex if the folder's files cannot be read as an index."""
        ...

    def digests(self, query: Node) -> list[str]:
        """Return the digests of all documents that match, in no order that means anything."""
        ...

    def why(self, query: Node, digest: str) -> tuple[Share, ...]:
        """Say what a document's score is made of; empty if it is not in the index."""
        ...

    def holding(self, words: Sequence[Word]) -> list[int]:
        """Return how many documents hold each word, in text or title."""
        ...

    def near(self, word: str) -> list[str]:
        """Return words of the index that `word` may be a misspelling of, at two edits at most, the likeliest first."""
        ...


class Engine(Protocol):
    """An index in one folder. One process writes; any number read, also while one writes."""

    version: str
    """Names the engine, its format and the analysis; an index of another version must be built anew."""

    def write(self, folder: Path, entries: Iterable[Entry], removed: Iterable[str]) -> None:
        """Add entries (replacing those of the same digest) and remove others, in a folder of its own.

        Begins an index if the folder has none. Nobody reads the folder while this runs.
        """
        ...

    def open(self, folder: Path, *, often: bool = False) -> AbstractContextManager[Searcher]:
        """Open an index. With `often`, many questions will be asked: what makes each quicker may be loaded first.

        Raises DamagedIndex if the folder's files cannot be read as an index.
        """
        ...
