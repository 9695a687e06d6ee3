"""Which documents match a query: the tree of the query, as sets of document numbers."""

from collections import Counter
from collections.abc import Collection

from indexer.engine.positions import in_order
from indexer.engine.whoosh_analysis import label_bytes
from indexer.engine.whoosh_occurrences import MAX_EXPANSION, Occurrences, regions
from indexer.engine.whoosh_postings import Postings, Term
from indexer.query import And, AtLeast, InAuthority, InTitle, Label, Node, Not, Ocr, Or, Phrase, Prefix, Published, Word

Documents = Collection[int]

_NEVER = 10**7  # a day after every date


class Matching:
    """Evaluates the nodes of one query over one index."""

    def __init__(self, postings: Postings, occurrences: Occurrences) -> None:
        self.postings = postings
        self.occurrences = occurrences

    def matching(self, node: Node, within: Documents | None) -> set[int]:
        """Return the documents that match a node, of those given or of all."""
        match node:
            case Word() | Prefix() | Phrase() | InTitle():
                found = [self.occurrences.counts(node, region, within).keys() for region in regions(node)]
                return set().union(*found)
            case Label(field, value):
                held = self.postings.documents((field, label_bytes(value))).keys()
                return set(held) if within is None else held & within
            case Ocr(lowest, highest):
                terms = [("ocr", b"%02x" % byte) for byte in range(lowest, highest + 1)]
                some_page = {number for term in terms for number in self.postings.documents(term)}
                return some_page if within is None else some_page & set(within)
            case InAuthority():
                return self._by_authority(node, within)
            case Published(first, last):
                earliest, latest = first.toordinal() if first else 1, last.toordinal() if last else _NEVER
                candidates = self.postings.all() if within is None else within
                return {n for n in candidates if earliest <= self.postings.column("day", n) <= latest}
            case Or(some):
                return set().union(*(self.matching(part, within) for part in some))
            case AtLeast(count, some):
                times = Counter(number for part in some for number in self.matching(part, within))
                return {number for number, many in times.items() if many >= count}
            case Not(part):
                return (self.postings.all() if within is None else set(within)) - self.matching(part, within)
            case And(some):
                for part in sorted(some, key=_cost):
                    within = self.matching(part, within)
                return set(within or ())

    def _by_authority(self, node: InAuthority, within: Documents | None) -> set[int]:
        *whole, last = node.words
        terms = [[("authority", word.encode())] for word in whole]
        endings = self.postings.beginning(["authority"], last, MAX_EXPANSION)[0] if node.open_ended else [last.encode()]
        terms.append([("authority", word) for word in endings])
        documents = None if within is None else set(within)
        for some in terms:
            held = set().union(*(self.postings.documents(term) for term in some))
            documents = held if documents is None else documents & held
        places = [self._places(some, documents or ()) for some in terms]
        return {number for number in documents or () if in_order([some[number] for some in places])}

    def _places(self, some: Collection[Term], documents: Documents) -> dict[int, list[int]]:
        """Return the places of any of the terms in each document, ascending."""
        found: dict[int, list[int]] = {}
        for term in some:
            for number, places in self.postings.places(term, documents).items():
                found.setdefault(number, []).extend(places)
        return {number: sorted(places) for number, places in found.items()}


def _cost(node: Node) -> int:
    """Rank what must all match: what narrows most for least first; dates and negations last, on what is left."""
    match node:
        case Word() | InTitle() | Label():
            return 0
        case Prefix() | Phrase() | InAuthority() | Ocr():
            return 1
        case Published():
            return 3
        case Not():
            return 4
        case _:
            return 2
