"""Makes one segment of several: what it holds is what it would if all its documents had been written at once."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import numpy as np

from indexer.engine.segments import opened_segment
from indexer.engine.segments.layout import BLOBS, COLUMNS, FACETS, LABELS, LENGTHS, PLACES, SUMS
from indexer.engine.segments.listing import Listed
from indexer.engine.writing.arrays import I64, Numbers, passes, ranges, starts
from indexer.engine.writing.file import SegmentFile
from indexer.engine.writing.lists import Bytes, Lists, packed, packed_one
from indexer.engine.writing.sources import Cursor, Part, Source, in_step

AT_ONCE = 1 << 17
"""Places that are put together at once."""


def merge(folder: Path, segments: Sequence[Listed], name: str) -> Listed:
    """Write one new segment with the documents of these that are not deleted, in their order."""
    with ExitStack() as stack:
        sources: list[Source] = []
        documents = 0
        for listed in segments:
            sources.append(Source(opened_segment(stack, folder, listed), documents))
            documents += listed.live
        merged = Listed(name, documents)
        with SegmentFile(merged.path(folder)) as file:
            for field in PLACES:
                _merge_field(file, field, sources)
            for field in LABELS:
                terms = _merge_field(file, field, sources, keep=field in FACETS)
                if field in FACETS:
                    _merge_facet(file, field, sources, terms)
            _merge_columns(file, sources)
            _merge_sums(file, sources)
            lengths = {field: sum(int(_column(s, f"length.{field}").sum()) for s in sources) for field in LENGTHS}
            file.finish(documents, lengths)
    return merged


def _merge_field(file: SegmentFile, field: str, sources: Sequence[Source], *, keep: bool = False) -> list[bytes]:
    """Merge one field; return its terms if they are to be kept."""
    kept: list[bytes] = []
    writer = file.field(field)
    for terms, parts in in_step([Cursor(source, field) for source in sources]):
        counts = np.zeros(len(terms), np.int64)
        for part in parts:
            counts[part.numbers] += part.cursor.occurrences(part.first, len(part.numbers))
        for first, last in passes(counts, AT_ONCE):
            postings = _one(parts, first) if counts[first] > AT_ONCE else _some(parts, first, last)
            held = np.flatnonzero(postings.documents)  # only deleted documents may have had a term
            names = [terms[first + number] for number in held.tolist()]
            if len(held) < len(postings.documents):
                postings = postings._replace(
                    **{name: getattr(postings, name)[held] for name in ("sizes", "codes", "documents", "occurrences")}
                )
            writer.add(names, postings)
            if keep:
                kept += names
        for source in sources:
            source.segment.file.forget()
    writer.end()
    return kept


def _some(parts: Sequence[Part], first: int, last: int) -> Bytes:
    """Merge the postings of the terms from one number to before another."""
    found: list[tuple[I64, Lists]] = []
    held = np.zeros((last - first, len(parts)), np.int64)
    occurrences = np.zeros_like(held)
    for index, part in enumerate(parts):
        low, high = np.searchsorted(part.numbers, (first, last)).tolist()
        if low < high:
            lists = part.cursor.lists(part.first + low, part.first + high)
            numbers = part.numbers[low:high] - first
            held[numbers, index], occurrences[numbers, index] = lists.documents, lists.occurrences
            found.append((numbers * len(parts) + index, lists))
    placed = any(len(lists.firsts) for _, lists in found)
    ids = _woven([(cells, lists.ids) for cells, lists in found], held)
    documents = held.sum(axis=1)
    heads = starts(documents)[:-1][documents > 0]
    gaps = np.diff(ids, prepend=np.uint32(0))
    gaps[heads] = ids[heads]
    counts = _woven([(cells, lists.counts) for cells, lists in found], held)
    firsts = _woven([(cells, lists.firsts) for cells, lists in found], held) if placed else ids[:0]
    others = [(cells, lists.followers) for cells, lists in found if placed]
    followers = _woven(others, occurrences - held) if placed else ids[:0]
    return packed(Lists(documents, occurrences.sum(axis=1), gaps, counts, firsts, followers))


def _woven(runs: Sequence[tuple[I64, Numbers]], lengths: I64) -> Numbers:
    """Put runs of numbers in order: `lengths` has a cell for each, row by row as they are to stand."""
    begins, flat = starts(lengths.ravel()), lengths.ravel()
    whole = np.empty(int(begins[-1]), np.uint32)
    for cells, numbers in runs:
        whole[ranges(begins[cells], flat[cells])] = numbers
    return whole


def _one(parts: Sequence[Part], number: int) -> Bytes:
    """Merge the postings of one term, which has many."""
    found: list[Lists] = []
    for part in parts:
        at = int(np.searchsorted(part.numbers, number))
        if at < len(part.numbers) and part.numbers[at] == number:
            found.append(part.cursor.one(part.first + at))
    return packed_one(found)


def _merge_facet(file: SegmentFile, field: str, sources: Sequence[Source], terms: Sequence[bytes]) -> None:
    """Merge what a label field has by document. `terms` are those that are left."""
    ordinals = {term: ordinal for ordinal, term in enumerate(terms)}
    counts: list[Numbers] = []
    values: list[Numbers] = []
    for source in sources:
        offsets, old = (np.frombuffer(numbers, np.uint32) for numbers in source.segment.facet(field))
        new = np.array([ordinals.get(label, 0) for label in source.segment.labels(field)], np.uint32)
        many = np.diff(offsets)
        counts.append(source.column(many))
        values.append(new[old[np.repeat(source.stays, many)]])
    file.put(f"{field}.offsets", starts(np.concatenate(counts)).astype(np.uint32))
    file.put(f"{field}.ordinals", np.concatenate(values))


def _column(source: Source, name: str) -> Numbers:
    return source.column(np.frombuffer(source.segment.column(name), COLUMNS[name]))


def _merge_columns(file: SegmentFile, sources: Sequence[Source]) -> None:
    for name in COLUMNS:
        file.put(f"column.{name}", np.concatenate([_column(source, name) for source in sources]))
    for name in BLOBS:
        file.blobs(name, _blobs(name, sources))


def _blobs(name: str, sources: Sequence[Source]) -> Iterator[bytes]:
    for source in sources:
        for number in source.documents():
            yield source.segment.blob(name, number)
        source.segment.file.forget()


def _merge_sums(file: SegmentFile, sources: Sequence[Source]) -> None:
    """Merge the sums of money: by value, then currency, document and page."""
    columns: list[list[Numbers]] = [[] for _ in SUMS]
    for source in sources:
        found = [np.frombuffer(numbers, numbers.format) for numbers in source.segment.sums()]
        stay = source.stays[found[2]]
        found[2] = source.numbers[found[2]]
        for column, numbers in zip(columns, found, strict=True):
            column.append(numbers[stay])
    whole = [np.concatenate(column) for column in columns]
    order = np.lexsort(whole[::-1])
    for name, numbers in zip(SUMS, whole, strict=True):
        file.put(f"sums.{name}", numbers[order])
