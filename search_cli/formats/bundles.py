"""How two bundles differ, as rows: the public, versioned schema of `foi diff-bundles`, and as text."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from search_cli.terminal import folded, line, many

if TYPE_CHECKING:
    from indexer.bundle.comparing import Difference

SCHEMA = 1
FIELDS = ("thing", "change", "id", "page", "title", "fields", "pages", "schema")
"""The fields of the schema, in its order. Fields are only ever added, at the end."""


def row(one: "Difference") -> dict[str, Any]:
    """Return a difference as the fields of the schema."""
    return {
        "thing": one.thing,
        "change": one.change,
        "id": one.id,
        "page": one.page,
        "title": one.title,
        "fields": list(one.fields),
        "pages": one.pages,
        "schema": SCHEMA,
    }


def text(found: "Sequence[Difference]") -> Iterator[str]:
    """Yield the counts, and then a line for each difference."""
    counts = Counter((one.thing, one.change) for one in found)
    for one in found:
        counts["page", one.change] += one.pages
    for thing in ("publication", "document", "page"):
        said = [f"{number:,} {change}" for change in ("new", "gone", "changed") if (number := counts[thing, change])]
        yield f"{thing + 's':<12}  {', '.join(said) or 'alike'}\n"
    yield "\n" if found else ""
    for one in found:
        about = f" ({', '.join(one.fields)})" if one.fields else f", {many(one.pages, 'page')}" if one.pages else ""
        yield folded(f"{one.change:<7}  {one.thing:<11}  {one.id:<15}  {line(one.title)}{about}") + "\n"
