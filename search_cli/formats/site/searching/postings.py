"""Where every word stands, for more pages than fit into memory: sorted runs on the disk, merged at the end."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from indexer.analysis import Spread

RUN = 1_000_000
"""Words of pages that are held in memory: about 150 MB."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def base36(number: int) -> str:
    """Write a number as JavaScript's `parseInt(text, 36)` reads it."""
    digits = _DIGITS[number % 36]
    while number := number // 36:
        digits = _DIGITS[number % 36] + digits
    return digits


_SMALL = tuple(map(base36, range(36**2)))


def order(word: str) -> bytes:
    """Return what words are sorted by: as JavaScript compares strings, which is not by code points."""
    return word.encode("utf-16-be", "surrogatepass")


class Postings:
    """Words and their places. A place is "PAGE,POSITION,STEP,...", all base 36, each step from the position before."""

    def __init__(self, folder: Path) -> None:
        self.families: dict[str, list[str]] = defaultdict(list)
        """The words that mean the same to a search, by their stem."""
        self._folder = folder
        self._runs: list[Path] = []
        self._places: dict[str, list[str]] = defaultdict(list)
        self._held = 0
        self._known: set[str] = set()

    def add(self, page: int, text: str) -> int:
        """Note the words of a page, and return how many there are. Pages come in the order of their numbers."""
        spread = Spread()
        spread.add(text)
        positions: dict[str, list[int]] = {}
        for term, word, places, _ in spread.found():
            positions[word] = sorted([*positions[word], *places]) if word in positions else places
            if word not in self._known:
                self._known.add(word)
                self.families[term].append(word)
        start = base36(page)
        for word, places in positions.items():
            self._places[word].append(f"{start},{_steps(places)}")
        self._held += len(positions)
        if self._held >= RUN:
            self._spill()
        return spread.position

    def merged(self) -> Iterator[tuple[str, str]]:
        """Yield each word with its places, in order."""
        runs = [_lines(run) for run in self._runs]
        every = heapq.merge(*runs, self._sorted(), key=lambda pair: order(pair[0]))
        for word, pairs in groupby(every, key=itemgetter(0)):
            yield word, " ".join(places for _, places in pairs)

    def _spill(self) -> None:
        run = self._folder / f"{len(self._runs)}.run"
        with run.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{word}\t{places}\n" for word, places in self._sorted())
        self._runs.append(run)
        self._places.clear()
        self._held = 0

    def _sorted(self) -> Iterator[tuple[str, str]]:
        for word in sorted(self._places, key=order):
            yield word, " ".join(self._places[word])


def _steps(places: Iterable[int]) -> str:
    steps, last = [], 0
    for place in places:
        step = place - last
        steps.append(_SMALL[step] if 0 <= step < len(_SMALL) else base36(step))
        last = place
    return ",".join(steps)


def _lines(run: Path) -> Iterator[tuple[str, str]]:
    with run.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            word, _, places = line.rstrip("\n").partition("\t")
            yield word, places
