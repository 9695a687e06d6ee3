"""What the documents found are counted by."""

from typing import Any

from indexer.engine.searching.kernel import Kernel

_FIELDS = {"authority": "body", "supplier": "company"}
"""Facets that have another name as a field."""


def counted(kernel: Kernel[Any, Any], facet: str, documents: Any) -> tuple[tuple[str, int], ...]:
    """Return the values of a facet with how many documents have them, most first, then by the alphabet."""
    counts = kernel.facet(_FIELDS.get(facet, facet), documents)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
