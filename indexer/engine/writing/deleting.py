"""Which documents are deleted: those removed, and those another of the same digest has replaced."""

from collections.abc import Collection, Iterator, Sequence
from heapq import merge
from itertools import accumulate

from indexer.engine.segments import Postings, Segment
from indexer.engine.segments.layout import label_bytes
from indexer.engine.writing.written import Written


def holding(segment: Segment, digests: Collection[bytes]) -> set[int]:
    """Return the documents of these digests."""
    if 4 * len(digests) > segment.count("digest"):  # to read all is quicker than to look for each
        return {at for digest, found in segment.terms("digest") if digest in digests for at in documents(found)}
    every = (segment.find("digest", digest) for digest in digests)
    return {at for found in every if found for at in documents(found)}


def digests_of(segments: Sequence[Segment]) -> set[bytes]:
    """Return the digests that are in any of the segments."""
    return {digest for segment in segments for digest in segment.labels("digest")}


def replaced(segments: Sequence[Segment], written: Sequence[Written]) -> list[set[int]]:
    """Return, for each of these new segments, the documents of which a later one has the same digest."""
    deleted: list[set[int]] = [set() for _ in segments]
    known: bytes | None = None
    last = (-1, 0, 0)
    for digest, order, index, number in merge(*map(_numbered, segments, written, range(len(segments)))):
        if digest == known:
            deleted[last[1]].add(last[2])
        known, last = digest, (order, index, number)
    return deleted


def encoded(digests: Collection[str]) -> set[bytes]:
    """Return digests as they are in the index."""
    return {label_bytes(digest) for digest in digests}


def documents(found: Postings) -> Iterator[int]:
    """Return the numbers of the documents of a list."""
    return accumulate(found.ids.numbers())


def _numbered(segment: Segment, written: Written, index: int) -> Iterator[tuple[bytes, int, int, int]]:
    for digest, found in segment.terms("digest"):
        for number in documents(found):
            yield digest, written.order[number], index, number
