"""Rank the three collections with our engine and with stock Whoosh, and look for known pages.

    make bench-relevance          # or: python -m benchmarks.relevance

nDCG@10 (measures.py) over the questions of odd number, on which the formula was tuned, those of even number, and all.
The collections are taken from ../shared/relevance; nothing of them is kept.
"""

import sys
import tempfile
from pathlib import Path

from benchmarks.relevance.collection import NAMES, Collection, collection
from benchmarks.relevance.measures import Run, mean_ndcg
from benchmarks.relevance.runs import ours, stock

SHARED = Path(__file__).resolve().parents[3] / "shared"


def main() -> None:
    """Print the tables."""
    if not (SHARED / "relevance").is_dir():
        sys.exit(f"there are no collections at {SHARED / 'relevance'}")
    print(f"{'nDCG@10':<14} {'engine':<16} {'odd':>6} {'even':>6} {'all':>6}")
    for name in NAMES:
        read = collection(SHARED / "relevance" / name)
        with tempfile.TemporaryDirectory() as folder:
            for label, run in (
                ("foi", ours(read, Path(folder, "foi"))),
                ("Whoosh, stemmed", stock(read, Path(folder, "w"))),
            ):
                print(
                    f"{name:<14} {label:<16} {' '.join(f'{figure:.4f}' for figure in figures(read, run))}", flush=True
                )


def figures(read: Collection, run: Run) -> tuple[float, float, float]:
    """Return the mean over odd, even and all questions."""
    odd = [question for question in read.questions if question.tuned_on]
    even = [question for question in read.questions if not question.tuned_on]
    return mean_ndcg(run, odd), mean_ndcg(run, even), mean_ndcg(run, read.questions)


if __name__ == "__main__":
    main()
