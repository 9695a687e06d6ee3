"""One term's postings as a Whoosh matcher."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any

from whoosh.matching import LeafMatcher, ReadTooFar

from indexer.engine.segments import Postings

RAW = frozenset({"authority", "supplier"})
"""The fields whose places are not twice the position: see `positions.PER_NAME`."""


class SegmentMatcher(LeafMatcher):  # type: ignore[misc]  # Whoosh has no types
    """Goes over the documents that hold a term, deleted ones too: Whoosh's reader leaves those out."""

    def __init__(self, postings: Postings, term: tuple[str, bytes], info: Any, format_: Any, scorer: Any) -> None:
        self._postings = postings
        self._term = term
        self._info = info
        self.format = format_
        self.scorer = scorer
        self._ids = list(accumulate(postings.ids.numbers()))
        self._counts = postings.counts.numbers()
        self._at = 0

    def is_active(self) -> bool:
        return self._at < len(self._ids)

    def reset(self) -> None:
        self._at = 0

    def id(self) -> int:
        return self._ids[self._at]

    def all_ids(self) -> Iterator[int]:
        return iter(self._ids[self._at :])

    def next(self) -> None:
        if not self.is_active():
            raise ReadTooFar
        self._at += 1

    def skip_to(self, id: int) -> None:
        if not self.is_active():
            raise ReadTooFar
        self._at = bisect_left(self._ids, id, self._at)

    def skip_to_quality(self, minquality: float) -> int:
        """Skip nothing: the list is one block to Whoosh, and is passed over as a whole or not at all."""
        if self.block_quality() <= minquality:
            self._at = len(self._ids)
        return 0

    def copy(self) -> "SegmentMatcher":
        same = SegmentMatcher(self._postings, self._term, self._info, self.format, self.scorer)
        same._at = self._at
        return same

    def weight(self) -> float:
        return float(self._counts[self._at])

    def value_as(self, astype: str) -> Any:
        """Return the positions of the term in the document, or how often it stands there."""
        if astype in ("frequency", "weight"):
            return self._counts[self._at]
        if astype != "positions":
            raise TypeError(f"{self._term[0]} has no {astype}")
        places = self.places()
        return places if self._term[0] in RAW else sorted({place >> 1 for place in places})

    def value(self) -> bytes:
        """Return the positions as Whoosh would have stored them; nothing of a label."""
        value: bytes = self.format.encode(self.value_as("positions")) if self.supports("positions") else b""
        return value

    def places(self) -> list[int]:
        """Return the places of the term in the document, as in `indexer.engine.positions`."""
        firsts, followers, before = self._columns
        if not firsts:
            return []
        start = before[self._at]
        return list(accumulate(followers[start : start + self._counts[self._at] - 1], initial=firsts[self._at]))

    @cached_property
    def _columns(self) -> tuple[Sequence[int], Sequence[int], list[int]]:
        """First places, followers, and how many followers come before those of each document."""
        before = list(accumulate((count - 1 for count in self._counts), initial=0))
        return self._postings.firsts.numbers(), self._postings.followers.numbers(), before

    def block_min_length(self) -> int:
        length: int = self._info.min_length()
        return length

    def block_max_length(self) -> int:
        length: int = self._info.max_length()
        return length

    def block_max_weight(self) -> float:
        weight: float = self._info.max_weight()
        return weight

    def supports(self, astype: str) -> bool:
        supported: bool = self.format.supports(astype)
        return supported
