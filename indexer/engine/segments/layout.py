"""What a segment's file looks like: its fields, its numbers, its ends. docs/index-format.md says it in words."""

import sys
from struct import Struct
from typing import Literal, TypeAlias

from indexer.errors import IndexerError

FORMAT = 4
"""Raise it whenever the bytes mean anything else: an index built before is then rebuilt."""

HEAD = b"FOIseg" + FORMAT.to_bytes(2, "little")
"""The first bytes of a segment, and its last."""

TAIL = Struct("<II8s")
"""The end of a segment: size and CRC-32 of the table of contents before it, and the head's bytes again."""

ALIGNMENT = 8
"""Every section begins at a multiple of it, so that numbers can be read where they lie."""

Number: TypeAlias = Literal["B", "H", "I", "Q"]
"""A kind of number, as memoryview.cast has it: unsigned, of 1, 2, 4 or 8 bytes."""

PLACES = ("text", "words", "title", "title_words", "authority", "supplier", "reference")
"""Fields of terms with places."""
LABELS = (
    *("digest", "source", "kind", "state", "type", "outcome", "ocr", "body", "year"),
    *("exemption", "provision", "company", "lag"),
)
"""Fields of exact values, without places."""
FACETS = ("source", "kind", "state", "type", "outcome", "ocr", "body", "year", "exemption", "company")
"""Label fields whose values are also kept by document; of a media type only the whole."""
COLUMNS: dict[str, Number] = {"length.text": "I", "length.title": "I", "day": "I", "largest": "Q"}
"""One number for each document."""
BLOBS = ("key", "pages", "record")
"""Some bytes for each document."""
SUMS: dict[str, Number] = {"values": "Q", "currencies": "B", "documents": "I", "pages": "I"}
"""One number for each sum of money, in order of the values."""
LENGTHS = ("text", "title")
"""Fields whose lengths are counted."""

BLOCK = 128
"""Terms of one block of a field's dictionary. A block is what is checked, and searched, at once."""

BLOCK_ROW = Struct("<II")
"""Of a block: where its terms begin in the vocabulary, and the CRC-32 of its terms and then its rows."""

TERM_ROW = Struct("<IIIIQ")
"""Of a term: where it ends in the vocabulary, documents, occurrences, the CRC-32 of its postings, and where they are.

The last has the widths of the four lists in its highest byte, two bits each: 0, 1, 2, 3 stand for 0, 1, 2, 4 bytes.
"""

BLOB_ROW = Struct("<QI")
"""Of a document's bytes: where they end, and their CRC-32."""

RECORD_HEAD = Struct("<II")
"""Of a record: the sizes of digest and of what was stored; the places of the pages follow these, 4 bytes each."""

WIDTHS = (0, 1, 2, 4)
NUMBERS: dict[int, Literal["B", "H", "I"]] = {1: "B", 2: "H", 4: "I"}
"""What numbers of so many bytes are."""
CURRENCIES = ("GBP", "EUR", "USD")
"""Their numbers in a segment are those of their places here, counted from 1."""
START_BITS = 56
"""Bits of the offset of a term's postings; above them are the widths."""


def check_machine() -> None:
    """Raise IndexerError where numbers lie in memory in another order than in the files, which are read as they are."""
    if sys.byteorder != "little":
        raise IndexerError("an index can be read only on a machine that is little-endian, as x86 and ARM are")


def label_bytes(label: str) -> bytes:
    """Encode a label; what cannot be encoded (half of a surrogate pair, out of a hostile name) becomes a "?"."""
    return label.encode("utf-8", "replace")
