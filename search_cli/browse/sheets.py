"""One page as it is shown: its text, where its marks are, and what is known of its document."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from indexer.cards import Card, heading
from indexer.extract.pages import SCAN, Page
from indexer.marking.snippets import Span, marks
from indexer.query import Node
from indexer.stored import StoredPages
from search_cli.browse.keeping import Own
from search_cli.browse.wrapping import wrapped
from search_cli.terminal import sureness

_NOTHING = Own()


class Landing(Enum):
    """What of a page is to be in sight first; STAY is what was, of the same page in other lines."""

    MATCH = auto()
    LAST_MATCH = auto()
    TOP = auto()
    END = auto()
    STAY = auto()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page that is to be shown, for so many columns. `serial` tells requests apart."""

    serial: int
    card: Card
    number: int
    query: Node | None
    width: int
    landing: Landing = Landing.MATCH


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page, read, marked and broken into lines for the width that was wanted. Page 0 is about the document."""

    wanted: Wanted
    text: str
    marks: tuple[Span, ...]
    lines: list[Span]
    remarks: tuple[str, ...] = ()
    own: Own = _NOTHING


def sheet(wanted: Wanted, store: StoredPages, own: Own = _NOTHING, captured: str = "") -> Sheet:
    """Read a page out of the store. A page that is not there says so in its remarks."""
    card = wanted.card
    page = store.page(card.digest, card.extractor, wanted.number) if wanted.number else None
    if page:
        text, remarks = page.text, tuple(_remarks(page))
    elif wanted.number:
        text, remarks = "", (card.reason or "the text of this page is not here; `foi index` reads it",)
    else:
        text, remarks = about(card, own, captured), ()
    found = marks(text, wanted.query, heading=not wanted.number) if wanted.query else ()
    return Sheet(wanted, text, found, wrapped(text, wanted.width), remarks, own)


def about(card: Card, own: Own = _NOTHING, captured: str = "") -> str:
    """Return what is known of a document: title and summary, as they are searched, a table of the rest, and notes."""
    rows = {
        "Authority": card.publisher,
        "Kind": f"{card.kind}, {card.state}" if card.state != "live" else card.kind,
        "Outcome": card.outcome,
        "Published": card.published,
        "Source": card.source,
        "Original": f"first appeared at {card.original_url}" if card.original_url else "",
        "File": f"{card.file} ({card.media_type})",
        "Inside": f"{card.parent[:12]} {card.document}" if card.parent else "",
        "Pages": str(card.pages),
        "Not whole": card.reason,
        "Captured": captured,
        "From": card.file_url,
        "Address": card.url,
        "SHA-256": card.digest,
        "Tags": " ".join(f"#{tag}" for tag in own.tags),
    }
    table = "\n".join(f"{name:<11}{' '.join(value.split())}" for name, value in rows.items() if value)
    also = "\n".join(f"{'Also in':<11}{other['title']}, {other['authority'] or other['source']}" for other in card.also)
    notes = "\n\n".join(f"{f'Note on page {note.page}' if note.page else 'Note'}\n{note.text}" for note in own.notes)
    return "\n\n".join(part for part in (heading(card), table, also, notes) if part)


def _remarks(page: Page) -> Iterator[str]:
    if page.label:
        yield page.label
    if page.confidence is not None:
        yield sureness(page.confidence)
    if page.how == SCAN:
        yield "a picture that waits for OCR"
    if page.warning:
        yield page.warning
    if not page.text.strip():
        yield "no text on this page"
