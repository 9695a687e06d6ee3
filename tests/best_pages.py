"""The pages of one document that match, best first, by the words of the rule and not by the engine's way."""

from collections import Counter
from collections.abc import Sequence

from indexer.engine.arrange import NEARNESS
from indexer.engine.interface import PageMatch
from indexer.engine.ranking import K1

Place = tuple[int, int]
"""A page, and a position there."""


def best_pages(
    found: Sequence[Counter[int]], worth: Sequence[float], places: Sequence[Sequence[Place]]
) -> list[PageMatch]:
    """Return the pages, leaf by leaf given how often it stands on which, what it is worth and where it begins.

    What pages have of the query counts most. Among those that have the same, how often; and among those that have most
    of all, how near together too. The heading is among them only for what no page has.
    """
    shown = {page for counter in found for page in counter if page}
    if any(set(counter) == {0} for counter in found):
        shown.add(0)
    keys: dict[int, tuple[float, float, int]] = {}
    on = {page: [(rare, c[page]) for rare, c in zip(worth, found, strict=True) if c[page]] for page in shown}
    has = {page: round(sum(rare for rare, _ in some), 9) for page, some in on.items()}
    most = [page for page in shown if has[page] == max(has.values())]
    for page in shown:
        often = round(sum(rare * count / (count + K1) for rare, count in on[page]), 9)
        if page in most and len(most) > 1:
            often += NEARNESS * has[page] * nearness([[at for where, at in row if where == page] for row in places])
        keys[page] = -has[page], -often, page
    return [
        PageMatch(page, len(on[page]), sum(count for _, count in on[page]))
        for page in sorted(shown, key=lambda page: keys[page])
    ]


def nearness(places: Sequence[Sequence[int]]) -> float:
    """Return how near together leaves stand on a page, of those that have places there: 1 side by side."""
    standing = [row for row in places if row]
    if len(standing) < 2:
        return 0.0
    widths = []
    for begin in {at for row in standing for at in row}:
        ends = [min(after) for row in standing if (after := [at for at in row if at >= begin])]
        if len(ends) == len(standing):
            widths.append(max(ends) - begin + 1)
    return min(1.0, len(standing) / min(widths))
