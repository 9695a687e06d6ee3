"""A hit as a row: the public, versioned schema of JSON Lines and CSV. Described in docs/formats.md."""

from typing import TYPE_CHECKING, Any

from indexer.engine.interface import Ranks, Share
from indexer.query.written import spelled
from indexer.search import Hit, HitPage, Results

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.facts.records import Fact
    from indexer.linked import Told

SCHEMA = 1
COLUMNS = ("id", "digest", "title", "authority", "kind", "source", "published", "url", "file", "score", "pages")
"""What a table has unless other fields are asked for."""
FIELDS = (
    *COLUMNS,
    *(
        "matching_pages",
        "page_count",
        "document",
        "outlet",
        "state",
        "media_type",
        "file_url",
        "also",
        "rank",
        "schema",
    ),
    *("parent", "outcome", "original_url", "why", "ranks", "largest", "tags", "notes", "origin", "facts", "alike"),
    *("rests_on", "reported_by"),
)
"""The schema's, in its order: new ones are added at the end, here and in `row`."""


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
        "pages": [_page(page) for page in hit.pages],
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
        "outcome": card.outcome or None,
        "original_url": card.original_url or None,
        "why": None if hit.why is None else [_share(share) for share in hit.why],
        "ranks": _ranks(hit.ranks) if hit.ranks else None,
        "largest": None if hit.largest is None else hit.largest / 100,
        "tags": list(hit.tags),
        "notes": hit.notes,
        "origin": list(hit.origins),
        "facts": None if hit.facts is None else list(map(_fact, hit.facts)),
        "alike": [digest[:12] for digest in hit.alike],
        "rests_on": _others(hit.rests_on),
        "reported_by": _others(hit.reported_by),
    }


def flat(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row for a table: `pages` has a text for each, its number and its snippet."""
    return {**row, "pages": [f"{page['page']}: {page['snippet']}" for page in row["pages"]]}


def facets(results: Results) -> dict[str, list[dict[str, Any]]]:
    """Return each facet that was asked for, with all its values and how many matching documents have each."""
    return {
        name: [{"value": value, "count": count} for value, count in counted] for name, counted in results.facets.items()
    }


def _page(hit: HitPage) -> dict[str, Any]:
    page: dict[str, Any] = {
        "page": hit.number,
        "snippet": hit.snippet.text,
        "marks": [list(mark) for mark in hit.snippet.marks],
    }
    if hit.label:
        page["label"] = hit.label
    return {**page, "how": hit.how or None, "confidence": hit.confidence}


def _fact(fact: "Fact") -> dict[str, Any]:
    from indexer.facts.forms import to_form  # few hits are written with their facts

    return to_form(fact)


def _share(share: Share) -> dict[str, Any]:
    return {
        "part": spelled(share.leaf),
        "where": share.where,
        "count": share.count,
        "holding": share.holding,
        "score": round(share.score, 4),
    }


def _ranks(ranks: Ranks) -> dict[str, Any]:
    likeness = None if ranks.likeness is None else round(ranks.likeness, 4)
    return {"lexical": ranks.lexical, "semantic": ranks.semantic, "likeness": likeness}


def _others(several: "Sequence[Told]") -> list[dict[str, Any]]:
    """Return the publications at the other ends of links."""
    if not several:
        return []
    from search_cli.formats.linked import form  # few hits have any

    return [form(told) for told in several]
