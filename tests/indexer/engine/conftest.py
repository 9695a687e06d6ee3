"""What the engine's tests share: entries that say only what matters, and short ways to write and search."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from indexer.engine.interface import Entry, Found, Order
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.query import Node, parse
from indexer.record import changed

PLAIN = Entry(
    digest="",
    title="",
    heading="",
    pages=(),
    authorities=("Example Council",),
    sources=("example",),
    kinds=("release",),
    states=("live",),
    media_type="application/pdf",
    published=None,
    stored="",
)


@pytest.fixture
def entry() -> Callable[..., Entry]:
    """Return a maker of entries: a digest, the pages, and what is not plain."""

    def make(digest: str, *pages: str, **fields: Any) -> Entry:
        return changed(PLAIN, digest=digest, pages=pages, stored=f"stored {digest}", **fields)

    return make


class Collection:
    """An index in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.engine = WhooshEngine()

    def write(self, *entries: Entry, removed: tuple[str, ...] = ()) -> None:
        self.engine.write(self.folder, entries, removed)

    def search(self, query: str, order: Order = Order.RELEVANCE, limit: int = 1000, offset: int = 0) -> Found:
        with self.engine.open(self.folder) as searcher:
            return searcher.search(parse(query), order=order, limit=limit, offset=offset)

    def digests(self, query: str, order: Order = Order.RELEVANCE, **where: int) -> list[str]:
        return [match.digest for match in self.search(query, order, **where).matches]

    def pages(self, query: str) -> dict[str, list[int]]:
        return {match.digest: [page.number for page in match.pages] for match in self.search(query).matches}


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    """Return an empty index."""
    return Collection(tmp_path / "index")


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Found]:
    """Return a way to write entries, in one round each argument, and to ask the index, by sets and by vectors."""
    monkeypatch.setattr("indexer.engine.searching.choosing.OFTEN", -1)

    def ask(asked: Node, *rounds: Iterable[Entry], removed: Sequence[str] = (), **how: Any) -> Found:
        for entries in rounds:
            WhooshEngine().write(tmp_path, entries, removed)
        answers = []
        for often in (False, True):
            with WhooshEngine().open(tmp_path, often=often) as searcher:
                answers.append(searcher.search(asked, **{"limit": 1000, **how}))
        assert [(m.digest, m.pages) for m in answers[0].matches] == [(m.digest, m.pages) for m in answers[1].matches]
        return answers[0]

    return ask
