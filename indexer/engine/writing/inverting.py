"""Turns what was gathered into a segment: words by document become documents by word."""

from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from indexer.engine.segments.layout import FACETS, RECORD_HEAD, SUMS
from indexer.engine.writing.arrays import I64, U8, U32, passes, starts
from indexer.engine.writing.file import SegmentFile
from indexer.engine.writing.forms import NOTHING, Tables
from indexer.engine.writing.gathered import Gathered, Labelled, Placed
from indexer.engine.writing.lists import grouped, packed

GAP = 50
"""Positions left free between heading and page 1: no phrase stands over that border."""

AT_ONCE = 1 << 19
"""Places that are put in order at once: 25 MB of memory, and few enough to stay near the processor."""

_OCCURRENCES = np.array([0, 1, 3], np.uint8)  # by width: a broken word stands there as its parts and as its whole


class Run(NamedTuple):
    """Where the words of a field stand, all documents in one run of positions.

    `begins` is where, in the run, each piece begins, be it heading, page or title; `bases`, where each document
    does, with the end of the last; `documents` has the number of the document for each position.
    """

    forms: U32
    places: U32
    begins: I64
    bases: I64
    documents: U32
    lengths: U32


def write_segment(path: Path, gathered: Gathered) -> None:
    """Write everything gathered into one new file."""
    tables = gathered.forms.tables()
    pages = np.array(gathered.pages, np.int64)
    ranks = _Ranks(gathered, tables)
    with SegmentFile(path) as file:
        text = _run(gathered.text, gathered.text_ends, pages + 1, tables, GAP)
        for field, strings in (("text", tables.terms), ("words", tables.words)):
            _write_words(file, field, text, ranks, strings)
        lengths, begins = {"text": text.lengths}, _page_starts(text, pages)
        del text
        title = _run(gathered.title, gathered.title_ends, np.ones_like(pages), tables, 0)
        for field, strings in (("title", tables.terms), ("title_words", tables.words)):
            _write_words(file, field, title, ranks, strings)
        lengths["title"] = title.lengths
        _write_placed(file, "authority", gathered.authority, np.array(gathered.authority.places, np.uint32))
        _write_placed(file, "reference", gathered.reference, _reference_places(gathered.reference, begins, pages))
        for field, labels in gathered.labels.items():
            _write_labels(file, field, labels, gathered.types if field == "type" else labels, gathered.documents)
        for field, numbers in lengths.items():
            file.put(f"column.length.{field}", numbers)
        file.put("column.day", np.array(gathered.days, np.uint32))
        file.put("column.largest", np.array(gathered.largest, np.uint64))
        file.blobs("key", gathered.keys)
        file.blobs("pages", gathered.ocr)
        file.blobs("record", _records(gathered, begins, pages))
        columns = list(zip(*sorted(gathered.sums), strict=True)) or [()] * len(SUMS)
        for (name, format_), column in zip(SUMS.items(), columns, strict=True):
            file.put(f"sums.{name}", np.array(column, f"<{format_}"))
        file.finish(gathered.documents, {field: int(numbers.sum()) for field, numbers in lengths.items()})


class _Ranks:
    """The strings that the words of one segment come to, in the order of the alphabet."""

    def __init__(self, gathered: Gathered, tables: Tables) -> None:
        texts = gathered.forms.strings.texts
        used = np.zeros(len(tables.terms), np.bool_)
        for field in (gathered.text, gathered.title):
            used[np.frombuffer(field, np.uint32)] = True
        used[tables.broken[used[tables.broken[:, 0]]][:, 1:].ravel()] = True
        there = np.zeros(len(texts), np.bool_)
        for strings in (tables.terms, tables.words):
            there[strings[used]] = True
        there[NOTHING] = False
        numbers = sorted(np.flatnonzero(there).tolist(), key=texts.__getitem__)
        self.texts = [texts[number] for number in numbers]
        self.of_string = np.zeros(len(texts), np.uint32)
        """The place of each string in the alphabet, counted from 1."""
        self.of_string[numbers] = np.arange(1, len(numbers) + 1)


def _run(words: "array[int]", ends: "array[int]", pieces: I64, tables: Tables, gap: int) -> Run:
    """Number the places of all words; after the first piece of each document, so many positions are left free."""
    forms = np.frombuffer(words, np.uint32)
    numbers = np.arange(len(pieces), dtype=np.uint32)
    widths = tables.widths[forms]
    positions = starts(widths)
    bounds = np.concatenate(([0], np.array(ends, np.int64)))  # of the pieces, in words
    first = starts(pieces)  # of the pieces of each document
    gaps = np.repeat(numbers, pieces) + np.uint32(1)  # that stand before each piece
    gaps[first[:-1]] -= 1
    begins = positions[bounds[:-1]] + gap * gaps.astype(np.int64)
    bases = positions[bounds[first]] + gap * np.arange(len(first))
    lengths = np.diff(starts(_OCCURRENCES[widths])[bounds[first]])
    places = positions[:-1].astype(np.uint32)
    places += np.repeat(np.uint32(gap) * gaps, np.diff(bounds))
    places <<= 1
    forms, places = _unbroken(forms, places, widths, tables.broken)
    return Run(forms, places, begins, bases, np.repeat(numbers, np.diff(bases)), lengths.astype(np.uint32))


