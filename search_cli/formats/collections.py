"""Collections as rows: the public, versioned schema of `foi collections`, and as text."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.held import Holdings
    from indexer.origins import Origin

SCHEMA = 1
FIELDS = (
    "collection", "publications", "documents", "pages", "indexed", "bundle", "imported", "signed_by", "origins",
    "folder", "schema",
)  # fmt: skip
"""The fields of the schema, in its order. Fields are only ever added, at the end."""
COLUMNS = ("collection", "publications", "documents", "pages", "indexed", "bundle", "imported", "signed_by")


def row(name: str, folder: str, held: "Holdings", came: "Sequence[Origin]") -> dict[str, Any]:
    """Return a collection as the fields of the schema; `bundle` and what follows are of the latest import."""
    latest = came[-1] if came else None
    return {
        "collection": name,
        "publications": held.publications,
        "documents": held.documents,
        "pages": held.pages,
        "indexed": held.indexed,
        "bundle": latest.bundle if latest else "",
        "imported": latest.imported if latest else "",
        "signed_by": latest.signed_by if latest else "",
        "origins": [asdict(one) for one in came],
        "folder": folder,
        "schema": SCHEMA,
    }


def cells(row: dict[str, Any]) -> list[str]:
    """Return what a person reads of a row."""
    more = len(row["origins"]) - 1
    bundle = f"{row['bundle']} and {more} more" if more > 0 else row["bundle"]
    when = row["imported"][:16].replace("T", " ")
    numbers = [f"{row[name]:,}" for name in ("publications", "documents", "pages", "indexed")]
    return [row["collection"], *numbers, bundle, f"{when} UTC" if when else "", row["signed_by"]]


HEADING = ["collection", "publications", "documents", "pages", "indexed", "from", "imported", "signed by"]
