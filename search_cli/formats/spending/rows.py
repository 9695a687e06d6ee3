"""Sums as rows: the public, versioned schema of `foi spend`. Described in docs/spending.md."""

from typing import Any

from indexer.facts.wording import said
from indexer.spending.records import Group, Sum

SCHEMA = 1
FIELDS = (
    *("amount", "currency", "supplier", "authority", "year", "purpose", "period_first", "period_last", "counted"),
    *("left_out", "vat", "id", "page", "words", "says", "title", "url", "also", "schema"),
)
"""The fields of the schema, in its order. Fields are only ever added, at the end."""
GROUP_FIELDS = ("amount", "currency", "supplier", "authority", "year", "sums", "left_out", "schema")


def row(one: Sum) -> dict[str, Any]:
    """Return a sum as the fields of the schema."""
    source, fact = one.sources[0], one.of
    period = fact.period
    return {
        "amount": one.hundredths / 100,
        "currency": one.currency,
        "supplier": list(one.suppliers),
        "authority": one.authority or None,
        "year": one.year or None,
        "purpose": " ".join(fact.purpose.text.split()) if fact.purpose else None,
        "period_first": period.first.isoformat() if period and period.first else None,
        "period_last": period.last.isoformat() if period and period.last else None,
        "counted": not one.left_out,
        "left_out": one.left_out or None,
        "vat": fact.vat or None,
        "id": source.card.id,
        "page": fact.words.page,
        "words": " ".join(fact.words.text.split()),
        "says": said(fact),
        "title": source.card.title,
        "url": source.card.url or None,
        "also": [f"{other.card.id}:{other.fact.words.page}" for other in one.sources[1:]],
        "schema": SCHEMA,
    }


def group_row(group: Group, by: tuple[str, ...]) -> dict[str, Any]:
    """Return a group's total as the fields of the schema; None for what it is not grouped by."""
    values = dict(zip(by, group.values, strict=True))
    counted = sum(not one.left_out for one in group.sums)
    return {
        "amount": group.total / 100,
        "currency": group.currency,
        **{name: values.get(name) for name in ("supplier", "authority", "year")},
        "sums": counted,
        "left_out": len(group.sums) - counted,
        "schema": SCHEMA,
    }
