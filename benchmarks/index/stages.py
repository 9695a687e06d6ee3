"""What is measured, each stage in a process of its own: what it took comes out as JSON."""

import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.index import asking, peer_fts5, peer_tantivy
from benchmarks.index.corpus import Corpus, Document, corpus, further
from benchmarks.index.queries import Question

ADDED, TIMES = 100, 8
MARK = Question("rare word", ("quagmiress",))


def build(which: str, pages: int, folder: Path) -> dict[str, Any]:
    """Build one index anew."""
    return {**_timed(lambda: _builder(which)(corpus(pages), _fresh(which, folder))), **_sizes(which, folder)}


def text(_: str, pages: int, folder: Path) -> dict[str, Any]:
    """Fill the text store of our data folder."""
    from benchmarks.index import ours

    return _timed(lambda: {"bytes": float(ours.keep_text(corpus(pages), folder))})


def read(_: str, pages: int, __: Path) -> dict[str, Any]:
    """Read the corpus, and nothing else: each build has this in it."""
    return _timed(lambda: {"pages": float(sum(len(document.pages) for document in corpus(pages)))})


def warm(_: str, pages: int, folder: Path) -> dict[str, Any]:
    """Ask every question of every index."""
    return asking.warm(corpus(pages), folder)


def agree(_: str, pages: int, folder: Path) -> dict[str, Any]:
    """Compare what is found."""
    return asking.agree(corpus(pages), folder)


def add(which: str, _: int, folder: Path) -> dict[str, Any]:
    """Add a hundred documents several times, each followed by a search that finds all of them."""
    taken, found = [], []
    adder = _adder(which)
    before = _search(which, folder)
    for turn in range(TIMES):
        documents = further(ADDED, start=(before // ADDED + turn) * ADDED)
        if which == "ours":
            _keep(documents, folder)
        started = time.perf_counter()
        adder(documents, folder)
        found.append(_search(which, folder))
        taken.append(time.perf_counter() - started)
    pages = sum(len(document.pages) for document in documents)
    return {"first": taken[0], "median": median(taken[1:]), "worst": max(taken), "pages": pages, "found": found}


STAGES: dict[str, Callable[[str, int, Path], dict[str, Any]]] = {
    stage.__name__: stage for stage in (build, text, read, warm, agree, add)
}


def _timed(work: Callable[[], dict[str, float]]) -> dict[str, Any]:
    before, started = os.times(), time.perf_counter()
    parts = work()
    wall, after = time.perf_counter() - started, os.times()
    return {"wall": wall, "cpu": sum(after[:4]) - sum(before[:4]), "parts": parts}


def _fresh(which: str, folder: Path) -> Path:
    if which == "ours":
        return folder  # its text stays, its index is removed by its build
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _builder(which: str) -> Callable[[Corpus, Path], dict[str, float]]:
    if which == "ours":
        from benchmarks.index import ours

        return ours.build
    return peer_fts5.build if which == "fts5" else peer_tantivy.build


def _adder(which: str) -> Callable[[Iterable[Document], Path], dict[str, float]]:
    if which == "ours":
        from benchmarks.index import ours

        return ours.add
    return peer_fts5.add if which == "fts5" else peer_tantivy.add


def _sizes(which: str, folder: Path) -> dict[str, int]:
    if which == "ours":
        from benchmarks.index import ours

        return {"size": ours.size(folder)}
    if which == "fts5":
        whole, index = peer_fts5.sizes(folder)
        return {"size": index, "whole": whole}
    return {"size": peer_tantivy.size(folder)}


def _search(which: str, folder: Path) -> int:
    """Open the index anew and count what holds the word of the added documents."""
    if which == "ours":
        from benchmarks.index import ours

        with ours.opened(folder, often=False) as ask:
            return ask(MARK)[0]
    if which == "fts5":
        connection = peer_fts5.opened(folder)
        found = len(peer_fts5.documents(connection, MARK.text, MARK))
        connection.close()
        return found
    return peer_tantivy.opened(folder)(MARK)[0]


def _keep(documents: list[Document], folder: Path) -> None:
    from benchmarks.index import ours
    from indexer.places import Places
    from indexer.text import TextStore

    with TextStore(Places(folder).text) as store, store.transaction():
        ours.put(store, documents)


if __name__ == "__main__":
    name, which, pages, folder = sys.argv[1:]
    print(json.dumps(STAGES[name](which, int(pages), Path(folder))))
