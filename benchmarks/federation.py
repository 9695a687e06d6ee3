"""Twenty indexes asked as one, beside one index of all: the same ranking, and what it costs.

    make bench-federation         # or: PAGES=20000 python -m benchmarks.federation

Each relevance collection is split at random over PARTS indexes, a tenth of its documents into two of them. nDCG@10 of
the whole is set beside that of the parts opened as one, and of the parts asked one by one, their hits merged by score,
as is done where statistics are not shared. Then PAGES pages of English (benchmarks/index/corpus.py) are split so, and
asked for in the same run, in seconds of processor: opened for one question, and for many; and by the real command, of
PARTS bundles and of the collection they were made of.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from heapq import nlargest
from pathlib import Path

from benchmarks.collection import collection as collection_of
from benchmarks.index.corpus import made
from benchmarks.index.ours import entries, node
from benchmarks.index.places import CHECKOUT
from benchmarks.index.queries import questions
from benchmarks.relevance.collection import NAMES, Collection, collection
from benchmarks.relevance.measures import DEPTH, Run, mean_ndcg
from indexer.analysis import terms
from indexer.build import build
from indexer.bundle.writing import write
from indexer.chosen import Choice, Chosen
from indexer.engine.interface import Entry, Searcher
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.exports.base import Wish
from indexer.places import Places
from indexer.query import Node, Or, Word
from indexer.text import TextStore
from scraper.archive.store import Archive

SHARED = Path(__file__).resolve().parents[2] / "shared"
PARTS, SEED = 20, 7
ROUNDS = 5
ENGINE = WhooshEngine()

Opening = Callable[..., AbstractContextManager[Searcher]]


def main() -> None:
    """Print both tables."""
    with tempfile.TemporaryDirectory() as folder:
        if (SHARED / "relevance").is_dir():
            ranking(Path(folder))
        pages = int(os.environ.get("PAGES") or 20_000)
        cost(Path(folder, "cost"), pages)
        commands(Path(folder, "commands"), pages)


def ranking(folder: Path) -> None:
    """Print nDCG@10 of the whole, of the parts as one, and of the parts one by one."""
    print(f"{'nDCG@10':<14} {'merged':>8} {'as one':>8} {'one by one':>10} {'differ':>8} {'score off by':>13}")
    for name in NAMES:
        read = collection(SHARED / "relevance" / name)
        whole, parts = written(read.entries(), folder / name)
        merged, scores = asked(read, whole)
        together, others = asked(read, as_one(parts))
        apart = one_by_one(read, parts)
        first, second, third = (mean_ndcg(run, read.questions) for run in (merged, together, apart))
        off = max(abs(one - two) for one, two in zip(scores, others, strict=True))
        differ = sum(merged[question] != together[question] for question in merged)
        print(f"{name:<14} {first:>8.4f} {second:>8.4f} {third:>10.4f} {differ:>8} {off:>13.1e}", flush=True)


def written(every: Iterable[Entry], folder: Path) -> tuple[Opening, list[Path]]:
    """Write documents into one index, and at random into several, a tenth of them into two of these."""
    dice = random.Random(SEED)  # noqa: S311 - the same split at every run
    documents = list(every)
    parts: list[list[Entry]] = [[] for _ in range(PARTS)]
    for document in documents:
        for part in dice.sample(parts, 2 if dice.random() < 0.1 else 1):
            part.append(document)
    folders = [folder / f"{number:02}" for number in range(PARTS)]
    for some, its in zip(parts, folders, strict=True):
        ENGINE.write(its, some, ())
    ENGINE.write(folder / "whole", documents, ())

    def whole(*, often: bool = False) -> AbstractContextManager[Searcher]:
        return ENGINE.open(folder / "whole", often=often)

    return whole, folders


def as_one(folders: Sequence[Path]) -> Opening:
    """Return what opens indexes as one."""

    @contextmanager
    def opening(*, often: bool = False) -> Iterator[Searcher]:
        with ENGINE.open_together(folders, often=often) as (searcher, _):
            yield searcher

    return opening


def asked(read: Collection, opening: Opening) -> tuple[Run, list[float]]:
    """Put the questions of a collection, each for any of its words; return the documents, and all scores in order."""
    run: dict[str, list[str]] = {}
    scores: list[float] = []
    with opening(often=True) as searcher:
        for question in read.questions:
            found = searcher.search(_any_of(question.text), limit=DEPTH).matches
            run[question.name] = [match.digest for match in found]
            scores += [match.score for match in found]
    return run, scores


def one_by_one(read: Collection, folders: Sequence[Path]) -> Run:
    """Put the questions to each index by itself, and merge what they find by its score."""
    found: dict[str, dict[str, float]] = {question.name: {} for question in read.questions}
    for folder in folders:
        with ENGINE.open(folder, often=True) as searcher:
            for question in read.questions:
                for match in searcher.search(_any_of(question.text), limit=DEPTH).matches:
                    best = found[question.name]
                    best[match.digest] = max(match.score, best.get(match.digest, 0.0))
    return {name: nlargest(DEPTH, scores, key=scores.__getitem__) for name, scores in found.items()}


def _any_of(text: str) -> Node:
    return Or(tuple(Word(term) for term in terms(text)))


def cost(folder: Path, pages: int) -> None:
    """Print what the parts take beside the whole: to open, with one question; and for each question after that."""
    corpus = made(pages)
    whole, parts = written(entries(corpus), folder)
    asked = [(question.kind, node(question), question.facets) for question in questions(corpus)]
    print(f"\n{corpus.pages:,} pages, {PARTS} indexes; milliseconds of processor{'':<6} merged   as one    ratio")
    openings = (whole, as_one(parts))
    for kind in dict.fromkeys(kind for kind, _, _ in asked):
        some = [(query, facets) for its, query, facets in asked if its == kind]
        _print(f"one question, opened for it: {kind}", [_each(opening, some[:6]) for opening in openings])
    for kind in dict.fromkeys(kind for kind, _, _ in asked):
        some = [(query, facets) for its, query, facets in asked if its == kind]
        _print(f"one of many: {kind}", [_many(opening, some) for opening in openings])


def commands(folder: Path, pages: int) -> None:
    """Print what `foi search` takes on a collection, on bundles of its parts, and on these when they are first met."""
    corpus = made(pages)
    own = collection_of(corpus, folder / "own")
    build(own)
    given = [word for bundle in bundles(own, folder) for word in ("-i", str(bundle))]
    words = [questions(corpus)[number * 20].text for number in range(5)]
    first = _command(folder, own, *given, words[0])
    whole, together = (
        min(sum(_command(folder, own, *more, word) for word in words) for _ in range(ROUNDS)) / len(words)
        for more in ([], given)
    )
    _print("foi search, the whole command", [whole, together])
    print(f"foi search, {PARTS} bundles checked and indexed first: {first:.1f} s of processor")


def bundles(own: Places, folder: Path) -> list[Path]:
    """Write bundles of a collection's documents, a tenth of these into two."""
    dice = random.Random(SEED)  # noqa: S311
    parts: list[set[str]] = [set() for _ in range(PARTS)]
    with Archive.open(own.archive, create=False) as archive, TextStore(own.text) as store:
        for document in archive.captures.documents():
            for part in dice.sample(parts, 2 if dice.random() < 0.1 else 1):
                part.add(document.digest)
        found = [folder / f"{number:02}.foi" for number in range(PARTS)]
        for part, target in zip(parts, found, strict=True):
            write(Chosen(archive, store, Choice(frozenset(part), news_text=True)), target, Wish(own), lambda: None)
    return found


