"""Pages of a document as rows: the public, versioned schema of `foi show`. Described in docs/reading.md."""

from collections.abc import Sequence
from typing import Any

from indexer.annotations.records import Note
from indexer.cards import Card
from indexer.extract.pages import Page
from indexer.marking.snippets import Span
from scraper.archive.records import Capture

SCHEMA = 1
FIELDS = (
    "id",
    "digest",
    "page",
    "page_count",
    "label",
    "text",
    "how",
    "confidence",
    "warning",
    "title",
    "authority",
    "outlet",
    "kind",
    "source",
    "state",
    "published",
    "url",
    "document",
    "file",
    "file_url",
    "media_type",
    "parent",
    "captured",
    "tags",
    "notes",
    "schema",
    "marks",
)
"""Every field, in order; new ones are only ever added, at the end."""


def row(
    card: Card,
    page: Page,
    capture: Capture | None,
    tags: Sequence[str],
    notes: Sequence[Note],
    marks: Sequence[Span] | None = None,
) -> dict[str, Any]:
    """Return a page as the fields of the schema. `notes` are those of the page, and of the whole document."""
    return {
        "id": card.id,
        "digest": card.digest,
        "page": page.number,
        "page_count": card.pages,
        "label": page.label or None,
        "text": page.text,
        "how": page.how,
        "confidence": page.confidence,
        "warning": page.warning or None,
        "title": card.title,
        "authority": card.authority,
        "outlet": card.outlet or None,
        "kind": card.kind,
        "source": card.source,
        "state": card.state,
        "published": card.published or None,
        "url": card.url or None,
        "document": card.document or None,
        "file": card.file,
        "file_url": card.file_url or None,
        "media_type": card.media_type,
        "parent": card.parent or None,
        "captured": capture.time.isoformat(timespec="seconds") if capture else None,
        "tags": list(tags),
        "notes": [{"page": note.page, "text": note.text, "time": note.time} for note in notes],
        "schema": SCHEMA,
        "marks": None if marks is None else [list(mark) for mark in marks],
    }
