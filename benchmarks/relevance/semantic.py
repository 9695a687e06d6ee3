"""Rank three collections by words, by meaning, and by both; and documents of many pages by their pages or as a whole.

    python -m benchmarks.relevance.semantic     # needs the extra: pip install 'foi-index[semantic]'

nDCG@10 over the questions of odd number, on which K, SEMANTIC, FIRST and DRAWN were tuned, those of even number, and
all. For the second table, ten documents of a collection, drawn by chance, are the pages of one; it answers what one of
them answers. Such documents are about ten things, which real ones are not: the difference is at its greatest.
"""

import random
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from time import process_time

import numpy as np

from benchmarks.relevance.collection import NAMES, Collection, Question, collection
from benchmarks.relevance.measures import DEPTH, Run, mean_ndcg
from indexer.analysis import tokens
from indexer.engine.interface import Entry, Searcher
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.query import Node, Or, Word
from indexer.search import Listing, Ranking, lexical
from indexer.semantic import ranking
from indexer.semantic.embedding import Embedder, direction
from indexer.semantic.model import load
from indexer.semantic.nearest import Nearest
from indexer.semantic.vectors import read
from indexer.semantic.writing import Writing

SHARED = Path(__file__).resolve().parents[3] / "shared"
BOUND = 10


def main() -> None:
    """Print both tables."""
    if not (SHARED / "relevance").is_dir():
        sys.exit(f"there are no collections at {SHARED / 'relevance'}")
    embedder = Embedder(load())
    print(f"{'nDCG@10':<14} {'ranked by':<24} {'odd':>6} {'even':>6} {'all':>6}")
    for name in NAMES:
        read_in = collection(SHARED / "relevance" / name)
        with asked(list(read_in.entries()), embedder) as (searcher, nearest):
            for label, run in (
                ("words", by_words(read_in.questions, searcher)),
                ("meaning", by_meaning(read_in.questions, nearest)),
                ("both, question as it is", by_both(read_in.questions, searcher, nearest, drawn=0.0)),
                ("both", by_both(read_in.questions, searcher, nearest)),
            ):
                print(f"{name:<14} {label:<24} {_figures(read_in.questions, run)}", flush=True)
    print(f"\n{'ten in one':<14} {'likeness of':<24} {'odd':>6} {'even':>6} {'all':>6}")
    for name in NAMES:
        entries, questions = bound(collection(SHARED / "relevance" / name))
        with asked(entries, embedder) as (_, nearest):
            print(f"{name:<14} {'the best page':<24} {_figures(questions, by_meaning(questions, nearest))}")
            print(f"{name:<14} {'all pages together':<24} {_figures(questions, pooled(entries, questions, embedder))}")
    print(f"\n{cost()}")


@contextmanager
def asked(entries: Sequence[Entry], embedder: Embedder) -> Iterator[tuple[Searcher, Nearest]]:
    """Write an index of entries and their vectors, and open both."""
    engine = WhooshEngine()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        writing = Writing(folder / "semantic", embedder)
        (folder / "engine").mkdir()
        engine.write(folder / "engine", writing.passing(entries), ())
        writing.finish(())
        vectors = read(folder / "semantic")
        assert vectors  # noqa: S101 - they were just written
        with engine.open(folder / "engine", often=True) as searcher:
            yield searcher, Nearest(vectors, embedder)


def query(question: Question) -> Node:
    """Return a query for any of a question's words, each as often as it is there."""
    return Or(tuple(Word(token.term, token.word) for token in tokens(question.text)))


def by_words(questions: Sequence[Question], searcher: Searcher) -> Run:
    """Rank as a search does."""
    return {question.name: _digests(lexical, searcher, question) for question in questions}


def by_both(questions: Sequence[Question], searcher: Searcher, nearest: Nearest, drawn: float = ranking.DRAWN) -> Run:
    """Rank as `foi search --semantic` does; with `drawn` 0, the question is not drawn toward what words find."""
    before, ranking.DRAWN = ranking.DRAWN, drawn
    try:
        return {
            question.name: _digests(ranking.ByMeaning(lambda: nearest), searcher, question) for question in questions
        }
    finally:
        ranking.DRAWN = before


def by_meaning(questions: Sequence[Question], nearest: Nearest) -> Run:
    """Rank by likeness alone."""
    return {
        question.name: [digest for digest, _ in islice(nearest.order(nearest.question([question.text])), DEPTH)]
        for question in questions
    }


def bound(of: Collection) -> tuple[list[Entry], list[Question]]:
    """Bind ten documents at a time into one of ten pages, and say what each is worth by the best of its pages."""
    names = sorted(of.documents)
    random.Random(5).shuffle(names)  # noqa: S311 - the same each time
    volume = {name: f"{place // BOUND}" for place, name in enumerate(names)}
    entries = [
        Entry(
            digest=volume[names[start]], title="", heading="", authorities=(), sources=(), kinds=(), states=("live",),
            pages=tuple(" ".join(of.documents[name]) for name in names[start : start + BOUND]),
            media_type="text/plain", published=None, stored="", rank="",
        )
        for start in range(0, len(names), BOUND)
    ]  # fmt: skip
    return entries, [Question(asked.name, asked.text, _best(asked.worth, volume)) for asked in of.questions]


def pooled(entries: Sequence[Entry], questions: Sequence[Question], embedder: Embedder) -> Run:
    """Rank by the likeness of one vector a document, the mean direction of its pages."""
    names = np.array([entry.digest for entry in entries])
    table = np.stack([direction(embedder.rows(entry).astype(np.float32).mean(axis=0)) for entry in entries])
    return {
        question.name: names[np.argsort(-(table @ embedder.vector(question.text)), kind="stable")][:DEPTH].tolist()
        for question in questions
    }


def cost() -> str:
    """Say how long the model takes to load, and how fast the texts of all collections become vectors."""
    texts = [text for name in NAMES for _, text in collection(SHARED / "relevance" / name).documents.values()]
    every = " ".join(texts)
    pages = tuple(every[start : start + 2500] for start in range(0, len(every), 2500))
    begun = process_time()
    embedder = Embedder(load())
    loaded = process_time()
    embedder.rows(Entry(
        digest="", title="", heading="", pages=pages, authorities=(), sources=(), kinds=(), states=(),
        media_type="", published=None, stored="",
    ))  # fmt: skip
    made = process_time() - loaded
    return (
        f"model loaded in {loaded - begun:.2f} CPU-s; {len(pages) / made:,.0f} pages of 2,500 characters a CPU-second"
    )


def _best(worth: Mapping[str, int], volume: Mapping[str, str]) -> dict[str, int]:
    best: dict[str, int] = {}
    for name, score in worth.items():
        if name in volume:
            best[volume[name]] = max(score, best.get(volume[name], 0))
    return best


def _digests(rank: Ranking, searcher: Searcher, question: Question) -> list[str]:
    return [match.digest for match in rank(searcher, query(question), Listing(limit=DEPTH)).matches]


def _figures(questions: Sequence[Question], run: Run) -> str:
    odd = [question for question in questions if question.tuned_on]
    even = [question for question in questions if not question.tuned_on]
    return " ".join(f"{mean_ndcg(run, some):.4f}" for some in (odd, even, questions))


if __name__ == "__main__":
    main()
