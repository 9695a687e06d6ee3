"""The pages of several collections: each is read where the document was found."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from indexer.extract.pages import Page
from indexer.stored import StoredPages

if TYPE_CHECKING:
    from indexer.facts.records import Fact
    from indexer.text import Made, TextStore

Holders = Callable[[str], list[int]]
"""Says which collections hold a document, by their places; the one it is found in first."""


class PagesTogether:
    """The pages in the text stores of several collections."""

    def __init__(self, stores: Sequence[StoredPages], holders: Holders) -> None:
        self._stores = stores
        self._holders = holders

    def page(self, digest: str, extractor: str, number: int) -> Page | None:
        """Return one page, None if there is no such page."""
        found = (self._stores[place].page(digest, extractor, number) for place in self._holders(digest))
        return next((page for page in found if page), None)

    def facts(self, digest: str) -> "Sequence[Fact]":
        """Return what a document says, by the facts of where it is found first."""
        return next((self._stores[place].facts(digest) for place in self._holders(digest)), ())

    @contextmanager
    def texts(self) -> Iterator["TextsTogether"]:
        """Open the whole texts."""
        with ExitStack() as stack:
            opened = [stack.enter_context(store.texts()) for store in self._stores]
            yield TextsTogether(opened, self._holders)


class TextsTogether:
    """The texts of several collections, for whoever compares documents."""

    def __init__(self, stores: "Sequence[TextStore]", holders: Holders) -> None:
        self._stores = stores
        self._holders = holders

    def beginning(self, prefix: str) -> list[str]:
        """Return the digests that begin so, in any of them."""
        return sorted({digest for store in self._stores for digest in store.beginning(prefix)})

    def made(self, digest: str) -> "list[Made]":
        """Return what became of a document where it is found."""
        return [*self._of(digest).made(digest)]

    def pages(self, digest: str, extractor: str) -> Iterator[Page]:
        """Yield the pages an extractor read of a document, where it is found."""
        yield from self._of(digest).pages(digest, extractor)

    def hidden(self, digest: str = "") -> "Iterator[tuple[str, Page]]":
        """Yield the pages that have hidden text, where each document is found first."""
        for place, store in enumerate(self._stores):
            for found, page in store.hidden(digest):
                if self._holders(found)[:1] == [place]:
                    yield found, page

    def _of(self, digest: str) -> "TextStore":
        """Return the first store that has text of it; of what no index has, too."""
        places = self._holders(digest) or range(len(self._stores))
        having = (at for at in places if any(made.pages for made in self._stores[at].made(digest)))
        return self._stores[next(having, places[0])]
