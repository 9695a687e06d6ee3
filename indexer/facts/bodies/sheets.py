"""Pages of sheets: each distinct cell is looked at once in a document, since rows by the thousand repeat theirs."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from indexer.extract.pages import Page
from indexer.facts.bodies.wording import Mention, Wording

_BAR = " | "
_FULL = 3
"""Bars in a line, on the mean, from which a page is taken for one of a sheet."""
_MOST = 100_000
"""Distinct cells that are remembered. A sheet with more has columns of which no two rows are alike."""
_APART = "\n\n"

_LETTER = re.compile(r"[^\W\d_]").search

Find = Callable[[Wording], Sequence[Mention]]


class Sheets:
    """What was found in the cells of a document so far."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._named: dict[str, list[Mention]] = {}

    def on(self, page: Page, find: Find) -> list[Mention]:
        """Return who is named in the cells of a page; only cells that are new are looked at."""
        cells = dict.fromkeys(page.text.replace("\n", _BAR).split(_BAR))
        new = sorted(filter(_LETTER, cells.keys() - self._seen))
        if len(self._seen) > _MOST:
            self._seen.clear()
            self._named.clear()
        self._seen.update(cells)
        if new:
            self._look(page, new, find)
        return [] if self._named.keys().isdisjoint(cells) else list(self._again(page))

    def _look(self, page: Page, cells: Sequence[str], find: Find) -> None:
        starts = [0]
        for cell in cells:
            starts.append(starts[-1] + len(cell) + len(_APART))
        for mention in find(Wording(Page(page.number, _APART.join(cells)))):
            at = bisect_right(starts, mention.start) - 1
            within = Mention(mention.start - starts[at], mention.end - starts[at], mention.name, mention.kind)
            if within.end <= len(cells[at]):
                self._named.setdefault(cells[at], []).append(within)

    def _again(self, page: Page) -> Iterator[Mention]:
        start = 0
        for line in page.text.split("\n"):
            for cell in line.split(_BAR):
                for one in self._named.get(cell, ()):
                    yield Mention(start + one.start, start + one.end, one.name, one.kind)
                start += len(cell) + len(_BAR)
            start += 1 - len(_BAR)


def is_sheet(page: Page) -> bool:
    """Tell whether a page is one of a sheet: its lines are rows of many cells."""
    bars = page.text.count(_BAR)
    return bars > 0 and bars >= _FULL * (page.text.count("\n") + 1)