def _command(folder: Path, own: Places, *words: str) -> float:
    """Return the time of a search in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "search_cli", "--data", str(own.data), "search", *words]
    subprocess.run(
        command, env={**os.environ, "XDG_CACHE_HOME": str(folder)}, check=True, stdout=subprocess.DEVNULL, cwd=CHECKOUT
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _each(opening: Opening, some: Sequence[tuple[Node, Sequence[str]]]) -> float:
    """Return the time of a question, the index being opened for each anew: the best of some rounds."""

    def ask() -> None:
        for query, facets in some:
            with opening() as searcher:
                searcher.search(query, facets=facets)

    return min(_taken(ask) for _ in range(ROUNDS)) / len(some)


def _many(opening: Opening, some: Sequence[tuple[Node, Sequence[str]]]) -> float:
    with opening(often=True) as searcher:

        def ask() -> None:
            for query, facets in some:
                searcher.search(query, facets=facets)

        ask()
        return min(_taken(ask) for _ in range(ROUNDS)) / len(some)


def _taken(work: Callable[[], None]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _print(said: str, seconds: Sequence[float]) -> None:
    first, second = seconds
    print(f"{said:<45} {1000 * first:>8.2f} {1000 * second:>8.2f} {second / first:>8.2f}", flush=True)


if __name__ == "__main__":
    main()
