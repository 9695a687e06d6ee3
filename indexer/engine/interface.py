"""What an engine is: entries in, matches out. Nothing of the library behind it is seen from outside."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from indexer.query import Node


class Order(StrEnum):
    """How hits are sorted: best first, or by date of publication."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Entry:
    """One document as it goes into the index.

    `heading` is what stands over the document but not in it (the publication's title and summary): it is
    searched as page 0. `pages[0]` is the text of page 1. `authorities`, `sources`, `kinds` and `states`
    have one value per publication that carries the document. `stored` comes back, unchanged, with a match.
    `rank` orders those that are alike by score or date: the documents of one publication stay together by it.
    `ocr` has a byte for each page, as `ocr:` asks for it: 0 to 100 is how sure its OCR was, in percent, then
    AS_TEXT and WAITING; it may end early, and then the rest is AS_TEXT.
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


@dataclass(frozen=True, slots=True)
class PageMatch:
    """A page that matches: 0 is the heading, 1 the first page. `words` counts the distinct parts of the
    query found on it, `count` all their occurrences."""

    number: int
    words: int
    count: int


@dataclass(frozen=True, slots=True)
class Match:
    """One matching document: its score, the pages that match, best first, and what was stored with it."""

    digest: str
    score: float
    pages: tuple[PageMatch, ...]
    stored: str


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query: how many documents match in all, and the matches asked for, in order.

    `notes` are for the person who asked ("train* stands for 1,204 words; the first 1,000 were searched").
    """

    total: int
    matches: tuple[Match, ...]
    notes: tuple[str, ...] = ()


class Engine(Protocol):
    """An index in one folder. One process writes; any number read, also while one writes."""

    version: str
    """Names the engine, its format and the analysis; an index of another version must be built anew."""

    def write(self, folder: Path, entries: Iterable[Entry], removed: Iterable[str]) -> None:
        """Add entries (replacing those of the same digest) and remove others, in a folder of its own.

        Begins an index if the folder has none. Nobody reads the folder while this runs.
        """
        ...

    def search(self, folder: Path, query: Node, *, order: Order, limit: int, offset: int) -> Found:
        """Answer a query. Raises DamagedIndex if the folder's files cannot be read as an index."""
        ...
