"""An index of ours as a Whoosh reader: nothing is unpickled to open it, and no file of Whoosh's is in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whoosh.fields import STORED, FieldType, Schema
from whoosh.formats import Existence, Positions
from whoosh.reading import EmptyReader, MultiReader, SegmentReader

from indexer.engine.segments import opened
from indexer.engine.segments.layout import LABELS, LENGTHS, PLACES
from indexer.engine.whoosh_codec import Opened


class _Field(FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field that is read: its terms are text, and nobody analyses anything for it."""

    def to_bytes(self, value: str | bytes) -> bytes:
        return value if isinstance(value, bytes) else value.encode("utf-8", "replace")

    def from_bytes(self, value: bytes) -> str:
        return value.decode("utf-8", "replace")


def schema() -> Schema:
    """Return the fields of our segments, as Whoosh describes fields; `record` is what comes back with a match."""
    places = {name: _Field(Positions(), None, scorable=name in LENGTHS) for name in PLACES}
    labels = {name: _Field(Existence(), None) for name in LABELS}
    return Schema(**places, **labels, record=STORED)


@contextmanager
def whoosh_reader(folder: Path) -> Iterator[Any]:
    """Open the index in a folder as a whoosh.reading.IndexReader. Raises DamagedIndex as `segments.opened` does."""
    fields = schema()
    with opened(folder) as segments:
        readers = [SegmentReader(None, fields, Opened(segment, (*PLACES, *LABELS))) for segment in segments]
        match readers:
            case []:
                yield EmptyReader(fields)
            case [only]:
                yield only
            case _:
                yield MultiReader(readers)
