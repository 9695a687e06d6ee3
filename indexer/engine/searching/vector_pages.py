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


class Pages(NamedTuple):
    """The pages of some documents, one document after another, its heading first.

    `borders` are the keys at which they begin, `headings` says which of them are headings, `sizes` how many pages each
    document has, its heading among them.
    """

    borders: Numbers
    headings: Numbers
    sizes: Numbers

    def of(self, keys: Numbers) -> Numbers:
        """Return the pages on which keys stand."""
        return np.searchsorted(self.borders, keys, "right") - 1


def pages_of(borders: Sequence[Numbers]) -> Pages:
    """Put the pages of documents together, each given by where its heading and its pages begin."""
    sizes = np.array([len(some) for some in borders])
    return Pages(np.concatenate(borders), np.cumsum(sizes) - sizes, sizes)


def ranked(pages: Pages, counts: Floats, keys: Sequence[Numbers], worth: Sequence[float]) -> list[tuple[PageMatch, ...]]:
    """Return the pages of each document, best first; `counts` is how often each part stands on each page.

    `keys` are the places of each part in the text, ascending, none for what has no places; `worth` is how rare it is.
    """
    present = counts > 0
    shown = _shown(pages, counts, present)
    total = counts.sum(0)
    of = np.repeat(np.arange(len(pages.sizes)), pages.sizes)
    if len(counts) == 1:
        order = np.lexsort((-total, of))
    else:
        weights = np.array([some or 1.0 for some in worth])
        has = np.round(weights @ present, 9)
        often = np.round(weights @ (counts / (counts + K1)), 9)
        _add_nearness(pages, often, np.where(shown, has, -1.0), keys)
        order = np.lexsort((-often, -has, of))
    order = order[shown[order]]
    rows = zip(
        (order - pages.headings[of[order]]).tolist(),
        present.sum(0)[order].tolist(),
        total[order].astype(np.int64).tolist(),
        strict=True,
    )
    matches = tuple(map(PageMatch._make, rows))
    ends = np.cumsum(np.add.reduceat(shown, pages.headings, dtype=np.int64)).tolist()
    return [matches[first:last] for first, last in zip([0, *ends[:-1]], ends, strict=True)]


def _shown(pages: Pages, counts: Floats, present: Bools) -> Bools:
    """Tell which pages match; a heading only if it has a part that no page has."""
    shown: Bools = present.any(0)
    if shown[pages.headings].any():
        on_heading = counts[:, pages.headings]
        alone = (on_heading > 0) & (np.add.reduceat(counts, pages.headings, axis=1) == on_heading)
        shown[pages.headings] = alone.any(0)
    return shown


def _add_nearness(pages: Pages, often: Floats, has: Floats, keys: Sequence[Numbers]) -> None:
    """Add, to pages that have as much as the best of their document, how near each other the parts stand there."""
    best = np.repeat(np.maximum.reduceat(has, pages.headings), pages.sizes)
    alike = has == best
    alike &= np.repeat(np.add.reduceat(alike, pages.headings, dtype=np.int64), pages.sizes) > 1
    alike &= best >= 0
    on_pages = [pages.of(some) for some in keys]
    if sum(map(len, keys)) > MAX_PLACES:
        many = sum(np.bincount(page, minlength=len(has)) for page in on_pages)
        alike &= np.repeat(np.add.reduceat(many, pages.headings) <= MAX_PLACES, pages.sizes)
    chosen = [alike[page] for page in on_pages]
    here = np.concatenate([some[these] for some, these in zip(keys, chosen, strict=True)]) >> 1
    if not len(here):
        return
    page = np.concatenate([some[these] for some, these in zip(on_pages, chosen, strict=True)])
    which = np.repeat(np.arange(len(keys)), [np.count_nonzero(these) for these in chosen])
    order = np.argsort(here, kind="stable")
    here, page, which = here[order], page[order], which[order]
    placed = np.bincount(which * len(has) + page, minlength=len(keys) * len(has)).reshape(len(keys), -1) > 0
    farthest = here.copy()
    for part in range(len(keys)):
        last = np.maximum.accumulate(np.where(which == part, here, -1))
        np.minimum(farthest, last, out=farthest, where=placed[part][page])
    parts = placed.sum(0)
    narrow = here - farthest + 1
    narrow[(farthest < (pages.borders >> 1)[page]) | (parts[page] < 2)] = _FAR
    starts = np.flatnonzero(np.diff(page, prepend=-1))
    narrowest = np.minimum.reduceat(narrow, starts)
    near = page[starts]
    often[near] += NEARNESS * best[near] * np.minimum(1.0, np.where(narrowest < _FAR, parts[near] / narrowest, 0.0))
