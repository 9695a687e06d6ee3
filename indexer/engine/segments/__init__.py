"""The files of the index, read: segments of documents, and the list of them. Nothing is imported to write them."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from indexer.engine.segments import listing
from indexer.engine.segments.layout import check_machine
from indexer.engine.segments.postings import Packed, Postings
from indexer.engine.segments.segment import Segment, Sums

__all__ = ["Packed", "Postings", "Segment", "Sums", "opened"]


@contextmanager
def opened(folder: Path) -> Iterator[tuple[Segment, ...]]:
    """Open the index in a folder for reading. Raises DamagedIndex if its files are not as they were written.

    Here, or later, when the damaged part is read: each part has its own checksum.
    """
    check_machine()
    with ExitStack() as stack:
        yield tuple(opened_segment(stack, folder, listed) for listed in listing.read(folder))


def opened_segment(stack: ExitStack, folder: Path, listed: listing.Listed) -> Segment:
    """Open one segment of the list until the stack is closed."""
    segment = Segment(listed.path(folder), listed.deleted)
    stack.callback(segment.close)
    if segment.documents != listed.documents:
        segment.file.damaged("the number of its documents")
    return segment
