"""Which kernel answers a query: the plain one where little is read, numpy's where much is."""

from typing import Any

from indexer.engine.searching.expansion import Expansion
from indexer.engine.searching.index import Index
from indexer.engine.searching.kernel import Kernel
from indexer.engine.searching.parts import all_leaves, inner, parts, regions
from indexer.engine.searching.plain import Plain
from indexer.engine.searching.sums import paying
from indexer.query import (
    Among,
    Amount,
    And,
    AtLeast,
    InAuthority,
    Label,
    Lag,
    Near,
    Node,
    Not,
    Ocr,
    Or,
    Phrase,
    Published,
)

ONCE = 250_000
"""Postings to read from which on numpy's vectors save more time than the 0.15 s that it takes to load them."""

OFTEN = 400
"""The same where numpy is loaded: so many are read sooner one by one than by thirty calls of it."""

_WEIGHTS = {Phrase: 1, Near: 8}
"""How much each occurrence of a part counts, where not documents are read but the places in them."""


class Kernels:
    """The kernels of one index. With `often`, numpy is loaded at once."""

    def __init__(self, index: Index, expansion: Expansion, *, often: bool) -> None:
        self._expansion = expansion
        self._index = index
        self._plain = Plain(index)
        self._vector: Kernel[Any, Any] | None = None
        self._often = often
        self._most = OFTEN if often else ONCE
        if often:
            self._vectors()

    def of(self, query: Node) -> Kernel[Any, Any]:
        """Return the kernel that answers a query sooner."""
        return self._plain if self._few(query) else self._vectors()

    def _vectors(self) -> Kernel[Any, Any]:
        if self._vector is None:
            from indexer.engine.searching.vector import Vector

            self._vector = Vector(self._index, often=self._often)
        return self._vector

    def _few(self, query: Node) -> bool:
        """Tell whether few postings are read for a query."""
        reads, most = sum(_others(query, self._index)), self._most
        for leaf in all_leaves(query):
            if isinstance(leaf, Amount):
                reads += sum(some.last - some.first for some in paying(self._index, leaf))
            weight = _WEIGHTS.get(type(inner(leaf)), 0)
            for part in parts(leaf):
                for region in regions(leaf):
                    terms = self._expansion.terms(part, region)
                    reads += weight * terms.occurrences or terms.documents
                if reads > most:
                    return False
        return reads <= most


def _others(node: Node, index: Index) -> list[int]:
    """Return what is read for the parts of a query that are no leaves."""
    match node:
        case And() | Or() | AtLeast():
            return [count for part in node.parts for count in _others(part, index)]
        case Not():
            return [index.documents, *_others(node.part, index)]
        case Label():
            return [index.term(node.field, node.value.encode("utf-8", "replace")).documents]
        case Among():
            return [min(len(node.digests), index.documents)]
        case Published() | InAuthority() | Ocr() | Lag():
            return [index.documents]
    return []
