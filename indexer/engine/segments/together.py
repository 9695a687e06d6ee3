"""Several indexes opened as one: of a document that more than one holds, all but the first are left out."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import accumulate
from pathlib import Path

from indexer.engine.segments import listing, opened_segment
from indexer.engine.segments.layout import check_machine, label_bytes
from indexer.engine.segments.segment import Segment


class Together:
    """The segments of several indexes, in their order. To be made before anything is asked of a segment."""

    def __init__(self, each: Sequence[Sequence[Segment]], left_out: Collection[str] = ()) -> None:
        self.segments = tuple(segment for segments in each for segment in segments)
        self._each = [[(segment, segment.deleted) for segment in segments] for segments in each]
        known = {label_bytes(digest) for digest in left_out}
        for segments in each:
            held = [_live(segment) for segment in segments]
            for segment, digests in zip(segments, held, strict=True):
                segment.leave_out(at for digest in digests & known for at in _documents(segment, digest))
            known |= set[bytes]().union(*held)

    def holders(self, digest: str) -> list[int]:
        """Return which of the indexes hold a document, by their place, the one it is found in first."""
        sought = label_bytes(digest)
        return [
            place
            for place, segments in enumerate(self._each)
            if any(at not in deleted for segment, deleted in segments for at in _documents(segment, sought))
        ]


@contextmanager
def opened_together(folders: Sequence[Path], left_out: Collection[str] = ()) -> Iterator[Together]:
    """Open the indexes of several folders; documents that are to be left out are in none. Raises DamagedIndex."""
    check_machine()
    with ExitStack() as stack:
        each = [[opened_segment(stack, folder, one) for one in listing.read(folder)] for folder in folders]
        yield Together(each, left_out)


def _live(segment: Segment) -> set[bytes]:
    """Return the digests of what is not deleted."""
    if not segment.deleted:
        return set(segment.labels("digest"))
    dictionary = segment.dictionary("digest")
    every = zip(dictionary.all(), dictionary.holders(), strict=True)
    return {digest for digest, numbers in every if any(number not in segment.deleted for number in numbers)}


def _documents(segment: Segment, digest: bytes) -> Iterator[int]:
    found = segment.find("digest", digest)
    return accumulate(found.ids.numbers()) if found else iter(())
