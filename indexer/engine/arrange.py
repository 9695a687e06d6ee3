"""Orders what was found: the first of many, and the pages of one, without an index."""

from collections.abc import Callable, Collection, Mapping, Sequence
from heapq import nsmallest
from itertools import groupby
from typing import Any

from indexer.engine.interface import PageMatch


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




def best_pages(found: Sequence[Mapping[int, int]]) -> tuple[PageMatch, ...]:
    """Return the pages, best first, on which the parts of a query stand; `found` has the counts of each part.

    The heading, page 0, is among them only if it has a part that no page has, or if nothing else matches.
    """
    parts: dict[int, int] = {}
    total: dict[int, int] = {}
    heading = False
    for counts in found:
        heading = heading or (0 in counts and len(counts) == 1)
        for page, count in counts.items():
            parts[page] = parts.get(page, 0) + 1
            total[page] = total.get(page, 0) + count
    if not heading and parts.pop(0, 0):
        del total[0]
    ranked = sorted(zip(parts.values(), total.values(), parts, strict=True), key=_best)
    return tuple([PageMatch(page, some, count) for some, count, page in ranked])


def _best(row: tuple[int, int, int]) -> tuple[int, int, int]:
    some, count, page = row
    return -some, -count, page


def of_these(matches: Sequence[PageMatch], pages: Sequence[int]) -> tuple[PageMatch, ...]:
    """Return the matches that are on these pages; if none is, the pages themselves; without any, the matches."""
    wanted = set(pages)
    both = tuple(match for match in matches if match.number in wanted)
    return both or tuple(PageMatch(page, 0, 0) for page in pages) or tuple(matches)
