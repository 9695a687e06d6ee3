"""What a bundle costs: its size against the same text alone under the same compressor, time, and peak memory.

    make bench-bundle                    # the shared corpus, and 100,000 pages of the making of make bench-index
    make bench-bundle PAGES=20000        # fewer
    python -m benchmarks.bundle FOLDER   # a data folder that is there

All that is held, news too, without originals. The text alone is every page's after the other's, in the order of the
bundle, deflated at the same level. Writing is in a process of its own, so that its memory is its own; CPU is user and
system time. One run, on whatever machine this is. What is made is kept in the cache, and made once.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import zlib
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.collection import collection
from benchmarks.corpus import CORPUS
from benchmarks.index.corpus import made
from benchmarks.index.places import CACHE
from indexer.bundle.writing import write
from indexer.chosen import Choice, Chosen
from indexer.exports.base import Wish
from indexer.extract.limits import Limits
from indexer.places import Places
from indexer.reading import read_all, waiting
from indexer.text import TextStore
from scraper.archive.store import Archive
from scraper.local import Label, add

LEVEL = 6
"""Of deflate, as zipfile packs and as most programs do."""


def shared() -> Path | None:
    """Return a data folder with the shared corpus in it, added and read once; None where there is no such corpus."""
    if not CORPUS.is_dir():
        return None
    places = Places(CACHE / "shared" / "data")
    with Archive.open(places.archive) as archive, TextStore(places.text) as store:
        with archive.writing():
            list(add(archive, [CORPUS], Label(), datetime.now(UTC)))
        documents = waiting(archive, store.made())
        read_all(archive, store, documents, workers=os.cpu_count() or 1, limits=Limits())
    return places.data


def alone(data: Path) -> tuple[int, int]:
    """Return the size of all text alone, deflated, and how many pages it has."""
    places, packer = Places(data), zlib.compressobj(LEVEL)
    size = pages = 0
    with Archive.open(places.archive) as archive, TextStore(places.text) as store:
        chosen = Chosen(archive, store, Choice(news_text=True))
        for text in chosen.texts():
            for page in chosen.pages_of(text):
                size += len(packer.compress(page.text.encode("utf-8", "surrogatepass") + b"\n"))
                pages += 1
    return size + len(packer.flush()), pages


def writing(data: Path, target: Path) -> dict[str, float]:
    """Write the bundle, in this process, and return what that took."""
    places = Places(data)
    began = time.perf_counter()
    with Archive.open(places.archive) as archive, TextStore(places.text) as store:
        chosen = Chosen(archive, store, Choice(news_text=True))
        written = write(chosen, target, Wish(places), lambda: None)
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "size": written.size,
        "seconds": time.perf_counter() - began,
        "cpu": used.ru_utime + used.ru_stime,
        "peak": used.ru_maxrss / 1024,
    }


def measured(name: str, data: Path) -> str:
    """Return the line of the table for one data folder."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "benchmarks.bundle", "--write", str(data), str(Path(folder) / "a.foi")]
        took = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    text, pages = alone(data)
    return (
        f"{name:<18} {pages:>8,} pages  {took['size'] / 1e6:>8.2f} MB  {took['size'] / text:.3f} x text alone"
        f"  {took['seconds']:>6.1f} s ({took['cpu']:.1f} s CPU)  {pages / took['seconds']:>7,.0f} pages/s"
        f"  {took['peak']:.0f} MB peak"
    )


def main() -> None:
    """Measure the data folders that are named, or the two of old."""
    if sys.argv[1:2] == ["--write"]:
        print(json.dumps(writing(Path(sys.argv[2]), Path(sys.argv[3]))))
        return
    folders = {folder: Path(folder) for folder in sys.argv[1:]}
    if not folders:
        pages = int(os.environ.get("PAGES") or 100_000)
        corpus = shared()
        folders = {"the shared corpus": corpus} if corpus else {}
        folders["generated pages"] = collection(made(pages), CACHE / f"{pages}" / "handed-on").data
    for name, data in folders.items():
        print(measured(name, data), flush=True)


if __name__ == "__main__":
    main()
