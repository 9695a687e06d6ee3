"""The pages of hits, ranked at once: what `indexer.engine.arrange.best_pages` does for one document, in numpy.

A hit has a few pages of a few words: done one by one in Python this was most of the time of a question.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from indexer.engine.arrange import MAX_PLACES, NEARNESS
from indexer.engine.interface import PageMatch
from indexer.engine.ranking import K1
from indexer.engine.searching.arrays import Bools, Floats, Numbers

_FAR = 1 << 60
_TRUE = np.ones(1, bool)


class Pages(NamedTuple):
    """The pages of some documents, one document after another, its heading first.

    `borders` are the keys at which they begin, `headings` says which of them are headings, `sizes` how many pages each
    document has, its heading among them.
    """

    borders: Numbers
    headings: Numbers
    sizes: Numbers


class Standing(NamedTuple):
    """Where the parts of a query stand in those documents: `counts` says how often each part is on each page.

    The others are of places in the text, part after part: their keys, the pages they are on, and of which part.
    """

    counts: Numbers
    keys: Numbers
    on: Numbers
    which: Numbers


def pages_of(borders: Sequence[Numbers]) -> Pages:
    """Put the pages of documents together, each given by where its heading and its pages begin."""
    sizes = np.array([len(some) for some in borders])
    return Pages(np.concatenate(borders), sizes.cumsum() - sizes, sizes)


def standing(pages: Pages, keys: Sequence[Sequence[Numbers]]) -> Standing:
    """Find the pages of the keys of each part, which come in pieces, and count them."""
    every = np.concatenate([piece for some in keys for piece in some] or [pages.borders[:0]])
    which = np.arange(len(keys)).repeat([sum(map(len, some)) for some in keys])
    on = pages.borders.searchsorted(every, "right") - 1
    counts = np.bincount(which * len(pages.borders) + on, minlength=len(keys) * len(pages.borders))
    return Standing(counts.reshape(len(keys), -1), every, on, which)


def ranked(pages: Pages, standing: Standing, worth: Sequence[float]) -> list[tuple[PageMatch, ...]]:
    """Return the pages of each document, best first; `worth` is how rare each part is."""
    counts = standing.counts
    present = counts > 0
    shown = _shown(pages, present)
    total, parts = np.add.reduce(counts, 0), np.add.reduce(present, 0, np.int64)
    of = np.arange(len(pages.sizes)).repeat(pages.sizes)
    if len(counts) == 1:
        order = np.lexsort((-total, of))
    else:
        weights = np.array([some or 1.0 for some in worth])
        has = (weights @ present).round(9)
        often = (weights @ (counts / (counts + K1))).round(9)
        _add_nearness(pages, often, np.where(shown, has, -1.0), standing)
        order = np.lexsort((-often, -has, of))
    order = order[shown[order]]
    rows = zip((order - pages.headings[of[order]]).tolist(), parts[order].tolist(), total[order].tolist(), strict=True)
    matches = tuple(map(PageMatch._make, rows))
    ends = np.add.reduceat(shown, pages.headings, dtype=np.int64).cumsum().tolist()
    return [matches[first:last] for first, last in zip([0, *ends[:-1]], ends, strict=True)]


def _shown(pages: Pages, present: Bools) -> Bools:
    """Tell which pages match; a heading only if it has a part that no page has."""
    shown: Bools = np.logical_or.reduce(present, 0)
    if shown[pages.headings].any():
        on_pages = np.add.reduceat(present, pages.headings, axis=1, dtype=np.int64)
        shown[pages.headings] = (present[:, pages.headings] & (on_pages == 1)).any(0)
    return shown


def _add_nearness(pages: Pages, often: Floats, has: Floats, standing: Standing) -> None:
    """Add, to pages that have as much as the best of their document, how near each other the parts stand there."""
    best = np.maximum.reduceat(has, pages.headings).repeat(pages.sizes)
    alike = has == best
    alike &= (np.add.reduceat(alike, pages.headings, dtype=np.int64) > 1).repeat(pages.sizes)
    if len(standing.keys) > MAX_PLACES:
        many = np.add.reduceat(np.bincount(standing.on, minlength=len(has)), pages.headings)
        alike &= (many <= MAX_PLACES).repeat(pages.sizes)
    chosen = alike[standing.on].nonzero()[0]
    if not len(chosen):
        return
    chosen = chosen[(standing.keys[chosen] >> 1).argsort(kind="stable")]
    here, page, which = standing.keys[chosen] >> 1, standing.on[chosen], standing.which[chosen]
    placed = np.zeros(standing.counts.shape, bool)
    placed[which, page] = True
    farthest = here.copy()
    for part in range(len(placed)):
        last = np.maximum.accumulate(np.where(which == part, here, -1))
        np.minimum(farthest, last, out=farthest, where=placed[part][page])
    parts = np.add.reduce(placed, 0, np.int64)
    narrow = here - farthest + 1
    narrow[(farthest < (pages.borders >> 1)[page]) | (parts[page] < 2)] = _FAR
    starts = np.concatenate((_TRUE, page[1:] != page[:-1])).nonzero()[0]
    narrowest = np.minimum.reduceat(narrow, starts)
    near = page[starts]
    often[near] += NEARNESS * best[near] * np.minimum(1.0, np.where(narrowest < _FAR, parts[near] / narrowest, 0.0))
