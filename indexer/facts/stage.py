"""What `foi index` does about facts: whose are missing or out of date, making them, and what follows from them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice

from indexer.cards import Card
from indexer.duplicates import table as duplicates
from indexer.extract.pages import Page
from indexer.facts.finding import VERSION
from indexer.facts.links import table as links
from indexer.facts.store import FactStore, Kept
from indexer.facts.text import About
from indexer.progress import Progress
from indexer.text import TextStore
from indexer.wanted import Wanted

FEW = 200_000
"""Characters up to which facts are made right here: to begin a process takes as long."""
_AT_ONCE = 50
"""Documents kept in one transaction: what is interrupted goes on from there."""

Document = tuple[Wanted, tuple[Page, ...], About]


def bring_up_to_date(
    facts: FactStore, store: TextStore, wanted: Mapping[str, Wanted], workers: int, progress: Progress
) -> frozenset[str]:
    """Make the facts of what is new or changed, or was looked through by other makers; drop those of what is gone.

    Returns the documents whose facts were made or dropped.
    """
    kept = facts.kept()
    stale = [item for digest, item in wanted.items() if kept.get(digest) != _made_of(item)]
    gone = kept.keys() - wanted.keys()
    if stale:
        progress.begin("finding facts", len(stale), "document")
    made = _made(_documents(store, stale), workers)
    while some := list(islice(made, _AT_ONCE)):
        with facts.transaction():
            for item, (packed, reason) in some:
                facts.put(item.card.digest, _made_of(item), packed, reason)
                progress.step(pages=item.card.pages)
    if gone:
        with facts.transaction():
            facts.drop(gone)
    duplicates.update(facts, store, wanted, progress)
    links.update(facts, store, wanted, progress)
    return frozenset((*gone, *(item.card.digest for item in stale)))


def about(card: Card) -> About:
    """Return what makers of facts are told of a document besides its text."""
    published = date.fromisoformat(card.published) if card.published else None
    return About(card.authority, published, card.kind, card.media_type, card.title)


def _made_of(item: Wanted) -> Kept:
    return Kept(item.fingerprint, VERSION)


def _documents(store: TextStore, stale: Iterable[Wanted]) -> Iterator[Document]:
    for item in stale:
        yield item, tuple(store.pages(item.card.digest, item.card.extractor)), about(item.card)


def _made(documents: Iterator[Document], workers: int) -> Iterator[tuple[Wanted, tuple[bytes, str]]]:
    """Yield facts as they are made: of little text here, of more in processes."""
    from indexer.facts.worker import made  # not above: most runs have nothing to do

    begun: list[Document] = []
    size = 0
    for document in documents:
        begun.append(document)
        size += sum(len(page.text) for page in document[1])
        if size > FEW:
            break
    else:
        for item, pages, known in begun:
            yield item, made(pages, known)
        return
    from indexer.facts.workers import made_by

    def every() -> Iterator[Document]:
        yield from begun
        yield from documents

    yield from made_by(workers, every())
