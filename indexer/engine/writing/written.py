"""What a run has written, before it is in the list of segments."""

from array import array
from dataclasses import dataclass

from indexer.engine.segments.listing import Listed


@dataclass(frozen=True, slots=True)
class Written:
    """A new segment, and, for each of its documents, as the how-manieth of this run it came."""

    listed: Listed
    order: "array[int]"
