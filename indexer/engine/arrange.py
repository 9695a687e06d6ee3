"""Orders what was found: the first of many, and the pages of one, without an index."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from heapq import nsmallest
from typing import Any

from indexer.engine.interface import PageMatch


def first(documents: Collection[int], key: Callable[[int], Any], tie: Callable[[int], Any], count: int) -> list[int]:
    """Return the first `count` documents by key, those alike by the tie, which is read only where it decides."""
    if not documents or count < 1:
        return []
    keys = {number: key(number) for number in documents}
    last = nsmallest(count, keys.values())[-1]
    near = [number for number in documents if keys[number] <= last]
    return sorted(near, key=lambda number: (keys[number], tie(number)))[:count]


def best_pages(found: Sequence[Counter[int]]) -> tuple[PageMatch, ...]:
    """Return the pages, best first, on which the parts of a query stand; `found` has the counts of each part.

    The heading, page 0, is among them only if it has a part that no page has, or if nothing else matches.
    """
    on_pages = [{page for page, count in counts.items() if page and count} for counts in found]
    words: Counter[int] = Counter(page for pages in on_pages for page in pages)
    if any(counts[0] and not pages for counts, pages in zip(found, on_pages, strict=True)):
        words[0] = sum(counts[0] > 0 for counts in found)
    matches = (PageMatch(page, some, sum(counts[page] for counts in found)) for page, some in words.items())
    return tuple(sorted(matches, key=lambda match: (-match.words, -match.count, match.number)))


def of_these(matches: Sequence[PageMatch], pages: Sequence[int]) -> tuple[PageMatch, ...]:
    """Return the matches that are on these pages; if none is, the pages themselves; without any, the matches."""
    wanted = set(pages)
    both = tuple(match for match in matches if match.number in wanted)
    return both or tuple(PageMatch(page, 0, 0) for page in pages) or tuple(matches)
