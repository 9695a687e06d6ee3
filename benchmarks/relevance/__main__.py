"""Rank three collections with our engine and with stock Whoosh; look for known pages in releases and real documents.

    make bench-relevance          # or: python -m benchmarks.relevance
    make floors                   # or: python -m benchmarks.relevance --raise

nDCG@10 (measures.py) over the questions of odd number, on which the formula was tuned, those of even number, and all;
page@1 (figures.py) by kind of question, and each question that was missed. Collections and documents are taken from
../shared; nothing of them is kept. With --raise, the floors of the suite are raised to what was measured.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.relevance import floors
from benchmarks.relevance.collection import NAMES, Collection, collection
from benchmarks.relevance.documents import indexed
from benchmarks.relevance.figures import of_documents, of_releases, page_at_1
from benchmarks.relevance.known import JUDGED, Known, Missed
from benchmarks.relevance.measures import Run, mean_ndcg
from benchmarks.relevance.runs import ours, stock

SHARED = Path(__file__).resolve().parents[3] / "shared"


def main() -> None:
    """Print the tables; raise the floors if asked to."""
    if not (SHARED / "relevance").is_dir():
        sys.exit(f"there are no collections at {SHARED / 'relevance'}")
    with tempfile.TemporaryDirectory() as folder:
        measured: dict[str, dict[str, float]] = {"ndcg": ranking(Path(folder))}
        for name, (items, wrong) in (
            ("releases", of_releases(Path(folder, "releases"))),
            ("documents", of_documents(SHARED, indexed(Path(folder, "data"), SHARED / "corpus"))),
        ):
            measured[name] = known_pages(name, items, wrong)
    if "--raise" in sys.argv[1:]:
        before, lowered = floors.read(floors.FILE.read_text("utf-8")) if floors.FILE.exists() else ({}, {})
        floors.FILE.write_text(floors.written(floors.raised(before, measured), lowered), "utf-8")


def ranking(folder: Path) -> dict[str, float]:
    """Print nDCG@10 of both engines; return ours over all questions."""
    print(f"{'nDCG@10':<14} {'engine':<16} {'odd':>6} {'even':>6} {'all':>6}")
    found = {}
    for name in NAMES:
        read = collection(SHARED / "relevance" / name)
        first, second = ours(read, folder / f"{name}-ours"), stock(read, folder / f"{name}-stock")
        for label, run in (("foi", first), ("Whoosh, stemmed", second)):
            print(f"{name:<14} {label:<16} {' '.join(f'{figure:.4f}' for figure in _figures(read, run))}", flush=True)
        found[name] = mean_ndcg(first, read.questions)
    return found


def known_pages(name: str, items: Sequence[Known], wrong: Sequence[Missed]) -> dict[str, float]:
    """Print page@1 by kind, of the kinds the aim is about together, and what was missed; return it by kind."""
    by_kind = dict(page_at_1(items, wrong))
    asked = [item.kind for item in items]
    print(f"\n{'page@1':<14} {'questions':<16} {'asked':>6} {'first':>6}")
    for kind, share in by_kind.items():
        print(f"{name:<14} {kind:<16} {asked.count(kind):>6} {share:>6.3f}")
    judged = sum(kind in JUDGED for kind in asked)
    missed = sum(miss.known.kind in JUDGED for miss in wrong)
    print(f"{name:<14} {'the first four':<16} {judged:>6} {1 - missed / judged:>6.3f}")
    for miss in wrong:
        known = miss.known
        print(f"  {known.question}: page {known.page} of {known.digest[:12]}, not {miss.page} of {miss.digest[:12]}")
    return by_kind


def _figures(read: Collection, run: Run) -> tuple[float, float, float]:
    """Return the mean over odd, even and all questions."""
    odd = [question for question in read.questions if question.tuned_on]
    even = [question for question in read.questions if not question.tuned_on]
    return mean_ndcg(run, odd), mean_ndcg(run, even), mean_ndcg(run, read.questions)


if __name__ == "__main__":
    main()
