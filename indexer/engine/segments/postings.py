"""The postings of one term in one segment, as they lie in the file: nothing is unpacked that is not asked for."""

from collections.abc import Sequence
from typing import NamedTuple

from indexer.engine.segments.layout import NUMBERS, START_BITS, WIDTHS

EMPTY = memoryview(b"")


class Packed(NamedTuple):
    """Integers as they lie in the file.

    `width` is 1, 2 or 4 bytes, little-endian. If it is 0 they are not stored: all `count` of them are 1.
    """

    buffer: memoryview
    width: int
    count: int  # type: ignore[assignment]  # a tuple has a method of this name, which nobody asks of this one

    def numbers(self) -> Sequence[int]:
        """Return the integers."""
        return self.buffer.cast(NUMBERS[self.width]) if self.width else b"\1" * self.count


class Postings(NamedTuple):
    """One term in one field of one segment, in documents that were deleted too.

    `ids` are document numbers and `followers` places, each less the one before in its list; the first number is as
    it is, and so are `firsts`, the first place in each document. `followers` are the other places, document by
    document: `counts` less one of each. Label fields have neither counts (all are 1) nor places (both are empty).
    """

    documents: int
    occurrences: int
    ids: Packed
    counts: Packed
    firsts: Packed
    followers: Packed


def widths(packed: int) -> tuple[int, int, int, int]:
    """Return the bytes that ids, counts, firsts and followers of a term take, from the number in its row."""
    code = packed >> START_BITS
    return WIDTHS[code & 3], WIDTHS[code >> 2 & 3], WIDTHS[code >> 4 & 3], WIDTHS[code >> 6 & 3]


def size(documents: int, occurrences: int, packed: int) -> int:
    """Return the bytes of a term's postings."""
    ids, counts, firsts, followers = widths(packed)
    return documents * (ids + counts + firsts) + (occurrences - documents) * followers


def postings(documents: int, occurrences: int, packed: int, buffer: memoryview) -> Postings:
    """Divide the bytes of a term's postings into its lists."""
    ids, counts, firsts, followers = widths(packed)
    if not firsts:  # of a label: it has no places, rather than places that are all 1
        none, end = Packed(EMPTY, 0, 0), ids * documents
        numbers = Packed(buffer[:end], ids, documents)
        return Postings(documents, occurrences, numbers, Packed(buffer[end:], counts, documents), none, none)
    first = ids * documents
    second = first + counts * documents
    third = second + firsts * documents
    return Postings(  # written out: a prefix reads two thousand of them, and a loop took twice as long
        documents,
        occurrences,
        Packed(buffer[:first], ids, documents),
        Packed(buffer[first:second], counts, documents),
        Packed(buffer[second:third], firsts, documents),
        Packed(buffer[third:], followers, occurrences - documents),
    )
