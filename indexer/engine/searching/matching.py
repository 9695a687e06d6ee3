"""Which documents match a query: the tree of the query, evaluated by a kernel."""

from collections.abc import Sequence
from typing import Generic

from indexer.engine.positions import in_order
from indexer.engine.searching.index import Listed, Terms
from indexer.engine.searching.kernel import Documents, Held, Kernel
from indexer.engine.searching.occurrences import Occurrences
from indexer.engine.searching.ordering import NEVER
from indexer.engine.searching.parts import LEAVES, regions
from indexer.query import (
    Among,
    Amount,
    And,
    AtLeast,
    Digests,
    Fuzzy,
    InAuthority,
    InTitle,
    Label,
    Lag,
    Near,
    Node,
    Not,
    Ocr,
    Or,
    Phrase,
    Prefix,
    Published,
    Reference,
    Regex,
    Wildcard,
    Word,
)


class Matching(Generic[Documents, Held]):
    """Evaluates the nodes of one query over one index."""

    def __init__(self, kernel: Kernel[Documents, Held], occurrences: Occurrences[Documents, Held]) -> None:
        self.kernel = kernel
        self.occurrences = occurrences

    def matching(self, node: Node, within: Documents | None = None) -> Documents:
        """Return the documents that match a node, of some or of all."""
        kernel = self.kernel
        if isinstance(node, LEAVES):
            found = kernel.any_of([self.occurrences.documents(node, region, within) for region in regions(node)])
            return found if within is None else kernel.both(within, found)
        match node:
            case And():
                for part in sorted(node.parts, key=_cost):
                    within = self.matching(part, within)
                return kernel.every() if within is None else within
            case Or():
                return kernel.any_of([self.matching(part, within) for part in node.parts])
            case AtLeast():
                return kernel.at_least(node.count, [self.matching(part, within) for part in node.parts])
            case Not():
                some = kernel.every() if within is None else within
                return kernel.without(some, self.matching(node.part, within))
            case Published(first, last):
                return kernel.published(first.toordinal() if first else 1, last.toordinal() if last else NEVER, within)
            case Among(digests):
                return self._among(digests, within)
        found = self._by_label(node, within)
        return found if within is None else kernel.both(within, found)

    def _by_label(self, node: Node, within: Documents | None) -> Documents:
        match node:
            case Label():
                return self._labelled(node.field, [node.value.encode("utf-8", "replace")])
            case Ocr(lowest, highest):
                return self._labelled("ocr", [b"%02x" % byte for byte in range(lowest, highest + 1)])
            case Lag(lowest, highest):
                return self._labelled("lag", [b"%03d" % days for days in range(lowest, highest + 1)])
            case InAuthority():
                return self._by_authority(node, within)
        raise TypeError(f"no engine knows {node}")  # a Like: a search puts words in its place

    def _among(self, digests: Digests, within: Documents | None) -> Documents:
        """Look for some documents among the digests, or for each digest among the documents: whichever takes less."""
        kernel, index = self.kernel, self.kernel.index
        if within is not None and index.is_sooner_asked(kernel.size(within), len(digests)):
            some = {index.record(number)[0]: number for number in kernel.numbers(within)}
            return kernel.these([some[digest] for digest in digests.intersection(some)])
        found = kernel.these(index.numbers(digests))
        return found if within is None else kernel.both(within, found)

    def _labelled(self, field: str, values: Sequence[bytes]) -> Documents:
        kernel = self.kernel
        held = (kernel.holding(kernel.index.term(field, value)) for value in values)
        return kernel.any_of([kernel.documents(some) for some in held])

    def _by_authority(self, node: InAuthority, within: Documents | None) -> Documents:
        kernel = self.kernel
        row = [kernel.index.term(node.field, word.encode("utf-8", "replace")) for word in node.words]
        if node.open_ended:
            row[-1] = self._beginning(node.field, node.words[-1].encode("utf-8", "replace"))
        documents = kernel.every() if within is None else within
        for terms in row:
            documents = kernel.both(documents, kernel.documents(kernel.holding(terms)))
        if len(row) == 1:
            return documents
        numbers = kernel.numbers(documents)
        places = [kernel.places(terms, numbers) for terms in row]
        return kernel.these(number for number in numbers if in_order([some[number] for some in places]))

    def _beginning(self, field: str, start: bytes) -> Terms:
        """Return the lists of all terms that begin so, however many they are."""
        lists = [
            Listed(base, postings)
            for segment, base in self.kernel.index.based()
            for postings in segment.find_all(field, segment.beginning(field, start))
        ]
        return Terms((lists,))


_COSTS: dict[type, int] = {
    **dict.fromkeys((Word, Reference, Label), 0),
    **dict.fromkeys((Prefix, Wildcard, Fuzzy, Regex, Amount, Ocr, Lag), 1),
    **dict.fromkeys((Published, InAuthority, Among), 2),
    **dict.fromkeys((And, Or, AtLeast), 3),
    **dict.fromkeys((Phrase, Near), 4),
    Not: 5,
}
"""What must all match, in what order: what narrows most for least first; rows of words, and negations, on the rest."""


_MANY = 1_000
"""Of more documents by digest it is quicker to see which of those the rest finds are among them."""


def _cost(node: Node) -> int:
    if isinstance(node, Among) and len(node.digests) > _MANY:
        return _COSTS[Not]
    return _COSTS[type(node.leaf if isinstance(node, InTitle) else node)]
