"""The loop that finds a document's tables, each page in a child; a page that ends its child is passed over."""

from dataclasses import dataclass, field
from pathlib import Path

from indexer.errors import ExtractionError
from indexer.extract.base import SCAN, Extraction, Page
from indexer.extract.limits import Limits
from indexer.extract.sandbox import ExtractionPool
from indexer.tables.joining import joined
from indexer.tables.records import PageTables, Table, unpack
from indexer.tables.registry import Span, modules, reader_for

_MOST_DEATHS = 5
"""After so many pages that end their child, the rest of the document is given up."""
_MOST_PAGES = 1_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """The tables of a document, or of one page. `pages` is how many it has, `scans` the ones that are pictures."""

    tables: tuple[Table, ...]
    pages: int
    scans: tuple[int, ...] = ()
    failures: tuple[str, ...] = ()


@dataclass(slots=True)
class _Looking:
    pages: list[PageTables] = field(default_factory=list)
    scans: list[int] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def find_tables(path: Path, media_type: str, limits: Limits, page: int | None = None) -> Found:
    """Find the tables of a file, or of one page of it. What could not be looked at is among the failures.

    Raises EncryptedDocument, UnsupportedFormat or ExtractionError if nothing of it can be.
    """
    looking = _Looking()
    first, last = (page, page) if page else (1, 0)
    deaths = 0
    with ExtractionPool(modules(media_type)) as pool:
        while True:
            extraction = pool.extract(path, media_type, limits, reader=reader_for(media_type, Span(first, last)))
            total = _total(extraction)
            reached = _take(looking, extraction, first if total else 1)  # without a total, all came
            if not extraction.incomplete:
                break
            deaths += 1
            looking.failures.append(f"page {reached}: {_reason(extraction)}")
            first = reached + 1
            if first > (last or total):
                break
            if deaths == _MOST_DEATHS:
                looking.failures.append(f"pages {first} to {last or total} were not looked at after that")
                break
    tables = list(joined(looking.pages))
    if page:
        tables = [table for table in (table.on(page) for table in tables) if table.rows]
    pages = total or len(looking.pages)
    return Found(tuple(tables), pages, tuple(looking.scans), tuple(looking.failures))


def _total(extraction: Extraction) -> int:
    """How many pages the child said there are; 0 if it could not know before it had read them."""
    text = extraction.pages[0].text
    total = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else _MOST_PAGES + 1
    if total > _MOST_PAGES:
        raise ExtractionError("the reader sent a number of pages that is none")
    return total


def _take(looking: _Looking, extraction: Extraction, first: int) -> int:
    """Keep what came, from the page `first` on; return the page that would have come next."""
    number = first
    for number, sent in enumerate(extraction.pages[1:], first):
        _take_page(looking, sent, number)
    return number + (len(extraction.pages) > 1)


def _take_page(looking: _Looking, sent: Page, number: int) -> None:
    if sent.warning:
        looking.failures.append(f"page {number}: {sent.warning}")
    if sent.how == SCAN:
        looking.scans.append(number)
    try:
        looking.pages.append(unpack(sent.text, number))
    except ExtractionError as exc:
        looking.failures.append(f"page {number}: {exc}")


def _reason(extraction: Extraction) -> str:
    """Why it stopped, without the page: ours begin with the number of pages."""
    return extraction.incomplete.removeprefix(f"stopped at page {len(extraction.pages) + 1}: ")
