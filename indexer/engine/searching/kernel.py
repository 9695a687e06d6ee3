"""What a kernel does: the sets and sums of a query, in Python's own containers or in numpy's vectors."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence, Set, Sized
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

from indexer.engine.interface import Order, PageMatch
from indexer.engine.searching.index import Index, Terms
from indexer.query import Amount, InTitle, Leaf

if TYPE_CHECKING:
    from indexer.engine.searching.occurrences import Occurrences

Documents = TypeVar("Documents")
"""Some documents of an index."""
Held = TypeVar("Held", bound=Sized)
"""Documents in which something stands, each with how often."""


class Rows(Protocol[Held]):
    """Where a phrase stands, or words that are near each other."""

    held: Held

    def places(self, number: int, /) -> list[list[int]]:
        """Return the places of each part in a document, of complete rows only, ascending."""
        ...


class Weighed(NamedTuple, Generic[Held]):
    """What one leaf in one region adds to the scores: each count, by how rare it is, so many times."""

    held: Held
    region: str
    rarity: float
    times: float


class Kernel(Protocol[Documents, Held]):
    """The work of a query over one index. What it read of a list it keeps for the next question."""

    index: Index

    def every(self) -> Documents:
        """Return all documents that are not deleted."""
        ...

    def holding(self, terms: Terms) -> Held:
        """Return the documents that hold any of the terms; how often is the greatest of the fields' sums.

        A word may be counted by its stem and unstemmed: of the two counts, the greater is nearer the truth.
        """
        ...

    def paying(self, amount: Amount) -> Documents:
        """Return the documents with a sum of money within bounds."""
        ...

    def pages_paying(self, amount: Amount, numbers: Sequence[int]) -> Mapping[int, Set[int]]:
        """Return of some documents the pages with a sum of money within bounds."""
        ...

    def phrase(self, row: Sequence[Terms], within: Documents) -> Rows[Held]:
        """Return where the terms stand one straight after another in some documents, which hold all of them."""
        ...

    def near(
        self, row: Sequence[Terms], within: Documents, most: int, *, ordered: bool, begins: Mapping[int, int]
    ) -> Rows[Held]:
        """Return where the terms stand near each other in some documents, which hold all of them.

        `begins` has, where something near might reach over it, the place at which a document's pages begin.
        """
        ...

    def documents(self, held: Held) -> Documents:
        """Return the documents in which something stands."""
        ...

    def count(self, held: Held, number: int) -> int:
        """Return how often something stands in a document."""
        ...

    def these(self, numbers: Iterable[int]) -> Documents:
        """Return documents by number."""
        ...

    def numbers(self, documents: Documents) -> list[int]:
        """Return the numbers of documents, in order."""
        ...

    def size(self, documents: Documents) -> int:
        """Return how many there are."""
        ...

    def any_of(self, some: Sequence[Documents]) -> Documents:
        """Return what is in any of them."""
        ...

    def both(self, one: Documents, two: Documents) -> Documents:
        """Return what is in both."""
        ...

    def without(self, one: Documents, two: Documents) -> Documents:
        """Return what is in the one and not in the other."""
        ...

    def at_least(self, count: int, some: Sequence[Documents]) -> Documents:
        """Return what is in so many of them."""
        ...

    def includes(self, one: Documents, two: Documents) -> bool:
        """Tell whether all of the other is in the one."""
        ...

    def published(self, first: int, last: int, within: Documents | None) -> Documents:
        """Return what was published from one day to another, as ordinals; of some documents or of all."""
        ...

    def places(self, terms: Terms, numbers: Sequence[int]) -> Mapping[int, list[int]]:
        """Return the places of the terms in those of some documents that hold any, ascending."""
        ...

    def pages(
        self,
        occurrences: "Occurrences[Documents, Held]",
        wanted: Collection[Leaf | InTitle],
        starts: Mapping[int, Sequence[int]],
    ) -> Mapping[int, tuple[PageMatch, ...]]:
        """Return the pages of some documents on which what is wanted stands, best first."""
        ...

    def scored(self, documents: Documents, weighed: Sequence[Weighed[Held]], /) -> "Scores":
        """Add up by BM25 how much each document stands out."""
        ...

    def first(self, documents: Documents, order: Order, scores: "Scores | None", count: int) -> list[int]:
        """Return the first documents in order; by relevance, scores are given."""
        ...

    def facet(self, field: str, documents: Documents) -> Counter[str]:
        """Count the values of a label field over documents."""
        ...


class Scores(Protocol):
    """A score for each document that was asked for."""

    def __getitem__(self, number: int, /) -> float: ...
