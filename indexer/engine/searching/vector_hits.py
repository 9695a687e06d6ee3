"""The pages of the hits of one question, for the vector kernel: what stands on them, counted and ranked at once."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

import numpy as np

from indexer.engine.interface import PageMatch
from indexer.engine.searching.arrays import PLACE_BITS, Bools, Numbers
from indexer.engine.searching.occurrences import Occurrences
from indexer.engine.searching.parts import TEXT, TITLE, regions
from indexer.engine.searching.vector_lists import NO_KEYS, Held, VectorLists
from indexer.engine.searching.vector_pages import pages_of, ranked, standing
from indexer.engine.searching.vector_rows import VectorRows
from indexer.query import Amount, Fuzzy, InTitle, Leaf, Part, Phrase, Prefix, Regex, Wildcard, Word

_Change = Callable[[Numbers], object]
"""Changes how often something stands on each page, after its places were counted."""


class Hits:
    """Some documents that match."""

    def __init__(
        self, lists: VectorLists, occurrences: Occurrences[Bools, Held], starts: Mapping[int, Sequence[int]]
    ) -> None:
        self._lists = lists
        self._occurrences = occurrences
        self._starts = starts
        self._numbers = sorted(starts)
        self._at = np.array(self._numbers, np.int64)
        self._pages = pages_of([lists.borders(number, starts[number]) for number in self._numbers])

    def ranked(self, wanted: Collection[Leaf | InTitle]) -> dict[int, tuple[PageMatch, ...]]:
        """Return the pages of each document on which what is wanted stands, best first."""
        found = [self._found(leaf) for leaf in wanted]
        places = standing(self._pages, [keys for keys, _ in found])
        for (_, change), counts in zip(found, places.counts, strict=True):
            if change is not None:
                change(counts)
        worth = [self._occurrences.rarity(leaf, TEXT) for leaf in wanted] if len(wanted) > 1 else []
        return dict(zip(self._numbers, ranked(self._pages, places, worth), strict=True))

    def _found(self, leaf: Leaf | InTitle) -> tuple[Sequence[Numbers], _Change | None]:
        """Return the keys of a leaf in the text, in pieces, and what its counts are yet to be changed by."""
        match leaf:
            case Word() | Prefix() | Wildcard() | Fuzzy() | Regex():
                return self._part(leaf)
            case Phrase() if rows := self._unbroken(leaf):
                some, heads = rows.heads(self._mask())
                return [heads], partial(rows.add_touched, some, self._pages)
            case Amount():
                return [], partial(self._add_paying, leaf)
            case _:
                counts = np.zeros(len(self._pages.borders), np.int64)
                return [self._standing(leaf, counts)], partial(np.copyto, src=counts)

    def _part(self, part: Part) -> tuple[Sequence[Numbers], _Change | None]:
        terms, in_title = (self._occurrences.expansion.terms(part, region) for region in (TEXT, TITLE))
        keys = self._lists.keys_in(terms, self._numbers) if terms.documents else []
        if in_title.documents and self._lists.holding(in_title).mask[self._at].any():
            counts = [len(some) for some in self._lists.keys_in(in_title, self._numbers)]
            return keys, partial(self._add_title, counts)
        return keys, None

    def _add_title(self, in_title: Sequence[int], counts: Numbers) -> None:
        """Count what stands in the title on the heading, if it is there more often."""
        counts[self._pages.headings] = np.maximum(counts[self._pages.headings], in_title)

    def _add_paying(self, amount: Amount, counts: Numbers) -> None:
        wanted = self._mask()
        for numbers, on_pages in self._lists.paying(amount):
            chosen = wanted[numbers].nonzero()[0]
            counts[self._pages.headings[self._at.searchsorted(numbers[chosen])] + on_pages[chosen]] = 1

    def _mask(self) -> Bools:
        mask = np.zeros(self._lists.documents, bool)
        mask[self._at] = True
        return mask

    def _unbroken(self, phrase: Phrase) -> VectorRows[Held] | None:
        """Return the rows of a phrase, if none has a broken word in it, and none is in a title."""
        these = self._mask()
        if len(self._occurrences.rows(phrase, TITLE, these).held):
            return None
        rows = self._occurrences.rows(phrase, TEXT, these)
        return rows if isinstance(rows, VectorRows) and rows.unbroken else None

    def _standing(self, leaf: Leaf | InTitle, counts: Numbers) -> Numbers:
        """Enter how often a leaf stands on each page; return its keys, one after another."""
        keys: list[Numbers] = []
        text, title = (
            self._occurrences.on_pages(
                leaf, region, self._starts if region == TEXT else dict.fromkeys(self._numbers, ())
            )
            if region in regions(leaf)
            else {}
            for region in (TEXT, TITLE)
        )
        for heading, number in zip(self._pages.headings.tolist(), self._numbers, strict=True):
            if number in text:
                on_pages, places = text[number]
                for page, count in on_pages.items():
                    counts[heading + page] = count
                keys.append(np.array(places, np.int64) + (number << PLACE_BITS))
            if number in title:
                counts[heading] = max(counts[heading], title[number][0][0])
        return np.concatenate(keys) if keys else NO_KEYS