def _unbroken(forms: U32, places: U32, widths: U8, broken: U32) -> tuple[U32, U32]:
    """Leave out what comes to nothing, and put the parts and the whole of what is broken in its place."""
    if widths.all() and not len(broken):
        return forms, places
    cut = np.flatnonzero(widths == 2)
    whole = np.flatnonzero(widths == 1)
    rows = broken[np.searchsorted(broken[:, 0], forms[cut])]
    at = places[cut]
    return (
        np.concatenate((forms[whole], rows[:, 1], rows[:, 2], rows[:, 3])),
        np.concatenate((places[whole], at, at + 1, at + 2)),
    )


def _write_words(file: SegmentFile, field: str, run: Run, ranks: _Ranks, strings: U32) -> None:
    """Write one field of words, a range of the alphabet at a time: so the memory it takes is bounded."""
    writer = file.field(field)
    by_word = ranks.of_string[strings][run.forms]
    counts = np.bincount(by_word, minlength=len(ranks.texts) + 1)
    counts[NOTHING] = 0  # it has no place in the alphabet
    for first, last in passes(counts, AT_ONCE):
        chosen = np.flatnonzero((by_word >= first) & (by_word < last))
        keys = by_word[chosen].astype(np.uint64)
        keys <<= np.uint64(32)
        keys |= run.places[chosen]
        keys.sort()
        terms = (keys >> np.uint64(32)).astype(np.uint32)
        places = keys.astype(np.uint32)
        documents = run.documents[places >> 1]
        places -= 2 * run.bases[documents].astype(np.uint32)
        there = np.flatnonzero(counts[first:last]) + first
        names = [ranks.texts[number - 1].encode() for number in there.tolist()]
        writer.add(names, packed(grouped(terms, documents, places)))
    writer.end()


def _write_placed(file: SegmentFile, field: str, placed: Placed, places: U32) -> None:
    texts = placed.strings.texts
    order = sorted(range(len(texts)), key=texts.__getitem__)
    ranks = np.empty(len(texts), np.uint32)
    ranks[order] = np.arange(len(texts))
    terms, documents = ranks[np.array(placed.values, np.int64)], np.array(placed.documents, np.uint32)
    sorted_ = np.lexsort((places, documents, terms))
    writer = file.field(field)
    names = [texts[number].encode("utf-8", "replace") for number in order if texts[number]]
    writer.add(names, packed(grouped(terms[sorted_], documents[sorted_], places[sorted_])))
    writer.end()


def _write_labels(file: SegmentFile, field: str, labels: Labelled, counted: Labelled, documents: int) -> None:
    """Write a label field; what is counted of it is kept by document as well."""
    names = sorted(labels.strings)
    ordinals = {name: ordinal for ordinal, name in enumerate(names)}
    terms, owners = _ordinals(labels, ordinals)
    by_term = np.lexsort((owners, terms))
    writer = file.field(field)
    writer.add(names, packed(grouped(terms[by_term], owners[by_term], None)))
    writer.end()
    if field in FACETS:
        terms, owners = _ordinals(counted, ordinals)
        by_owner = np.lexsort((terms, owners))
        file.put(f"{field}.offsets", starts(np.bincount(owners, minlength=documents)).astype(np.uint32))
        file.put(f"{field}.ordinals", terms[by_owner])


def _ordinals(labels: Labelled, ordinals: dict[bytes, int]) -> tuple[U32, U32]:
    by_value = np.array([ordinals[name] for name in labels.strings], np.uint32)
    return by_value[np.array(labels.values, np.int64)], np.array(labels.documents, np.uint32)


def _page_starts(run: Run, pages: I64) -> U32:
    """Return the places at which pages begin, of all documents one after another."""
    begins = np.delete(run.begins, starts(pages + 1)[:-1])  # without the headings
    return (2 * (begins - np.repeat(run.bases[:-1], pages))).astype(np.uint32)


def _reference_places(placed: Placed, begins: U32, pages: I64) -> U32:
    """Return the place at which each reference's page begins; 0 is the heading."""
    first = starts(pages)[np.array(placed.documents, np.int64)]
    numbers = np.array(placed.places, np.int64)
    padded = np.concatenate((np.zeros(1, np.uint32), begins))
    return np.where(numbers, padded[np.where(numbers, first + numbers, 0)], 0).astype(np.uint32)


def _records(gathered: Gathered, begins: U32, pages: I64) -> Iterator[bytes]:
    bounds = starts(pages).tolist()
    for number, (digest, stored) in enumerate(gathered.stored):
        places = begins[bounds[number] : bounds[number + 1]].tobytes()
        yield RECORD_HEAD.pack(len(digest), len(stored)) + digest + stored + places
