"""Questions about tags and notes: what is asked of them becomes documents by digest, as they are at this moment."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches

from indexer.annotations.store import Annotations
from indexer.engine.interface import Found, Order, Searcher, Share
from indexer.marking.occurrences import finder
from indexer.places import Places
from indexer.query import Among, Node, Noted, Tagged, Word, all_of, replaced

FACET = "tag"
"""What hits can be counted by besides `engine.interface.FACETS`."""

_ANY = Tagged("", open_ended=True)
MANY = 20_000
"""Of more tagged documents it is not counted how many they are: that takes as long as to read them."""
_FEW = 2_000
"""Documents whose tags are looked up one by one; of more, all there are are read."""


@contextmanager
def annotated(searcher: Searcher, places: Places) -> Iterator["Annotated"]:
    """Return a searcher that knows tags and notes, for one question: it sees one state of them.

    Raises AnnotationsError if they cannot be read.
    """
    with Annotations.open(places, create=False) as held, held.unchanging():
        yield Annotated(searcher, held)


class Annotated:
    """A searcher that puts documents in the place of `tag:` and `note:`, and counts by tag."""

    def __init__(self, searcher: Searcher, held: Annotations) -> None:
        self._searcher = searcher
        self._held = held
        self._known: dict[Node, Node] = {}
        self._notes: dict[str, None] = {}

    def search(
        self,
        query: Node,
        *,
        order: Order = Order.RELEVANCE,
        limit: int = 10,
        offset: int = 0,
        facets: Sequence[str] = (),
    ) -> Found:
        """Answer a query."""
        resolved = self.resolved(query)
        others = [facet for facet in facets if facet != FACET]
        found = self._searcher.search(resolved, order=order, limit=limit, offset=offset, facets=others)
        counted = {**found.facets, FACET: self._counted(resolved)} if FACET in facets else found.facets
        in_order = {facet: counted[facet] for facet in facets}
        return Found(found.total, found.matches, (*found.notes, *self._notes), in_order, found.ranks)

    def digests(self, query: Node) -> list[str]:
        """Return the digests of all documents that match."""
        return self._searcher.digests(self.resolved(query))

    def why(self, query: Node, digest: str) -> tuple[Share, ...]:
        """Say what a document's score is made of: a tag or a note adds nothing."""
        return self._searcher.why(self.resolved(query), digest)

    def holding(self, words: Sequence[Word]) -> list[int]:
        """Return how many documents hold each word."""
        return self._searcher.holding(words)

    def near(self, word: str) -> list[str]:
        """Return words that `word` may be a misspelling of."""
        return self._searcher.near(word)

    def resolved(self, query: Node) -> Node:
        """Return a query with documents by digest in the place of each tag and note."""
        return replaced(query, self._documents)

    def _documents(self, node: Node) -> Node:
        if not isinstance(node, Tagged | Noted):
            return node
        known = self._known.get(node)
        if known is None:
            digests = TaggedDocuments(self._held, node) if isinstance(node, Tagged) else self._noted(node)
            known = self._known[node] = Among(digests)
            if isinstance(node, Tagged) and not digests:
                self._notes[self._missing(node)] = None
        return known

    def _noted(self, node: Noted) -> frozenset[str]:
        if node.leaf is None:
            return self._held.noted()
        says = finder(node.leaf)
        return frozenset(digest for digest, text in self._held.texts() if says(text))

    def _missing(self, node: Tagged) -> str:
        tags = [tag for tag, _ in self._held.counts()]
        if not tags:
            return "nothing is tagged yet; begin with `foi tag +NAME ID`"
        if node.open_ended:
            return f"no tag begins with {node.tag}; `foi tag` lists all"
        near = get_close_matches(node.tag, tags, n=1)
        return f"nothing has the tag {node.tag}; {f'did you mean tag:{near[0]}?' if near else '`foi tag` lists all'}"

    def _counted(self, query: Node) -> tuple[tuple[str, int], ...]:
        """Return every tag that a document which matches has, with how many have it, most first."""
        found = frozenset(self._searcher.digests(all_of(query, self._documents(_ANY))))
        if len(found) < _FEW:
            counts = Counter(tag for tags in self._held.tags_of(found).values() for tag in tags)
        else:
            counts = Counter(tag for digest, tag, _ in self._held.taggings() if digest in found)
        return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


class TaggedDocuments:
    """The documents with a tag. Which of some have it is asked for these; all are read only if all are wanted."""

    def __init__(self, held: Annotations, node: Tagged) -> None:
        self._held = held
        self._node = node
        self._count = held.count(node.tag, MANY, beginning=node.open_ended)

    def __len__(self) -> int:
        """Return how many there are, MANY if more."""
        return self._count

    def __iter__(self) -> Iterator[str]:
        return iter(self._held.tagged(self._node.tag, beginning=self._node.open_ended))

    def intersection(self, others: Iterable[str]) -> frozenset[str]:
        """Return those of some documents that have the tag."""
        return frozenset(self._held.of_tagged(others, self._node.tag, beginning=self._node.open_ended))
