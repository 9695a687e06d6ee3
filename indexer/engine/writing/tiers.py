"""Which segments are merged: sizes at least double from one to the next, so each document is rewritten rarely."""

from collections.abc import Sequence

from indexer.engine.segments.listing import Listed


def to_merge(old: Sequence[Listed], new: Sequence[Listed]) -> list[Listed]:
    """Return the segments that are to become one: the new ones with every old one that is no larger than they are.

    Also what is mostly deleted. So the number of segments grows with the logarithm of that of documents. Several
    new ones stay beside each other, if no old one goes with them: they were written at once, by as many processes.
    """
    size = sum(segment.live for segment in new)
    chosen = []
    for segment in sorted(old, key=lambda listed: listed.live):
        if segment.live and (segment.live <= size or len(segment.deleted) > segment.live):
            chosen.append(segment)
            size += segment.live
    if not chosen:
        return [segment for segment in new if len(segment.deleted) > segment.live > 0]
    return [segment for segment in [*old, *new] if segment.live and (segment in chosen or segment in new)]
