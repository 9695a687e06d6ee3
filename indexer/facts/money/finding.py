"""The sums of money of a document, each with what is said of it."""

from collections.abc import Iterable, Iterator

from indexer.extract.pages import Page
from indexer.facts.money.amounts import amounts
from indexer.facts.money.prose import in_prose
from indexer.facts.records import Money
from indexer.facts.text import Text


def money(text: Text) -> Iterable[Money]:
    """Yield the sums of money, page by page, in order."""
    for page in text.pages:
        yield from _on(page, text)


def _on(page: Page, text: Text) -> Iterator[Money]:
    found = amounts(page.text)
    if not found:
        return
    lines = [(line[0][0], line[-1][1]) for line in text.cells(page)]
    bodies = [body for body in text.bodies if body.words.page == page.number]
    yield from in_prose(page, lines, found, bodies, text.about.published)
