"""What `tag:` adds to a question, with as many tagged documents as there are.

    python benchmarks/tags.py [DOCUMENTS]

DOCUMENTS (100,000) short made-up documents, all with the tag "all", every second with "half", a thousandth with "few".
Each question is asked by turns without and with the tag, the index opened anew each time and then open for many; the
medians of the processor's time, and their ratio.
"""

import hashlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from indexer.annotations import Annotations
from indexer.annotations.searching import annotated
from indexer.engine.interface import Entry, Searcher
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.places import Places
from indexer.query import parse

PAIRS = (
    ("rare", "rare tag:all"),
    ("some", "some tag:all"),
    ("every", "every tag:all"),
    ("every", "every -tag:half"),
    ("every", "every tag:few"),
    ("kind:release", "tag:few"),
    ('"w1 w2"', '"w1 w2" tag:all'),
)
"""Rare stands in one document of 2,000, some in one of 100, every in all."""
RUNS = 7


def digests(count: int) -> list[str]:
    """Return the digests of the documents."""
    return [hashlib.sha256(str(number).encode()).hexdigest() for number in range(count)]


def entries(count: int) -> Iterator[Entry]:
    """Yield the documents."""
    dice = random.Random(5)  # noqa: S311 - always the same
    words, weights = [f"w{rank}" for rank in range(20_000)], [1 / (rank + 1) for rank in range(20_000)]
    for number, digest in enumerate(digests(count)):
        marks = ["every", *(["some"] if number % 100 == 0 else []), *(["rare"] if number % 2_000 == 0 else [])]
        text = " ".join([*dice.choices(words, weights, k=60), *marks])
        day = date(2010, 1, 1) + timedelta(days=number % 4_000)
        yield Entry(digest, "", "", (text,), (), ("made",), ("release",), ("live",), "text/plain", day, "x" * 600)


def milliseconds(ask: Callable[[], object]) -> float:
    """Return how long the processor took."""
    started = time.process_time()
    ask()
    return (time.process_time() - started) * 1000


def asked(searcher: Searcher, places: Places, query: str) -> None:
    """Ask a question as a search does: tags are looked at only where it has any."""
    if "tag:" not in query:
        searcher.search(parse(query))
        return
    with annotated(searcher, places) as knowing:
        knowing.search(parse(query))


def main() -> None:
    """Make the documents, and print a row for each pair."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    engine = WhooshEngine()
    with tempfile.TemporaryDirectory() as temporary:
        folder, places = Path(temporary) / "index", Places(Path(temporary))
        engine.write(folder, entries(count), ())
        with Annotations.open(places) as mine:
            every = digests(count)
            for tag, some in (("all", every), ("half", every[::2]), ("few", every[::1000])):
                mine.tag(some, [tag])

        def once(query: str) -> None:
            with engine.open(folder) as searcher:
                asked(searcher, places, query)

        with engine.open(folder, often=True) as often:
            ways: dict[str, Callable[[str], None]] = {
                "for one question": once,
                "for many": lambda query: asked(often, places, query),
            }
            for way, ask in ways.items():
                print(f"opened {way}, {count:,} documents")
                for pair in PAIRS:
                    taken = [[milliseconds(lambda a=ask, q=query: a(q)) for query in pair] for _ in range(RUNS + 1)][1:]
                    without, with_tag = (statistics.median(times) for times in zip(*taken, strict=True))
                    ratio = with_tag / without
                    print(f"  {pair[0]:<14}{without:8.2f} ms   {pair[1]:<18}{with_tag:8.2f} ms   {ratio:6.1f} x")


if __name__ == "__main__":
    main()
