"""Extract and index the shared corpus, split by stage: wall and CPU seconds, and peak memory.

    make bench-corpus             # or: python benchmarks/corpus.py [FOLDER]

Each stage runs in a process of its own, so that its memory is its own; peak memory is that of the largest single
process, readers included. CPU is user and system time, children counted. One run, on whatever machine this is:
compare stages with each other, not with another day's figures.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from indexer.build import build
from indexer.extract.limits import Limits
from indexer.facts.stage import bring_up_to_date
from indexer.facts.store import FactStore
from indexer.ocr.engine import Wish
from indexer.places import Places
from indexer.progress import Silent
from indexer.query import parse
from indexer.reading import read_all, waiting
from indexer.search import search
from indexer.text import TextStore
from indexer.wanted import wanted_entries
from scraper.archive.store import Archive
from scraper.local import Label, add

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"


def stage_add(places: Places, corpus: Path) -> str:
    """Take the files into the archive."""
    with Archive.open(places.archive) as archive, archive.writing():
        count = sum(1 for _ in add(archive, [corpus], Label(), datetime.now(UTC)))
    return f"{count} files"


def stage_read(places: Places, _: Path) -> str:
    """Read every page of every file, two files at a time."""
    with Archive.open(places.archive) as archive, TextStore(places.text) as store:
        counts = read_all(archive, store, waiting(archive, store.made()), workers=2, limits=Limits())
        pages = sum(made.pages for made in store.made())
    return f"{pages} pages of {counts.read} files, {counts.failed} not read or not whole"


def stage_facts(places: Places, _: Path) -> str:
    """Find what every document says, which ones are alike, and what rests on what."""
    with Archive.open(places.archive) as archive, TextStore(places.text) as store, FactStore(places.facts) as facts:
        wanted = {item.card.digest: item for item in wanted_entries(archive, store)}
        bring_up_to_date(facts, store, wanted, 2, Silent())
        count = sum(len(facts.of(digest)) for digest in wanted)
    size = places.facts.stat().st_size
    return f"{count} facts of {len(wanted)} documents, {size / 1e6:.1f} MB"


def stage_index(places: Places, _: Path) -> str:
    """Build the index from the text; scans are left to benchmarks/ocr.py."""
    built = build(places, ocr=Wish(wanted=False))
    size = sum(file.stat().st_size for file in places.index.rglob("*") if file.is_file())
    return f"{built.documents} documents, {built.pages} pages, index {size / 1e6:.1f} MB"


def stage_again(places: Places, corpus: Path) -> str:
    """Add and index once more, with nothing new."""
    stage_add(places, corpus)
    built = build(places, ocr=Wish(wanted=False))
    return f"{built.added} documents changed, {built.reading.read} read"


def stage_search(places: Places, _: Path) -> str:
    """Ask one question of two words, ten hits with snippets, in a fresh process."""
    results = search(places, parse("public records"))
    return f"{results.total} documents match"


STAGES: dict[str, Callable[[Places, Path], str]] = {
    "add": stage_add,
    "read": stage_read,
    "facts": stage_facts,
    "index": stage_index,
    "again": stage_again,
    "search": stage_search,
}


def run_stage(name: str, data: Path, corpus: Path) -> None:
    """Run one stage and print what it took as JSON."""
    started = time.perf_counter()
    said = STAGES[name](Places(data), corpus)
    wall = time.perf_counter() - started
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(
        json.dumps(
            {
                "said": said,
                "wall": wall,
                "cpu": sum(part.ru_utime + part.ru_stime for part in usage),
                "peak_mb": max(part.ru_maxrss for part in usage) / 1024,
            }
        )
    )


def main() -> None:
    """Run all stages, one after the other, and print a table."""
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    if not corpus.is_dir():
        sys.exit(f"there is no corpus at {corpus}; give a folder of documents")
    size = sum(file.stat().st_size for file in corpus.rglob("*") if file.is_file())
    print(f"{corpus.name}: {size / 1e6:.1f} MB; Python {sys.version.split()[0]}\n")
    print(f"{'stage':<8} {'wall s':>8} {'CPU s':>8} {'peak MB':>8}  what")
    with tempfile.TemporaryDirectory() as data:
        for name in STAGES:
            command = [sys.executable, __file__, "--stage", name, data, str(corpus)]
            done = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            print(f"{name:<8} {done['wall']:>8.2f} {done['cpu']:>8.2f} {done['peak_mb']:>8.0f}  {done['said']}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--stage"]:
        run_stage(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
    else:
        main()
