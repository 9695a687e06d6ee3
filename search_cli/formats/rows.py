"""A hit as a row: the public, versioned schema of JSON Lines and CSV. Described in docs/formats.md."""

from typing import Any

from indexer.search import Hit

SCHEMA = 1


def row(hit: Hit) -> dict[str, Any]:
    """Return a hit as the fields of the schema, in its order. Fields are only ever added, at the end."""
    card = hit.card
    return {
        "id": card.id,
        "digest": card.digest,
        "title": card.title,
        "authority": card.authority,
        "kind": card.kind,
        "source": card.source,
        "published": card.published or None,
        "url": card.url or None,
        "file": card.file,
        "score": round(hit.score, 4),
        "pages": [_page(page.number, page.label, page.snippet.text, page.snippet.marks) for page in hit.pages],
        "matching_pages": hit.matching,
        "page_count": card.pages,
        "document": card.document or None,
        "outlet": card.outlet or None,
        "state": card.state,
        "media_type": card.media_type,
        "file_url": card.file_url or None,
        "also": list(card.also),
        "rank": hit.rank,
        "schema": SCHEMA,
        "parent": card.parent or None,
    }


def _page(number: int, label: str, text: str, marks: tuple[tuple[int, int], ...]) -> dict[str, Any]:
    page: dict[str, Any] = {"page": number, "snippet": text, "marks": [list(mark) for mark in marks]}
    return {**page, "label": label} if label else page
