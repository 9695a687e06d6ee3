"""Warm questions: the same to each index in turn, each the best of three; and whether the same is found."""

import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.index import ours, peer_fts5, peer_tantivy
from benchmarks.index.corpus import Corpus
from benchmarks.index.queries import CLASSES, Question, questions

TIMES = 3
COMPARED = ("common word", "rare word", "AND of 2-3", "OR of five", "date and word", "facet")


class Taken(NamedTuple):
    """Milliseconds of one question: of the processor at best, and the first time; by the clock at best."""

    best: float
    first: float
    clock: float


def warm(corpus: Corpus, folder: Path) -> dict[str, Any]:
    """Return by class and index what questions took, in milliseconds, at the median and at 95 %."""
    taken: defaultdict[tuple[str, str], list[Taken]] = defaultdict(list)
    connection = peer_fts5.opened(folder / "fts5")
    tantivy = peer_tantivy.opened(folder / "tantivy")
    started = time.perf_counter()
    with ours.opened(folder / "data") as ask:
        opening = time.perf_counter() - started
        asked: dict[str, Callable[[Question], object]] = {
            "ours": ask,
            "fts5": lambda question: peer_fts5.ask(connection, question),
            "fts5 counted": lambda q: (peer_fts5.ask(connection, q), peer_fts5.total(connection, q)),
            "tantivy": tantivy,
        }
        for question in _warm(corpus):
            for name, answer in asked.items():
                taken[question.kind, name].append(_asked(answer, question))
    connection.close()
    figures = {kind: {name: _summary(taken[kind, name]) for name in asked} for kind in CLASSES}
    return {"opening": opening * 1000, "classes": figures}


def agree(corpus: Corpus, folder: Path) -> dict[str, Any]:
    """Compare the documents that ours and FTS5 find, where both mean the same.

    Of several words FTS5 wants all on one page, ours in one document: its documents are those of each word, joined.
    """
    connection = peer_fts5.opened(folder / "fts5")
    compared = equal = 0
    both = ours_only = theirs_only = 0
    examples: list[str] = []
    with ours.opened(folder / "data") as ask:
        for question in questions(corpus):
            if question.kind not in COMPARED:
                continue
            theirs = _theirs(connection, question)
            total, listed = ask(question, limit=1_000_000)
            mine = set(listed)
            compared, equal = compared + 1, equal + (mine == theirs and total == len(listed) == len(mine))
            both += len(mine & theirs)
            ours_only += len(mine - theirs)
            theirs_only += len(theirs - mine)
            if mine != theirs or total != len(mine):
                alone = f"{len(mine - theirs)} only ours, {len(theirs - mine)} only FTS5"
                examples.append(f"{question.text}: {total} in all, {alone}")
    connection.close()
    return {
        "compared": compared, "equal": equal, "both": both, "ours only": ours_only, "fts5 only": theirs_only,
        "examples": examples[:5],
    }  # fmt: skip


def _warm(corpus: Corpus) -> list[Question]:
    return [question for question in questions(corpus) if question.kind in CLASSES]


def _theirs(connection: sqlite3.Connection, question: Question) -> set[str]:
    several = [peer_fts5.documents(connection, word, question) for word in question.words]
    return set.union(*several) if question.kind == "OR of five" else set.intersection(*several)


def _asked(answer: Callable[[Question], object], question: Question) -> Taken:
    """Ask, and ask again: an engine may keep what it read for the first answer, and FTS5 what it read from the disk."""
    processor, clock = [], []
    for _ in range(TIMES):
        before, started = time.process_time(), time.perf_counter()
        answer(question)
        clock.append(1000 * (time.perf_counter() - started))
        processor.append(1000 * (time.process_time() - before))
    return Taken(min(processor), processor[0], min(clock))


def _summary(times: list[Taken]) -> dict[str, float]:
    best, first, clock = (sorted(column) for column in zip(*times, strict=True))
    middle, late = (len(times) - 1) // 2, int(0.95 * (len(times) - 1))
    return {"p50": best[middle], "p95": best[late], "first": first[middle], "clock": clock[middle]}
