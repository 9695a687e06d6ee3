"""Orders what was found: the first of many, and the pages of one, without an index."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from heapq import nsmallest
from itertools import groupby
from typing import Any

from indexer.engine.interface import PageMatch
from indexer.engine.ranking import K1

NEARNESS = 2.0
"""What words side by side count, against the same words so often on a page that more of them would add nothing."""

MAX_PLACES = 20_000
"""With more places in a document of what was asked for, how near they are is not looked at: it would take long."""

MAX_PLACE = 2**62


def first(documents: Collection[int], keys: Sequence[Callable[[int], Any]], count: int) -> list[int]:
    """Return the first documents by the first key, those alike by the next, which is read only where it decides."""
    if not documents or count < 1:
        return []
    by, *rest = keys
    valued = {number: by(number) for number in documents}
    near: Collection[int] = documents
    if count < len(documents):
        last = nsmallest(count, valued.values())[-1]
        near = [number for number in documents if valued[number] <= last]
    chosen: list[int] = []
    for _, group in groupby(sorted(near, key=valued.__getitem__), valued.__getitem__):
        alike = list(group)
        chosen += first(alike, rest, count - len(chosen)) if rest and len(alike) > 1 else alike
        if len(chosen) >= count:
            break
    return chosen[:count]


def best_pages(
    found: Sequence[Mapping[int, int]],
    rarities: Sequence[float] = (),
    places: Sequence[Sequence[int]] = (),
    starts: Sequence[int] = (),
) -> tuple[PageMatch, ...]:
    """Return the pages, best first, on which the parts of a query stand.

    `found` has the counts of each part, `rarities` what its score is made of (a sum of money scores nothing and counts
    1 here), `places` where in the document it stands, ascending (none for what has no places), `starts` where the
    pages begin. A page is the better the more of the parts it has, rare ones above all; among pages with the same
    parts, the more often and the nearer each other they stand there.

    The heading, page 0, is among them only if it has a part that no page has, or if nothing else matches.
    """
    if len(found) == 1:
        return _of_one(found[0])
    worth = [rarity or 1.0 for rarity in rarities] or [1.0] * len(found)
    rows = _rows(found, worth)
    best = max((row[0] for row in rows.values()), default=0.0)
    alike = [page for page, row in rows.items() if row[0] == best]
    if len(alike) > 1 and sum(map(len, places)) <= MAX_PLACES:
        for page in alike:
            rows[page][1] += NEARNESS * best * _nearness(places, starts, page)
    ranked = sorted([(-has, -often, page) for page, (has, often, _, _) in rows.items()])
    return tuple([PageMatch(page, *rows[page][2:]) for _, _, page in ranked])


def _of_one(counts: Mapping[int, int]) -> tuple[PageMatch, ...]:
    if len(counts) > 1:
        ranked = sorted([(-count, page) for page, count in counts.items() if page])
        return tuple([PageMatch(page, 1, -count) for count, page in ranked])
    return tuple([PageMatch(page, 1, count) for page, count in counts.items()])


def _rows(found: Sequence[Mapping[int, int]], worth: Sequence[float]) -> dict[int, list[Any]]:
    """Return for each page what its parts are worth, and so with how often they stand there, how many, how often."""
    rows: dict[int, list[Any]] = {}
    heading = False
    for rare, counts in zip(worth, found, strict=True):
        heading = heading or (0 in counts and len(counts) == 1)
        for page, count in counts.items():
            often = rare * count / (count + K1)
            row = rows.get(page)
            if row is None:
                rows[page] = [rare, often, 1, count]
            else:
                row[0] += rare
                row[1] += often
                row[2] += 1
                row[3] += count
    if not heading:
        rows.pop(0, None)
    for row in rows.values():  # what is the same but for rounding is the same
        row[:2] = round(row[0], 9), round(row[1], 9)
    return rows


def _nearness(places: Sequence[Sequence[int]], starts: Sequence[int], page: int) -> float:
    """Return how near each other the parts stand on a page: 1 side by side, 0.5 with as many words between them.

    Of all parts that have a place there; 0 if that is one, or none.
    """
    start = starts[page - 1] if page else 0
    end = starts[page] if page < len(starts) else MAX_PLACE
    here = [part[bisect_left(part, start) : bisect_left(part, end)] for part in places]
    here = [part for part in here if part]
    if len(here) < 2:
        return 0.0
    last: dict[int, int] = {}
    narrowest = MAX_PLACE
    for at, part in sorted([(at >> 1, part) for part, row in enumerate(here) for at in row]):
        last[part] = at
        if len(last) == len(here):
            narrowest = min(narrowest, at - min(last.values()) + 1)
    return min(1.0, len(here) / narrowest)


def of_these(matches: Sequence[PageMatch], pages: Sequence[int]) -> tuple[PageMatch, ...]:
    """Return the matches that are on these pages; if none is, the pages themselves; without any, the matches."""
    wanted = set(pages)
    both = tuple(match for match in matches if match.number in wanted)
    return both or tuple(PageMatch(page, 0, 0) for page in pages) or tuple(matches)
