"""The kinds of field of the Whoosh index.

Whoosh pickles a schema into its index, classes by the name of their module: rename or move this file, or a class
in it, and every index written before cannot be opened. Raise FORMAT in whoosh_engine.py whenever that must be.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from operator import sub
from pickle import dumps
from typing import Any

from whoosh.fields import FieldType
from whoosh.formats import Existence, Positions
from whoosh.system import pack_uint


class PlacesField(FieldType):  # type: ignore[misc]  # Whoosh has no types
    """Terms with their places. It is given {term: places in ascending order}: the words are analysed before."""

    def __init__(self, *, scorable: bool = False) -> None:
        super().__init__(format=Positions(), analyzer=None, scorable=scorable)

    def index(self, value: Mapping[str, Sequence[int]], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        for term, places in value.items():
            yield term.encode(), len(places), float(len(places)), _packed(places)


def _packed(places: Sequence[int]) -> bytes:
    """Do what Positions.encode does, in half its time."""
    return bytes(pack_uint(len(places)) + dumps(list(map(sub, places, chain((0,), places))), 2))


class LabelsField(FieldType):  # type: ignore[misc]  # Whoosh has no types
    """Any number of exact values, without places and not scored."""

    def __init__(self) -> None:
        super().__init__(format=Existence(), analyzer=None)

    def index(self, value: Collection[str], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        for label in {label_bytes(label) for label in value if label}:
            yield label, 1, 1.0, b""


def label_bytes(label: str) -> bytes:
    """Encode a label; what cannot be encoded (half of a surrogate pair, out of a hostile name) becomes a "?"."""
    return label.encode("utf-8", "replace")
