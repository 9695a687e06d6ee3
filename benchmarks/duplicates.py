"""What finding the documents that say the same costs: time, memory, and what a few more documents cost after that.

    python -m benchmarks.duplicates [PAGES]

PAGES (100,000) of made-up text. A fifth are letters of one page: most from a few templates, other figures in each, the
rest the same answers of many bodies and twins by OCR, as benchmarks/facts/duplicate_cases.py makes them; the others are
documents of 1 to 20 pages of words by chance. The texts are written first, which is not counted. One process does the
work, on one core; then ten documents are added, and ten removed.
"""

import hashlib
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.facts.duplicate_cases import Maker
from benchmarks.facts.duplicate_words import DEV, HELD
from indexer.cards import Card
from indexer.duplicates import table
from indexer.extract.pages import Page
from indexer.facts.store import FactStore
from indexer.progress import Silent
from indexer.text import TextStore
from indexer.wanted import Wanted

WORDS_A_PAGE = 400
EXTRACTOR = "made/1"


def letters() -> Iterator[str]:
    """Yield letters: for each that has its like, three from a template with figures of its own."""
    maker = Maker(DEV, 3)
    while True:
        for bank in (DEV, HELD):
            maker.bank = bank
            for text in bank.slots:
                yield maker.letter(text, maker.dice.choice(bank.bodies), maker.facts())
            same = maker.letter(maker.dice.choice(bank.same), maker.dice.choice(bank.bodies), maker.facts())
            yield maker.misread(same, 1) if maker.dice.random() < 0.2 else same


def others() -> Iterator[list[str]]:
    """Yield the pages of documents, of words by chance: some often, most seldom, and a figure here and there."""
    dice = random.Random(11)  # noqa: S311 - always the same
    words = ["".join(dice.choices("abcdefghiklmnoprstuvw", k=dice.randint(3, 11))) for _ in range(30_000)]
    weights = [1 / (rank + 1) for rank in range(len(words))]
    while True:
        pages = []
        for _ in range(dice.randint(1, 20)):
            some = dice.choices(words, weights, k=WORDS_A_PAGE)
            for place in range(0, WORDS_A_PAGE, dice.randint(10, 40)):
                some[place] = str(dice.randint(2, 99_999))
            pages.append(" ".join(some))
        yield pages


def texts(pages: int) -> Iterator[list[str]]:
    """Yield documents with so many pages in all."""
    yield from ([text] for text in islice(letters(), pages // 5))
    left = pages - pages // 5
    for some in others():
        if left <= 0:
            return
        yield some[:left]
        left -= len(some)


def kept(store: TextStore, number: int, pages: list[str]) -> Wanted:
    """Keep a document's text, and return what is wanted of it."""
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    store.take(digest, EXTRACTOR, "", (Page(at, text) for at, text in enumerate(pages, 1)))
    card = Card(digest, "", "", "", "file", "made", "live", "", "", "", "", "", "", "", EXTRACTOR, len(pages), "")
    return Wanted(card, (), "1")


def main() -> None:
    """Print a row for each step."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        with TextStore(folder / "text.sqlite") as store, FactStore(folder / "facts.sqlite") as facts:
            with store.transaction():
                every = [kept(store, number, pages) for number, pages in enumerate(texts(count))]
            wanted = {item.card.digest: item for item in every}
            begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{count:,} pages, {len(wanted):,} documents; {begun:.0f} MB before")
            step("all", facts, store, wanted)
            more = [kept(store, number, [text]) for number, text in zip(range(-10, 0), letters(), strict=False)]
            step("10 more", facts, store, wanted | {item.card.digest: item for item in more})
            step("10 fewer", facts, store, wanted)
            step("nothing", facts, store, wanted)


def step(name: str, facts: FactStore, store: TextStore, wanted: dict[str, Wanted]) -> None:
    """Bring the groups up to date, and say what it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    table.update(facts, store, wanted, Silent())
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    grouped, groups = facts.connection.execute("SELECT count(*), count(DISTINCT name) FROM alike").fetchone()
    print(
        f"{name:<10}{wall:>8.1f} s{cpu:>8.1f} s CPU{peak:>7.0f} MB peak   {grouped:,} documents in {groups:,} groups",
        flush=True,
    )


if __name__ == "__main__":
    main()
