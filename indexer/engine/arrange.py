"""Orders what was found: the first of many, and the pages of one, without an index."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from heapq import nsmallest
from typing import Any

from indexer.engine.interface import PageMatch
from indexer.engine.ranking import K1

NEARNESS = 2.0
"""What words side by side count, against the same words so often on a page that more of them would add nothing."""

MAX_PLACES = 20_000
"""With more places in a document of what was asked for, how near they are is not looked at: it would take long."""

MAX_PLACE = 2**62


def first(documents: Collection[int], key: Callable[[int], Any], tie: Callable[[int], Any], count: int) -> list[int]:
    """Return the first `count` documents by key, those alike by the tie, which is read only where it decides."""
    if not documents or count < 1:
        return []
    keys = {number: key(number) for number in documents}
    last = nsmallest(count, keys.values())[-1]
    near = [number for number in documents if keys[number] <= last]
    return sorted(near, key=lambda number: (keys[number], tie(number)))[:count]


def best_pages(
    found: Sequence[Counter[int]],
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
    worth = [rarity or 1.0 for rarity in rarities] or [1.0] * len(found)
    matches = _matches(found)
    has = {m.number: _sum(rare for rare, counts in zip(worth, found, strict=True) if counts[m.number]) for m in matches}
    often = {
        m.number: _sum(
            rare * counts[m.number] / (counts[m.number] + K1) for rare, counts in zip(worth, found, strict=True)
        )
        for m in matches
    }
    best = max(has.values(), default=0.0)
    first = [number for number, all_of_it in has.items() if all_of_it == best]
    if len(first) > 1 and sum(map(len, places)) <= MAX_PLACES:
        for number in first:
            often[number] += NEARNESS * best * _nearness(places, starts, number)
    return tuple(sorted(matches, key=lambda match: (-has[match.number], -often[match.number], match.number)))


def _matches(found: Sequence[Counter[int]]) -> list[PageMatch]:
    on_pages = [{page for page, count in counts.items() if page and count} for counts in found]
    words: Counter[int] = Counter(page for pages in on_pages for page in pages)
    if any(counts[0] and not pages for counts, pages in zip(found, on_pages, strict=True)):
        words[0] = sum(counts[0] > 0 for counts in found)
    return [PageMatch(page, some, sum(counts[page] for counts in found)) for page, some in words.items()]


def _nearness(places: Sequence[Sequence[int]], starts: Sequence[int], page: int) -> float:
    """Return how near each other the parts stand on a page: 1 side by side, 0.5 with as many words between them.

    Of all parts that have a place there; 0 if that is one, or none.
    """
    start = starts[page - 1] if page else 0
    end = starts[page] if page < len(starts) else MAX_PLACE
    here = [part[bisect_left(part, start) : bisect_left(part, end)] for part in places]
    parts = sum(map(bool, here))
    if parts < 2:
        return 0.0
    last: dict[int, int] = {}
    narrowest = MAX_PLACE
    for at, part in sorted((at >> 1, part) for part, row in enumerate(here) for at in row):
        last[part] = at
        if len(last) == parts:
            narrowest = min(narrowest, at - min(last.values()) + 1)
    return min(1.0, parts / narrowest)


def _sum(values: Iterable[float]) -> float:
    """Add up, so that what is the same but for rounding is the same."""
    return round(sum(values), 9)


def of_these(matches: Sequence[PageMatch], pages: Sequence[int]) -> tuple[PageMatch, ...]:
    """Return the matches that are on these pages; if none is, the pages themselves; without any, the matches."""
    wanted = set(pages)
    both = tuple(match for match in matches if match.number in wanted)
    return both or tuple(PageMatch(page, 0, 0) for page in pages) or tuple(matches)
