"""Where words stand in a document, as numbers: phrases, pages and names are found by arithmetic on them.

A word at position p has the place 2p. The whole of a word that a line end broke in two stands beside its parts,
at 2p + 1, and reaches as far as both: so a phrase goes through the parts or through the whole, never through a mixture.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Sequence

PER_NAME = 1_000
"""Places of one name, where several names share a field; words after that many are left out."""


GAP = 50
"""Positions left free between heading and page 1: no phrase stands over that border."""


def place(position: int, width: int) -> int:
    """Number the place of a word from its position, counted from 0, and its width: 1, or 2 for a whole."""
    return 2 * position + width - 1


def pages_touched(parts: Sequence[Collection[int]], starts: Sequence[int]) -> Counter[int]:
    """Count, page by page, how often the parts stand there in a row; a row over a page break counts on each page.

    `starts` are the places at which page 1 and the following begin. What stands before them is on page 0.
    """
    counts: Counter[int] = Counter()
    rows = chained(parts)
    if len(rows) == 1:
        counts.update(bisect_right(starts, at) for at in rows[0])
        return counts
    for head in rows[0] if rows else ():
        here, touched = {head}, {bisect_right(starts, head)}
        for after in rows[1:]:
            here = {at for end in map(_end, here) for at in (end, end + 1) if at in after}
            touched.update(bisect_right(starts, at) for at in here)
        counts.update(touched)
    return counts


def in_order(parts: Sequence[Sequence[int]]) -> bool:
    """Tell whether the parts stand in one name in this order, others between them or not; places ascend."""
    for name in {at // PER_NAME for at in parts[0]}:
        at = name * PER_NAME - 1
        for places in parts:
            index = bisect_left(places, at + 1)
            if index == len(places) or places[index] // PER_NAME != name:
                break
            at = places[index]
        else:
            return True
    return False


def _end(at: int) -> int:
    """Return the place at which the next word stands."""
    return at + 3 if at & 1 else at + 2


def chained(parts: Sequence[Collection[int]]) -> list[set[int]]:
    """Return, for each part, its places in complete rows; an empty list if there is no complete row.

    Forwards, then backwards, one set for each part: the time is that of the places, however many rows they make.
    """
    reached = [set(parts[0])]
    for places in parts[1:]:
        ends = {_end(at) for at in reached[-1]}
        reached.append({at for at in places if at & ~1 in ends})
    if not reached[-1]:
        return []
    for index in range(len(reached) - 2, -1, -1):
        follow = {at & ~1 for at in reached[index + 1]}
        reached[index] = {at for at in reached[index] if _end(at) in follow}
    return reached
