"""Which elements of two sequences match, in time that is bounded whatever the sequences are.

difflib alone takes the square of their lengths, or worse: two tables of 50,000 equal-looking rows would hang. So ends
that are alike go first, then elements that are unique on both sides are taken as anchors (Bram Cohen's patience diff),
and only what is left between them, if it is small, goes to difflib.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SMALL = 200 * 200
"""Pairs of elements difflib is given at once; it took half a second for the worst of them."""
Block = tuple[int, int, int]
"""So many elements from this place in the one are those from that place in the other: (place, place, number)."""
_Range = tuple[int, int, int, int]


@dataclass(slots=True)
class Effort:
    """How much may still be spent, in elements looked at; once it is spent, the rest counts as different."""

    left: int = 20_000_000
    pairs: int = 1_000_000

    @property
    def spent(self) -> bool:
        """Whether something was compared less closely for want of it."""
        return self.left < 0 or self.pairs < 0


def matching(a: Sequence[str], b: Sequence[str], effort: Effort) -> list[Block]:
    """Return the blocks that match, in order."""
    found: list[Block] = []
    waiting: list[_Range] = [(0, len(a), 0, len(b))]
    while waiting:
        span, ends = _trimmed(a, b, waiting.pop())
        found += ends
        rows, columns = span[1] - span[0], span[3] - span[2]
        effort.left -= rows + columns
        if not rows or not columns or effort.left < 0 or set(a[span[0] : span[1]]).isdisjoint(b[span[2] : span[3]]):
            continue
        anchors = _anchors(a, b, span)
        if anchors:
            waiting += _between(anchors, span)
        elif rows * columns <= SMALL:
            effort.pairs -= rows * columns
            found += _closely(a, b, span) if effort.pairs >= 0 else ()
    return _joined(sorted(found))


def _trimmed(a: Sequence[str], b: Sequence[str], span: _Range) -> tuple[_Range, list[Block]]:
    """Take the ends off that are alike."""
    a1, a2, b1, b2 = span
    start = 0
    while a1 + start < a2 and b1 + start < b2 and a[a1 + start] == b[b1 + start]:
        start += 1
    end = 0
    while a1 + start < a2 - end and b1 + start < b2 - end and a[a2 - end - 1] == b[b2 - end - 1]:
        end += 1
    blocks = [(a1, b1, start), (a2 - end, b2 - end, end)]
    return (a1 + start, a2 - end, b1 + start, b2 - end), [block for block in blocks if block[2]]


def _anchors(a: Sequence[str], b: Sequence[str], span: _Range) -> list[tuple[int, int]]:
    """Return the places of elements unique on both sides: as many as stand in the same order."""
    a1, a2, b1, b2 = span
    once = {word for word, count in Counter(a[a1:a2]).items() if count == 1}
    once &= {word for word, count in Counter(b[b1:b2]).items() if count == 1}
    there = {b[j]: j for j in range(b1, b2) if b[j] in once}
    return _rising([(i, there[a[i]]) for i in range(a1, a2) if a[i] in once])


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part in which the second places rise as the first do."""
    tops: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(at[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        at[pile : pile + 1] = [number]
    chosen = []
    number = at[-1] if at else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = before[number]
    return chosen[::-1]


def _between(anchors: Sequence[tuple[int, int]], span: _Range) -> Iterator[_Range]:
    """Yield what stands before, between and after anchors; each begins the range after it, and is trimmed there."""
    a1, a2, b1, b2 = span
    for i, j in anchors:
        yield a1, i, b1, j
        a1, b1 = i, j
    yield a1, a2, b1, b2


def _closely(a: Sequence[str], b: Sequence[str], span: _Range) -> Iterator[Block]:
    a1, a2, b1, b2 = span
    for block in SequenceMatcher(None, a[a1:a2], b[b1:b2], autojunk=False).get_matching_blocks():
        if block.size:
            yield a1 + block.a, b1 + block.b, block.size


def _joined(blocks: Sequence[Block]) -> list[Block]:
    joined: list[Block] = []
    for i, j, size in blocks:
        if joined and joined[-1][0] + joined[-1][2] == i and joined[-1][1] + joined[-1][2] == j:
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + size)
        else:
            joined.append((i, j, size))
    return joined
