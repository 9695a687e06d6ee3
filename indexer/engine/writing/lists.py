"""The postings of many terms at once: from places to lists, from lists to the bytes of the file, and back."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from indexer.engine.segments.layout import START_BITS, WIDTHS
from indexer.engine.writing.arrays import I64, U8, U32, U64, Flags, Numbers, ranges, starts

_WIDTH = np.array(WIDTHS, np.int64)
_CODE = np.array([1, 2, 3, 3], np.uint8)  # by the bytes a number needs, less one
_TYPES = ("<u1", "<u1", "<u2", "<u4")
_MASKS = np.array([[byte < width for byte in range(4)] for width in WIDTHS], np.bool_).view(np.uint32).ravel()
"""By code: which of the four bytes of a number are kept, as four truth values in one number."""


class Lists(NamedTuple):
    """The postings of some terms, one after another, as `segments.postings.Postings` has those of one.

    `documents` and `occurrences` have a number for each term; the others, list by list, one for each document, or
    for each place that is not the first of a document. Without places `firsts` and `followers` are empty.
    """

    documents: Numbers
    occurrences: Numbers
    ids: U32
    counts: U32
    firsts: U32
    followers: U32


class Bytes(NamedTuple):
    """The same as it lies in the file: the bytes of all terms, the size of each, and the widths of its four lists."""

    data: bytes | memoryview
    sizes: I64
    codes: U8
    documents: Numbers
    occurrences: Numbers


def grouped(terms: Numbers, documents: U32, places: U32 | None) -> Lists:
    """Make lists of terms, documents and places, in order of the term, then of the document, then of the place.

    Terms are numbers; that there is a list for each, from the least to the greatest, is up to the caller.
    """
    new_term = np.empty(len(terms), np.bool_)
    new_term[:1] = True
    np.not_equal(terms[1:], terms[:-1], out=new_term[1:])
    new = new_term.copy()
    new[1:] |= documents[1:] != documents[:-1]
    first = np.flatnonzero(new)
    heads = new_term[first]  # of the documents, those that are the first of their term
    counts = np.diff(first, append=len(terms)).astype(np.uint32)
    ids = documents[first]
    ids[1:] -= np.where(heads[1:], 0, ids[:-1]).astype(np.uint32)
    held = np.diff(np.flatnonzero(heads), append=len(first))
    occurrences = np.diff(np.flatnonzero(new_term), append=len(terms))
    if places is None:
        empty = np.empty(0, np.uint32)
        return Lists(held, held, ids, np.ones(len(ids), np.uint32), empty, empty)
    gaps = np.diff(places, prepend=np.uint32(0))
    return Lists(held, occurrences, ids, counts, places[first], gaps[~new])


def packed(lists: Lists) -> Bytes:
    """Put lists into as few bytes as the widths allow."""
    terms = len(lists.documents)
    documents = np.asarray(lists.documents, np.int64)
    placed = bool(len(lists.firsts)) or not terms
    others = np.asarray(lists.occurrences, np.int64) - documents
    codes = np.zeros((terms, 4), np.uint8)
    codes[:, 0] = _codes(lists.ids, documents)
    codes[:, 1] = _codes(lists.counts, documents, least=1)
    codes[:, 2] = _codes(lists.firsts, documents) if placed else 0
    codes[:, 3] = _codes(lists.followers, others)
    lengths = np.stack([documents, documents, documents, others], axis=1)
    lengths[codes == 0] = 0
    begins = starts(lengths.ravel())
    values = np.empty(int(begins[-1]), np.uint32)
    for index, part in enumerate((lists.ids, lists.counts, lists.firsts, lists.followers)):
        if index == 1:
            part = part[np.repeat(codes[:, 1] != 0, documents)]
        values[ranges(begins[index:-1:4], lengths[:, index])] = part
    data = np.compress(_kept(codes, lengths), values.view(np.uint8))  # six times as quick as by an index
    sizes = (lengths * _WIDTH[codes]).sum(axis=1)
    return Bytes(data.tobytes(), sizes, codes, lists.documents, lists.occurrences)


def packed_one(parts: Sequence[Lists]) -> Bytes:
    """Do the same for one term, from lists of it that follow on each other, ids not yet less the one before."""
    ids = np.concatenate([part.ids for part in parts])
    documents, occurrences = (sum(int(part[index].sum()) for part in parts) for index in range(2))
    gaps = np.diff(ids, prepend=np.uint32(0))
    columns = [[gaps], *([part[index] for part in parts] for index in (3, 4, 5))]
    data, codes = [], []
    for index, pieces in enumerate(columns):
        most = max((int(piece.max()) for piece in pieces if len(piece)), default=None)
        code = 0 if most is None or (index == 1 and most == 1) else int(_CODE[(most > 0xFF) + (most > 0xFFFF)])
        codes.append(code)
        data += [piece.astype(_TYPES[code]).tobytes() for piece in pieces if code]
    whole = b"".join(data)
    row = np.array([codes], np.uint8)
    return Bytes(whole, np.array([len(whole)]), row, np.array([documents]), np.array([occurrences]))


def unpacked(found: Bytes) -> Lists:
    """Do the reverse of `packed`."""
    documents = np.asarray(found.documents, np.int64)
    others = np.asarray(found.occurrences, np.int64) - documents
    lengths = np.stack([documents, documents, documents, others], axis=1)
    lengths[found.codes == 0] = 0
    begins = starts(lengths.ravel())
    cells = np.zeros(4 * int(begins[-1]), np.uint8)
    cells[np.flatnonzero(_kept(found.codes, lengths))] = np.frombuffer(found.data, np.uint8)
    values = cells.view(np.uint32)
    ids, counts, firsts, followers = (values[ranges(begins[index:-1:4], lengths[:, index])] for index in range(4))
    stored = found.codes[:, 1] != 0
    if not stored.all():
        whole = np.ones(int(documents.sum()), np.uint32)
        whole[np.repeat(stored, documents)] = counts
        counts = whole
    return Lists(found.documents, found.occurrences, ids, counts, firsts, followers)


def row_widths(codes: U8) -> U64:
    """Return the widths of each term's lists as they stand in its row, above the offset of its postings."""
    wide = codes.astype(np.uint64)
    joined: U64 = wide[:, 0] | wide[:, 1] << np.uint64(2) | wide[:, 2] << np.uint64(4) | wide[:, 3] << np.uint64(6)
    joined <<= np.uint64(START_BITS)
    return joined


def codes_of(rows: U64) -> U8:
    """Do the reverse of `row_widths`."""
    byte = (rows >> np.uint64(START_BITS)).astype(np.uint8)
    return np.stack([byte >> shift & 3 for shift in (0, 2, 4, 6)], axis=1)


def _kept(codes: U8, lengths: I64) -> Flags:
    """Tell, for each byte of so many numbers of four bytes, whether it is in the file."""
    return np.repeat(_MASKS[codes.ravel()], lengths.ravel()).view(np.bool_)


def _codes(values: U32, lengths: I64, least: int = 0) -> U8:
    """Return the width of each run of values, as a code; 0 for an empty one, or one without any above `least`."""
    codes = np.zeros(len(lengths), np.uint8)
    filled = np.flatnonzero(lengths)
    if not len(filled):
        return codes
    most = np.maximum.reduceat(values, starts(lengths)[filled])
    widths = _CODE[(most > 0xFF).astype(np.uint8) + (most > 0xFFFF)]
    codes[filled] = np.where(most > least, widths, 0) if least else widths
    return codes
