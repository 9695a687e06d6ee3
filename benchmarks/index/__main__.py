"""Build, ask, start cold, add: ours beside SQLite FTS5 and tantivy, on the same text, in the same run.

    make bench-index                    # 50,000 pages; PAGES=200000 for more
    make bench-index ROUNDS=1           # each build timed once, not twice; 0: only while its memory is watched

The text comes out of Debian's packages, which `python -m benchmarks.index.english --fetch` downloads; without them, out
of what is installed. Everything it makes is in the user's cache folder, or in FOI_BENCH_CACHE, and may be deleted.
Builds take turns and the best of each counts. Nothing else should run beside: the load is printed above the table.
"""

import json
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.index.cold import cold
from benchmarks.index.corpus import made
from benchmarks.index.english import DEBS
from benchmarks.index.machine import machine
from benchmarks.index.places import CACHE
from benchmarks.index.running import Ran, stage
from benchmarks.index.table import Figures, table

ENGINES = {"ours": "data", "fts5": "fts5", "tantivy": "tantivy"}
PAGES, ROUNDS = int(os.environ.get("PAGES") or 50_000), int(os.environ.get("ROUNDS") or 2)


def main() -> None:
    """Measure everything and print the table; the figures stay in the cache as JSON."""
    started = time.perf_counter()
    if not any(DEBS.glob("*.deb")):
        _say("no packages to read: the text is what this machine has installed. Other machines have other text; for")
        _say("the same everywhere, run `python -m benchmarks.index.english --fetch` first (336 MB)")
    _say("the corpus")
    text = made(PAGES)
    folder = CACHE / f"{PAGES}"
    print(f"{machine()}\n{text.told()}\n", flush=True)
    _say("the text store")
    stage("text", "ours", PAGES, folder / "data")
    reading = stage("read", "", PAGES, folder)
    built = _builds(folder)
    _say("questions")
    warm = stage("warm", "", PAGES, folder)
    agreed = stage("agree", "", PAGES, folder)
    _say("cold processes")
    cold_figures = cold(text, folder)
    _say("adding")
    added = {name: stage("add", name, PAGES, folder / where).said for name, where in ENGINES.items()}
    figures = Figures(text, reading.said, built, warm.said, warm.peak, agreed.said, cold_figures, added)
    print(table(figures))
    _keep(folder, figures)
    _say(f"{time.perf_counter() - started:.0f} seconds in all")


def _builds(folder: Path) -> dict[str, Ran]:
    """Build all in turn. The first turn is not timed, its memory is watched; of the others the quickest counts."""
    turns = []
    for turn in range(1 + ROUNDS):
        _say(f"building, to {'be timed' if turn else 'watch the memory'}")
        turns.append(
            {name: stage("build", name, PAGES, folder / where, watched=not turn) for name, where in ENGINES.items()}
        )
    watched, *timed = turns if ROUNDS else turns * 2
    return {
        name: Ran(min((turn[name].said for turn in timed), key=lambda said: float(said["wall"])), watched[name].peak)
        for name in ENGINES
    }


def _keep(folder: Path, figures: Figures) -> None:
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    (folder / f"figures-{now}.json").write_text(json.dumps(figures.as_json(), indent=1), encoding="utf-8")


def _say(what: str) -> None:
    print(f"... {what}", file=sys.stderr, flush=True)


main()
